import { createIngest } from 'agentloop-feedback/ingest';
import { createIngestCallers, createNodeServer, startIngest } from 'agentloop-feedback/node';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, it } from 'node:test';

import { formOf } from '../support/page-html.js';
import { API_KEY, createTestIngest, SECRET, signContext } from '../support/test-ingest.js';

import { MOST_STREAMS } from '../../dist/ingest/events/stream-places.js';
import type { NodeServerOptions, StartIngestOptions } from 'agentloop-feedback/node';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

const TURN = { question: 'What is the limit?', agent_response: '5,000.' };
const KEYED = { authorization: `Bearer ${API_KEY}` };

/** A server alone, with times that a test can wait for. */
async function startServer(t: TestContext, options: Partial<NodeServerOptions> = {}) {
  const { store, turns } = await createTestIngest(t);
  const callers = createIngestCallers(0);
  const { callerOf } = callers;
  const handle = createIngest({ secrets: [SECRET], apiKeys: [API_KEY], store, callerOf });
  const refused: string[] = [];
  const server = createNodeServer({
    handle,
    callers,
    onRefused: (code) => refused.push(code),
    ...options,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}`, turns, refused };
}

/** Sends bytes as they are, and resolves with all that comes back when the server has closed. */
async function talk(port: number, write: (send: (text: string) => boolean) => void) {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
  // It is the server that ends the talk, and what is still being sent then is lost.
  socket.on('error', () => {});
  await once(socket, 'connect');
  write((text) => socket.writable && socket.write(text));
  await new Promise((resolve) => socket.once('close', resolve));
  return answer;
}

/** A whole ingest, as `serve` starts it. */
async function start(t: TestContext, options: Partial<StartIngestOptions> = {}) {
  const { store, turns } = await createTestIngest(t);
  const ingest = await startIngest({
    secrets: [SECRET],
    apiKeys: [API_KEY],
    store,
    port: 0,
    host: '127.0.0.1',
    logLevel: 'silent',
    ...options,
  });
  t.after(() => ingest.stop(0));
  return { ...ingest, store, turns, url: `http://127.0.0.1:${ingest.address.port}` };
}

describe('the server on Node.js', () => {
  it('ends a request whose headers come too slowly', async (t) => {
    const { port, refused } = await startServer(t, { headersMs: 200, requestMs: 400 });
    const answer = await talk(port, (send) => {
      send('POST /v1/turns HTTP/1.1\r\nhost: a\r\nx-slow: ');
    });
    assert.match(answer, /^HTTP\/1\.1 408 /);
    assert.match(answer, /"code":"request_timeout"/);
    assert.deepEqual(refused, ['request_timeout']);
  });

  it('ends a request whose body comes too slowly, and stores nothing of it', async (t) => {
    const { port, turns } = await startServer(t, { headersMs: 200, requestMs: 400 });
    const answer = await talk(port, (send) => {
      send('POST /v1/turns HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n');
      send(`authorization: Bearer ${API_KEY}\r\n\r\n{"question":`);
    });
    assert.match(answer, /^HTTP\/1\.1 408 /);
    assert.deepEqual(await turns(), []);
  });

  it('refuses a hundred thousand headers, and one that is endless', async (t) => {
    const { port, refused } = await startServer(t);
    const many = await talk(port, (send) => {
      send('GET /healthz HTTP/1.1\r\nhost: a\r\n');
      for (let index = 0; index < 100_000; index += 1) send(`x-${index}: 1\r\n`);
    });
    const long = await talk(port, (send) => send(`GET /?${'a'.repeat(99_999)} HTTP/1.1\r\n`));
    for (const answer of [many, long])
      assert.match(answer, /^HTTP\/1\.1 431 [^]*headers_too_large/);
    assert.deepEqual(refused, ['headers_too_large', 'headers_too_large']);
  });

  it('stops reading a body of ten gigabytes', async (t) => {
    const { port } = await startServer(t);
    const chunk = 'x'.repeat(64 * 1024);
    let sent = 0;
    const answer = await talk(port, (send) => {
      send('POST /v1/turns HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n');
      const more = () => {
        if (sent >= 10 * 1024 ** 3 || !send(`10000\r\n${chunk}\r\n`)) return;
        sent += chunk.length;
        setImmediate(more);
      };
      more();
    });
    assert.match(answer, /^HTTP\/1\.1 413 [^]*body_too_large/);
    assert.ok(sent < 200 * 1024 ** 2, `${sent} bytes were taken`);

    const declared = await talk(port, (send) => {
      send('POST /v1/turns HTTP/1.1\r\nhost: a\r\ncontent-length: 10737418240\r\n\r\n{');
    });
    assert.match(declared, /^HTTP\/1\.1 413 /);
  });

  it('cuts a connection whose caller does not read the answer', { timeout: 30_000 }, async (t) => {
    const chunk = new Uint8Array(64 * 1024);
    const cut = new Promise<void>((resolve) => {
      const endless = () =>
        new ReadableStream<Uint8Array>({
          pull: (controller) => controller.enqueue(chunk),
          cancel: () => resolve(),
        });
      void startServer(t, { handle: async () => new Response(endless()), stalledMs: 200 }).then(
        ({ port }) => {
          const socket = connect(port, '127.0.0.1').pause();
          t.after(() => socket.destroy());
          socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
        },
      );
    });
    await cut;
  });

  it('answers what is no HTTP, and goes on', async (t) => {
    const { port, url } = await startServer(t);
    assert.match(
      await talk(port, (send) => send('\0\x16\x03\x01 nonsense\r\n\r\n')),
      /^HTTP\/1\.1 400 /,
    );
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
  });

  it('refuses bytes that are no UTF-8, in whatever field they stand', async (t) => {
    const { url, turns } = await startServer(t);
    const [before, after] = JSON.stringify({ ...TURN, question: '|' }).split('|');
    const body = Buffer.concat([
      Buffer.from(String(before)),
      Buffer.from([0xc3, 0x28]),
      Buffer.from(String(after)),
    ]);
    const answer = await fetch(`${url}/v1/turns`, { method: 'POST', headers: KEYED, body });
    assert.equal(answer.status, 400);
    assert.deepEqual(await turns(), []);
  });

  it('gives each request an id, and takes that of a proxy alone', async (t) => {
    const { url } = await start(t);
    const headers = { 'x-request-id': 'mine' };
    const first = (await fetch(`${url}/healthz`, { headers })).headers.get('x-request-id');
    assert.match(String(first), /^[0-9a-f-]{36}$/);
    const behind = await start(t, { proxies: 1 });
    const second = (await fetch(`${behind.url}/healthz`, { headers })).headers.get('x-request-id');
    assert.equal(second, 'mine');
    const bad = { headers: { 'x-request-id': 'a b"c' } };
    const third = (await fetch(`${behind.url}/healthz`, bad)).headers.get('x-request-id');
    assert.match(String(third), /^[0-9a-f-]{36}$/);
  });

  it('believes X-Forwarded-For only as far as its own proxies wrote it', async (t) => {
    const rateLimits = { context: 0, user: 0, address: 1 };
    const callFrom = async (url: string, forwarded: string) =>
      (await fetch(`${url}/v1/nothing`, { headers: { 'x-forwarded-for': forwarded } })).status;
    const open = await start(t, { rateLimits });
    assert.equal(await callFrom(open.url, '192.0.2.1'), 404);
    assert.equal(await callFrom(open.url, '192.0.2.2'), 429);

    const behind = await start(t, { rateLimits, proxies: 1 });
    assert.equal(await callFrom(behind.url, '192.0.2.1'), 404);
    assert.equal(await callFrom(behind.url, '192.0.2.2'), 404);
    assert.equal(await callFrom(behind.url, '203.0.113.9, 192.0.2.2'), 429);
    assert.equal(await callFrom(behind.url, '2001:db8:1:2::1'), 404);
    assert.equal(await callFrom(behind.url, '2001:db8:1:2:3::9'), 429);
  });
});

describe('the feedback page on Node.js', () => {
  it('gives back what was typed where the address is over its limit', async (t) => {
    const { url, turns } = await start(t, { rateLimits: { context: 0, user: 0, address: 1 } });
    const context = await signContext();
    await fetch(`${url}/v1/nothing`);
    const refused = await fetch(
      `${url}/feedback`,
      formOf(context, [
        ['rating', 'incorrect'],
        ['correction', '30 days.'],
      ]),
    );
    assert.equal(refused.status, 429);
    const seconds = Number(refused.headers.get('retry-after'));
    const html = await refused.text();
    assert.match(html, new RegExp(`Please try again in ${seconds} seconds?\\.`));
    assert.match(html, /<textarea\s+id="correction"[^>]*>\n30 days\./);
    assert.deepEqual(await turns(), []);

    const metrics = await (await fetch(`${url}/metrics`, { headers: KEYED })).text();
    assert.match(metrics, /agentloop_refused_total\{code="rate_limited"\} 1/);
  });
});

describe('the metrics', () => {
  it('count requests, refusals, what was stored and merged, and what waits', async (t) => {
    const { url } = await start(t);
    const post = (body: object, headers = KEYED as Record<string, string>) =>
      fetch(`${url}/v1/turns`, { method: 'POST', headers, body: JSON.stringify(body) });
    await post(TURN);
    await post(TURN);
    await post({ ...TURN, question: '' });
    await post(TURN, {});
    await fetch(`${url}/v1/made-up/by-somebody`);
    const text = await (await fetch(`${url}/metrics`, { headers: KEYED })).text();
    const has = (line: string) => assert.ok(text.includes(`${line}\n`), line);
    has('agentloop_requests_total{route="/v1/turns",method="POST",status="201"} 2');
    has('agentloop_requests_total{route="*",method="GET",status="404"} 1');
    has('agentloop_refused_total{code="body_invalid"} 1');
    has('agentloop_refused_total{code="api_key_missing"} 1');
    has('agentloop_writes_total{effect="turn_stored"} 1');
    has('agentloop_writes_total{effect="turn_merged"} 1');
    has('agentloop_queue_depth 1');
    assert.match(text, /agentloop_request_seconds_bucket\{le="0.05",route="\/v1\/turns"\} \d/);
    assert.doesNotMatch(text, /made-up/);
  });

  it(
    'tell how many streams of events are open, also where a reader vanishes',
    { timeout: 60_000 },
    async (t) => {
      const { url, address } = await start(t);
      const countOpen = async () => {
        const text = await (await fetch(`${url}/metrics`, { headers: KEYED })).text();
        return Number(/^agentloop_event_streams (\d+)$/m.exec(text)?.[1]);
      };
      assert.equal(await countOpen(), 0);
      const sockets = await Promise.all(
        Array.from({ length: MOST_STREAMS }, async () => {
          const socket = connect(address.port, '127.0.0.1');
          socket.write(
            `GET /v1/events HTTP/1.1\r\nhost: a\r\nauthorization: ${KEYED.authorization}\r\n\r\n`,
          );
          await once(socket, 'data');
          return socket;
        }),
      );
      assert.equal(await countOpen(), MOST_STREAMS);
      const open = () => fetch(`${url}/v1/events`, { headers: KEYED });
      assert.equal((await open()).status, 429);

      for (const socket of sockets) socket.resetAndDestroy();
      while ((await countOpen()) > 0);
      const events = await open();
      assert.equal(events.status, 200);
      await events.body?.cancel();
    },
  );

  it('are read with a key, or on a port of their own', async (t) => {
    const { url, metricsAddress } = await start(t, { metrics: { port: 0, host: '127.0.0.1' } });
    assert.equal((await fetch(`${url}/metrics`)).status, 401);
    const own = `http://127.0.0.1:${metricsAddress?.port}`;
    assert.match(await (await fetch(`${own}/metrics`)).text(), /agentloop_queue_depth 0/);
    assert.equal((await fetch(`${own}/v1/turns`)).status, 404);
  });
});

describe('a stop', () => {
  it('finishes what was accepted, and accepts nothing new', async (t) => {
    const { url, address, stop } = await start(t);
    const body = JSON.stringify({ context: await signContext(), rating: 'incorrect' });
    const socket = connect(address.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    await once(socket, 'connect');
    const head = `POST /v1/annotations HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
    socket.write(head);
    // The server says `100 Continue`: it has the request, and waits for its body.
    await once(socket, 'data');
    const stopped = stop(5_000);
    await assert.rejects(fetch(`${url}/healthz`));
    socket.write(body);
    assert.equal(await stopped, true);
    assert.match(answer, /HTTP\/1\.1 201 Created[^]*"annotation_id"/);
  });

  it('ends the streams of events, which would not end by themselves', async (t) => {
    const { url, stop } = await start(t);
    const events = await fetch(`${url}/v1/events`, { headers: KEYED });
    const text = events.text();
    assert.equal(await stop(20_000), true);
    assert.match(await text, /: listening/);
  });

  it('cuts what is not finished by its deadline, and says so', async (t) => {
    const { address, stop } = await start(t);
    const socket = connect(address.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(
      'POST /v1/turns HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 9\r\n\r\n',
    );
    await once(socket, 'data');
    assert.equal(await stop(100), false);
  });
});
