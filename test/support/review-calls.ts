import { API_KEY, BASE_URL, createTestIngest, signContext } from './test-ingest.js';

import type { FeedbackTurn } from 'agentloop-feedback/server';
import type { TestContext } from 'node:test';
import type { Page, ReviewAnswer, ReviewInput, TurnItem } from '../../src/protocol/review.js';

/** A test's ingest with the calls that reviewers make, and a clock that the test moves. */
export async function createReviewIngest(t: TestContext, start = '2026-11-25T12:00:00Z') {
  const clock = { time: Date.parse(start) };
  const ingest = await createTestIngest(t, { now: () => new Date(clock.time) });
  const { getWithKey, post, postWithKey } = ingest;

  return {
    ...ingest,
    clock,

    /** Logs a turn a minute after whatever was before. @returns its id */
    log: async (question: string, details: object = {}): Promise<string> => {
      clock.time += 60_000;
      const body = { question, agent_response: `About ${question}`, ...details };
      return String((await postWithKey('/v1/turns', body)).body['turn_id']);
    },

    /** Somebody votes with a feedback URL. @returns the turn's id */
    vote: async (turn: Partial<FeedbackTurn>, values: object): Promise<string> => {
      clock.time += 60_000;
      const context = await signContext({ issuedAt: new Date(clock.time), ...turn });
      return String((await post('/v1/annotations', { context, ...values })).body['turn_id']);
    },

    list: async (query = ''): Promise<Page<TurnItem>> => {
      const { status, body } = await getWithKey(`/v1/turns?${query}`);
      if (status !== 200) throw new Error(JSON.stringify(body));
      return body as unknown as Page<TurnItem>;
    },

    review: async (turnId: string, input: ReviewInput) => {
      clock.time += 60_000;
      const { status, body } = await postWithKey(`/v1/turns/${turnId}/review`, input);
      return { status, body: body as unknown as ReviewAnswer & Record<string, unknown> };
    },

    read: async (turnId: string): Promise<TurnItem> => {
      return (await getWithKey(`/v1/turns/${turnId}`)).body as unknown as TurnItem;
    },

    /** An answer as it stands, for what is no JSON. */
    fetch: (path: string, headers: Record<string, string> = {}) =>
      ingest.ingest(
        new Request(`${BASE_URL}${path}`, {
          headers: { authorization: `Bearer ${API_KEY}`, ...headers },
        }),
      ),
  };
}

export function questionsOf({ items }: Page<TurnItem>): string[] {
  return items.map(({ question }) => question);
}
