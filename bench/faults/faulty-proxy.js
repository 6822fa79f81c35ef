import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';

/** How often each fault happens; what is left goes through. */
const SHARES = {
  'lost on the way there': 0.3,
  'answer lost on the way back': 0.1,
  'refused with 429': 0.05,
  'refused with 503': 0.05,
  'answer cut off': 0.03,
  'without an answer': 0.02,
};

/**
 * A proxy that does badly, in the same way each time it is started.
 *
 * @param {number} target the port of the ingest
 */
export async function startFaultyProxy(target) {
  const random = createRandom(42);
  /** @type {Record<string, number>} */
  const counts = { 'gone through': 0, 'no ingest there': 0 };

  const server = createServer((request, response) => {
    /** @type {Buffer[]} */
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('error', () => {});
    response.on('error', () => {});
    request.on('end', () => {
      const fault = pickFault(random());
      counts[fault] = (counts[fault] ?? 0) + 1;
      const status = /^refused with (\d+)/.exec(fault)?.[1];
      if (fault === 'lost on the way there') return void request.socket.destroy();
      if (fault === 'without an answer') return cutLater(request.socket);
      if (status) {
        response.writeHead(Number(status), {
          'access-control-allow-origin': '*',
          'access-control-expose-headers': 'retry-after',
          'retry-after': '1',
        });
        return void response.end('{}');
      }
      const { method, url: path, headers } = request;
      const forwarded = ask(
        { port: target, host: '127.0.0.1', method, path, headers },
        (answer) => {
          if (fault === 'answer lost on the way back') {
            answer.resume();
            answer.on('end', () => request.socket.destroy());
            return;
          }
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          if (fault === 'answer cut off') {
            answer.once('data', (chunk) => {
              response.write(chunk.subarray(0, chunk.length / 2));
              request.socket.destroy();
            });
            return;
          }
          answer.pipe(response);
        },
      );
      forwarded.on('error', () => {
        counts['no ingest there'] = (counts['no ingest there'] ?? 0) + 1;
        request.socket.destroy();
      });
      return void forwarded.end(Buffer.concat(chunks));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

  return {
    origin: `http://127.0.0.1:${port}`,
    counts,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/**
 * What stands in front of an ingest gives up at some time, mostly after a minute. Until then Firefox
 * keeps the connection of a `keepalive` request whose tab has gone, and has six of them in all.
 *
 * @param {import('node:net').Socket} socket
 */
function cutLater(socket) {
  setTimeout(() => socket.destroy(), 30_000).unref();
}

/** @param {number} chance from 0 to 1 */
function pickFault(chance) {
  let sum = 0;
  for (const [fault, share] of Object.entries(SHARES)) {
    sum += share;
    if (chance < sum) return fault;
  }
  return 'gone through';
}

/**
 * mulberry32: numbers from 0 to 1 that are the same for the same seed.
 *
 * @param {number} seed
 */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
