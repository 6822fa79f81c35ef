import { test as base } from '@playwright/test';
import { createIngest } from 'agentloop-feedback/ingest';
import { parseFeedbackUrl, signFeedbackUrl } from 'agentloop-feedback/server';
import { Hono } from 'hono';

import { serveApp } from './serve-app.js';

import type { Page } from '@playwright/test';
import type { TurnItem } from 'agentloop-feedback/ingest';

const SECRET = 'whsec_review';

export interface ReviewSite {
  base: string;
  apiKey: string;
  /** Logs a turn as an application does. Resolves to its id. */
  log(turn: LoggedTurn): Promise<string>;
  /** Says something of a turn as a person does, which puts it into the queue. Resolves to its id. */
  say(turn: LoggedTurn, annotation: Record<string, unknown>): Promise<string>;
  /** A turn as the ingest has it. */
  read(id: string): Promise<TurnItem>;
  /** Gives a verdict as another reviewer does. */
  review(id: string, input: Record<string, unknown>): Promise<void>;
  /** Opens the queue with the key, at a fragment. */
  open(page: Page, fragment?: string): Promise<void>;
  close(): Promise<void>;
}

interface LoggedTurn {
  question: string;
  answer: string;
  user?: string;
  session?: string;
  signals?: Record<string, unknown>;
}

/** Tests with an ingest of their own, under a path. */
export const test = base.extend<{ site: ReviewSite }>({
  // Playwright wants the first argument as a pattern.
  // oxlint-disable-next-line no-empty-pattern
  site: async ({}, use) => {
    const site = await startReviewSite();
    await use(site);
    await site.close();
  },
});

export async function startReviewSite(): Promise<ReviewSite> {
  const apiKey = 'ak_review';
  const served = await serveApp((store, stopping) => {
    const ingest = createIngest({
      secrets: [SECRET],
      apiKeys: [apiKey],
      store,
      stopping,
      basePath: '/agentloop',
    });
    return new Hono().all('/agentloop/*', (c) => ingest(c.req.raw));
  });
  const address = `http://127.0.0.1:${served.port}/agentloop`;
  const call = async (path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const response = await fetch(`${address}${path}`, {
      headers: { authorization: `Bearer ${apiKey}` },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  };

  return {
    base: address,
    apiKey,
    async log({ question, answer, user, session, signals }) {
      const turn = { user_id: user, session_id: session, signals };
      return String(
        (await call('/v1/turns', { question, agent_response: answer, ...turn }))['turn_id'],
      );
    },
    async say({ question, answer, user = 'u_1', session = 's_1' }, annotation) {
      const turn = { question, agentResponse: answer, userId: user, sessionId: session };
      const parsed = parseFeedbackUrl(await signFeedbackUrl(address, SECRET, turn));
      if (!parsed.ok) throw new Error(parsed.code);
      return String(
        (await call('/v1/annotations', { context: parsed.context, ...annotation }))['turn_id'],
      );
    },
    read: async (id) => (await call(`/v1/turns/${id}`)) as unknown as TurnItem,
    async review(id, input) {
      await call(`/v1/turns/${id}/review`, input);
    },
    async open(page, fragment = '') {
      await page.goto(`${address}/review${fragment}`);
      await page.getByLabel('API key').fill(apiKey);
      await page.getByRole('button', { name: 'Open the queue' }).click();
    },
    close: served.close,
  };
}
