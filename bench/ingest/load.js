import { connect } from 'node:net';

/**
 * @typedef {object} Load
 * @property {number} rate answers with a 2xx status, each second
 * @property {number} p50 milliseconds
 * @property {number} p99 milliseconds
 * @property {number[]} acknowledged the numbers of the requests that were answered with 2xx
 * @property {number} refused other answers
 */

/**
 * Sends requests over keep-alive connections, one at a time on each, for some time or until there
 * are no more. Bare sockets, because a client that parses would take the machine from the server.
 *
 * @param {number} port
 * @param {readonly Buffer[]} requests
 * @param {{ ms?: number, connections?: number, repeat?: boolean }} [options] `repeat`: begins again
 *   at the end
 * @returns {Promise<Load>} resolves also where the server goes away
 */
export async function load(port, requests, { ms = Infinity, connections = 64, repeat } = {}) {
  const start = performance.now();
  /** @type {number[]} */
  const acknowledged = [];
  /** @type {number[]} */
  const times = [];
  let next = 0;
  let refused = 0;

  const take = () => {
    if (performance.now() - start > ms) return undefined;
    if (next >= requests.length && !repeat) return undefined;
    const number = next % requests.length;
    next += 1;
    return number;
  };

  const runConnection = () =>
    new Promise((resolve) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      let number = -1;
      let sentAt = 0;
      let received = '';
      const send = () => {
        const taken = take();
        if (taken === undefined) return socket.end();
        number = taken;
        sentAt = performance.now();
        return socket.write(requests[number] ?? '');
      };
      socket.setEncoding('latin1');
      socket.on('connect', send);
      socket.on('data', (/** @type {string} */ part) => {
        received += part;
        if (!isComplete(received)) return;
        if (received.startsWith('HTTP/1.1 2')) acknowledged.push(number);
        else refused += 1;
        times.push(performance.now() - sentAt);
        received = '';
        send();
      });
      socket.on('error', () => undefined);
      socket.on('close', resolve);
    });

  await Promise.all(Array.from({ length: connections }, runConnection));
  const seconds = (performance.now() - start) / 1000;
  times.sort((left, right) => left - right);
  return {
    rate: acknowledged.length / seconds,
    p50: times[Math.floor(times.length * 0.5)] ?? NaN,
    p99: times[Math.floor(times.length * 0.99)] ?? NaN,
    acknowledged,
    refused,
  };
}

/** @param {string} text */
function isComplete(text) {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(text);
  // Without a length the answer comes in chunks, and the last one is empty.
  return length ? text.length >= end + 4 + Number(length[1]) : text.endsWith('0\r\n\r\n');
}
