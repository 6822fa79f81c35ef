import { serve } from '@hono/node-server';
import { createIngest } from 'agentloop-feedback/ingest';
import { signFeedbackUrl } from 'agentloop-feedback/server';
import { createSqliteStore } from 'agentloop-feedback/sqlite';
import { Hono } from 'hono';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { AnnotationItem } from 'agentloop-feedback/ingest';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const SECRET = 'whsec_host';

export interface HostSite {
  origin: string;
  /** The same pages under another name: to a browser, another site. */
  otherOrigin: string;
  /** A signed feedback URL of this site's ingest. */
  sign(question?: string, issuedAt?: Date): Promise<string>;
  /** What `/host` answers from now on. */
  setPage(body: string, headers?: Record<string, string>): void;
  annotations(): Promise<AnnotationItem[]>;
  close(): Promise<void>;
}

/** A site with an ingest of its own at `/agentloop`, and a page at `/host` that a test writes. */
export async function startHostSite(): Promise<HostSite> {
  const folder = mkdtempSync(join(tmpdir(), 'agentloop-feedback-host-'));
  const store = await createSqliteStore({ path: join(folder, 'feedback.sqlite') });
  const ingest = createIngest({ secrets: [SECRET], store, basePath: '/agentloop' });
  let page = new Response();

  const app = new Hono();
  app.all('/agentloop/*', (c) => ingest(c.req.raw));
  app.get('/host', () => page.clone());
  app.get('/elsewhere', (c) => c.html('<p>elsewhere</p>'));
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;

  return {
    origin,
    otherOrigin: `http://localhost:${port}`,
    sign: (question = 'How long?', issuedAt = new Date()) =>
      signFeedbackUrl(`${origin}/agentloop`, SECRET, {
        question,
        agentResponse: '90 days.',
        issuedAt,
      }),
    setPage(body, headers = {}) {
      page = new Response(
        `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>host</title>
        <script type="module" src="/agentloop/agentloop-feedback.js"></script></head>
        <body>${body}</body></html>`,
        { headers: { 'content-type': 'text/html; charset=utf-8', ...headers } },
      );
    },
    annotations: async () => (await store.listAnnotations({ limit: 100 })).items,
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        (server as Server).closeAllConnections();
      });
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A feedback URL as it stands in an attribute. */
export function escapeAttribute(url: string): string {
  return url.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
