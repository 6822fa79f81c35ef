import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

export interface Received {
  headers: NodeJS.Dict<string | string[]>;
  body: string;
  message: {
    id: string;
    event: string;
    delivery: { id: string; attempt: number };
    data: Record<string, unknown>;
  } & Record<string, unknown>;
}

/** A real endpoint of webhooks, which answers with the next of the statuses, and then with 200. */
export async function startReceiver(t: TestContext, statuses: number[] = []) {
  const received: Received[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const message = JSON.parse(body) as Received['message'];
      received.push({ headers: request.headers, body, message });
      response.writeHead(statuses.shift() ?? 200, { location: `http://127.0.0.1:1/elsewhere` });
      response.end();
      for (const { count, resolve } of waiting) if (received.length >= count) resolve();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    /** Resolves when so many messages have come. */
    until: (count: number) =>
      received.length >= count
        ? Promise.resolve()
        : new Promise<void>((resolve) => waiting.push({ count, resolve })),
  };
}

/** As a receiver verifies it, written from the documentation alone. */
export function isSigned({ headers, body }: Received, secret: string): boolean {
  const [, time, hex] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(
    String(headers['x-agentloop-signature']),
  ) as unknown as [string, string, string];
  return createHmac('sha256', secret).update(`${time}.${body}`).digest('hex') === hex;
}
