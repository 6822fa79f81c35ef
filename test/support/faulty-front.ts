import { once } from 'node:events';
import { createServer } from 'node:http';

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** What becomes of one request. */
export type Fault =
  /** The connection breaks, and the ingest has heard nothing. */
  | 'request lost'
  /** The ingest has done its work, and the connection breaks. */
  | 'answer lost'
  /** The connection breaks in the middle of the ingest's answer. */
  | 'answer cut off'
  /** Something in between answers with a page of its own. */
  | 'answer replaced'
  | 'no answer'
  | { status: number; retryAfter?: string };

/** The ingest behind a line that fails in the given order, and then no more. */
export async function listenBadly(
  t: TestContext,
  ingest: (request: Request) => Promise<Response>,
  faults: Fault[],
) {
  const requests: IncomingMessage[] = [];
  const left = [...faults];
  const server = createServer((request, response) => {
    requests.push(request);
    void answer(request, response, left.shift(), ingest);
  });
  server.listen(0);
  await once(server, 'listening');
  t.after(() => server.close());
  t.after(() => server.closeAllConnections());
  return {
    baseUrl: `http://localhost:${(server.address() as AddressInfo).port}`,
    requests,
    /** Resolves when this many requests have come, in all. */
    hasSeen: async (count: number) => {
      while (requests.length < count) await once(server, 'request');
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault | undefined,
  ingest: (request: Request) => Promise<Response>,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (fault === 'no answer') return;
  if (fault === 'request lost') return void request.socket.destroy();
  if (fault === 'answer replaced') return void response.end('<h1>Please sign in</h1>');
  if (typeof fault === 'object') {
    const { status, retryAfter } = fault;
    response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
    return void response.end('{"error":"Later.","code":"busy"}');
  }

  const answered = await ingest(
    new Request(`http://localhost${request.url}`, {
      method: 'POST',
      headers: request.headers as Record<string, string>,
      body: Buffer.concat(chunks),
    }),
  );
  const text = await answered.text();
  if (fault === 'answer lost') return void request.socket.destroy();
  response.writeHead(answered.status, { 'content-length': String(Buffer.byteLength(text)) });
  if (fault !== 'answer cut off') return void response.end(text);
  response.write(text.slice(0, text.length / 2), () => request.socket.destroy());
}
