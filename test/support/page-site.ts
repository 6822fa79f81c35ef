import { test as base } from '@playwright/test';
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
import type { FeedbackTurn, SignFeedbackUrlOptions } from 'agentloop-feedback/server';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const SECRET = 'whsec_page';

export interface PageSite {
  /** The ingest's address, which has a path. */
  base: string;
  apiKey: string;
  sign(turn?: Partial<FeedbackTurn>, options?: SignFeedbackUrlOptions): Promise<string>;
  /** Newest first. */
  annotations(): Promise<AnnotationItem[]>;
  close(): Promise<void>;
}

/** Tests with a site of their own. */
export const test = base.extend<{ site: PageSite }>({
  // Playwright wants the first argument as a pattern.
  // oxlint-disable-next-line no-empty-pattern
  site: async ({}, use) => {
    const site = await startPageSite();
    await use(site);
    await site.close();
  },
});

/** An ingest behind a proxy that serves it under a path, and strips that path. */
async function startPageSite(): Promise<PageSite> {
  const folder = mkdtempSync(join(tmpdir(), 'agentloop-feedback-page-'));
  const store = await createSqliteStore({ path: join(folder, 'feedback.sqlite') });
  const apiKey = 'ak_page';
  const ingest = createIngest({ secrets: [SECRET], apiKeys: [apiKey], store });

  const proxy = new Hono();
  proxy.all('/tools/agentloop/*', (c) => {
    const address = c.req.url.replace('/tools/agentloop', '');
    return ingest(new Request(address, c.req.raw));
  });
  const server = serve({ fetch: proxy.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tools/agentloop`;

  return {
    base: address,
    apiKey,
    sign: (turn, options) =>
      signFeedbackUrl(
        address,
        SECRET,
        { question: 'How long?', agentResponse: '90 days.', ...turn },
        options,
      ),
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
