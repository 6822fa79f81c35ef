import { test as base } from '@playwright/test';
import { createIngest, createRateLimit } from 'agentloop-feedback/ingest';
import { signFeedbackUrl } from 'agentloop-feedback/server';
import { Hono } from 'hono';

import { serveApp } from './serve-app.js';

import type { AnnotationItem } from 'agentloop-feedback/ingest';
import type { FeedbackTurn, SignFeedbackUrlOptions } from 'agentloop-feedback/server';

const SECRET = 'whsec_page';

export interface PageSite {
  /** The ingest's address, which has a path. */
  base: string;
  apiKey: string;
  sign(turn?: Partial<FeedbackTurn>, options?: SignFeedbackUrlOptions): Promise<string>;
  /** Newest first. */
  annotations(): Promise<AnnotationItem[]>;
  /** From now on so many calls a minute are taken from everybody together; 0 is no limit. */
  limitCalls(calls: number): void;
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
export async function startPageSite(): Promise<PageSite> {
  const apiKey = 'ak_page';
  const limits = { context: 0, user: 0, address: 0 };
  const served = await serveApp((store) => {
    const ingest = createIngest({
      secrets: [SECRET],
      apiKeys: [apiKey],
      store,
      limitRate: createRateLimit({ limits, now: () => new Date('2026-11-25T10:00:15Z') }),
      callerOf: () => ({ address: '192.0.2.1' }),
    });
    const proxy = new Hono();
    proxy.all('/tools/agentloop/*', (c) => {
      const inner = c.req.url.replace('/tools/agentloop', '');
      return ingest(new Request(inner, c.req.raw));
    });
    return proxy;
  });
  const address = `http://127.0.0.1:${served.port}/tools/agentloop`;

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
    annotations: served.annotations,
    limitCalls: (calls) => (limits.address = calls),
    close: served.close,
  };
}
