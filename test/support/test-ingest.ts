import { createIngest } from 'agentloop-feedback/ingest';
import { parseFeedbackUrl, signFeedbackUrl } from 'agentloop-feedback/server';
import { createSqliteStore } from 'agentloop-feedback/sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { checkCall } from './check-openapi.js';

import type { AnnotationItem, FeedbackStore, Page, TurnItem } from 'agentloop-feedback/ingest';
import type { FeedbackContext, FeedbackTurn } from 'agentloop-feedback/server';
import type { TestContext } from 'node:test';

export const SECRET = 'whsec_test';
export const API_KEY = 'ak_test';
export const BASE_URL = 'http://ingest.test';

/** A real ingest on a real database in a folder of its own, both gone after the test. */
export async function createTestIngest(
  t: TestContext,
  {
    now = () => new Date(),
    stopping,
  }: { now?: () => Date; stopping?: AbortSignal | undefined } = {},
) {
  const path = join(makeTemporaryFolder(t), 'feedback.sqlite');
  const store = await createSqliteStore({ path, now });
  t.after(() => store.close());
  const errors: unknown[] = [];
  const ingest = createIngest({
    secrets: [SECRET],
    apiKeys: [API_KEY],
    store,
    now,
    stopping,
    onError: (error) => errors.push(error),
  });
  return { ingest, store, path, errors, ...callsOf(ingest), ...readsOf(store) };
}

/**
 * What a browser does: a POST of text/plain, with the signature in the body. Each call and its
 * answer are held to the API's description.
 */
export function callsOf(ingest: (request: Request) => Promise<Response>) {
  const call = async (path: string, init: RequestInit) => {
    const request = new Request(`${BASE_URL}${path}`, init);
    const sent = request.clone();
    const response = await ingest(request);
    await checkCall(sent, response.clone());
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parseBody(text) };
  };
  return {
    call,
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      call(path, { method: 'POST', body: JSON.stringify(body), headers }),
    postWithKey: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      call(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { authorization: `Bearer ${API_KEY}`, ...headers },
      }),
    getWithKey: (path: string) => call(path, { headers: { authorization: `Bearer ${API_KEY}` } }),
  };
}

export function readsOf(store: FeedbackStore) {
  return {
    turns: async (status?: TurnItem['status']): Promise<TurnItem[]> =>
      ((await store.listTurns({ limit: 100, status })) satisfies Page<TurnItem>).items,
    annotations: async (): Promise<AnnotationItem[]> =>
      (await store.listAnnotations({ limit: 100 })).items,
  };
}

/** A signed context, as the page that got the feedback URL would send it. */
export async function signContext(turn: Partial<FeedbackTurn> = {}): Promise<FeedbackContext> {
  const url = await signFeedbackUrl(BASE_URL, SECRET, {
    question: 'How long do I have to return it?',
    agentResponse: '90 days.',
    userId: 'u_1',
    sessionId: 's_1',
    ...turn,
  });
  const parsed = parseFeedbackUrl(url, { now: turn.issuedAt ?? new Date() });
  if (!parsed.ok) throw new Error(parsed.code);
  return parsed.context;
}

export function makeTemporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'agentloop-feedback-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function parseBody(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { text };
  }
}
