import { createIngest } from 'agentloop-feedback/ingest';
import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { isDeepStrictEqual } from 'node:util';

import { ERRORS } from '../../src/protocol/error-codes.js';
import { API_KEY, BASE_URL, SECRET } from '../support/test-ingest.js';
import { mutate } from './mutate.js';
import { createRandom } from './random.js';
import { makeSeeds } from './seeds.js';

import type { FeedbackStore, Ingest } from 'agentloop-feedback/ingest';
import type { FeedbackContext } from 'agentloop-feedback/server';
import type { RawRequest } from './seeds.js';

/** How many requests are under way at once. */
const AT_ONCE = 64;

export interface FuzzReport {
  runs: number;
  /** How many answers there were of each status. */
  statuses: Record<string, number>;
  /** Requests that wrote, and were entitled to: what was changed in them meant nothing. */
  writes: number;
}

/**
 * Changes valid requests at random, and holds every answer to the promises of the ingest: it is
 * always an answer, never a 5xx, each refusal has a code of the table with its status, and nothing
 * is written unless the request still is one that a key or a genuine context entitles to it.
 *
 * @param store an empty one, which is closed at the end
 * @throws AssertionError that holds the seed and the request which broke a promise
 */
export async function fuzz(store: FeedbackStore, runs: number, seed: number): Promise<FuzzReport> {
  const { context, seeds } = await makeSeeds();
  const random = createRandom(seed);
  const calls = new AsyncLocalStorage<{ writes: number }>();
  const errors: unknown[] = [];
  const ingest = createIngest({
    secrets: [SECRET],
    apiKeys: [API_KEY],
    store: countWrites(store, calls),
    onError: (error) => errors.push(error),
  });
  const report: FuzzReport = { runs, statuses: {}, writes: 0 };

  const runOne = async (raw: RawRequest): Promise<void> => {
    const request = toRequest(raw);
    // What no client can send is not sent.
    if (!request) return;
    const call = { writes: 0 };
    try {
      await checkAnswer(await calls.run(call, () => ingest(request)));
      assert.deepEqual(errors, []);
      if (call.writes > 0) assert.ok(isEntitled(raw, context), 'it was not entitled to write');
    } catch (cause) {
      const shown = JSON.stringify({ ...raw, body: raw.body?.toString('base64') });
      throw new assert.AssertionError({ message: `seed ${seed}: ${shown}: ${String(cause)}` });
    }
    if (call.writes > 0) report.writes += 1;
  };
  const checkAnswer = async (response: Awaited<ReturnType<Ingest>>): Promise<void> => {
    const { status, headers } = response;
    report.statuses[status] = (report.statuses[status] ?? 0) + 1;
    const text = await response.text();
    assert.ok(status < 500, `it answered ${status}: ${text}`);
    if (status < 400 || !headers.get('content-type')?.includes('json') || !text) return;
    const { code } = JSON.parse(text) as { code: keyof typeof ERRORS };
    assert.equal(ERRORS[code][0], status);
  };

  try {
    for (let done = 0; done < runs; done += AT_ONCE) {
      const batch = Array.from({ length: Math.min(AT_ONCE, runs - done) }, () =>
        mutate(random, random.pick(seeds)),
      );
      await Promise.all(batch.map(runOne));
    }
    // Whatever was sent, what was signed is one record.
    const rows = await store.driver.query({
      sql: `SELECT COUNT(*) AS number FROM annotations WHERE turn_id IS NOT NULL`,
      params: [],
    });
    assert.ok(Number(rows[0]?.['number']) <= 1, 'one context has several records');
  } finally {
    await store.close();
  }
  return report;
}

function toRequest({ method, path, headers, body }: RawRequest): Request | undefined {
  try {
    const isBare = method === 'GET' || method === 'HEAD' || !body;
    return new Request(BASE_URL + path, {
      method,
      headers,
      body: isBare ? null : new Uint8Array(body),
    });
  } catch {
    return undefined;
  }
}

/** Counts what each request writes. */
function countWrites(store: FeedbackStore, calls: AsyncLocalStorage<{ writes: number }>) {
  const count =
    <Args extends unknown[], Result>(write: (...args: Args) => Result) =>
    (...args: Args): Result => {
      const call = calls.getStore();
      if (call) call.writes += 1;
      return write(...args);
    };
  return {
    ...store,
    logTurn: count(store.logTurn.bind(store)),
    annotate: count(store.annotate.bind(store)),
    annotateByKey: count(store.annotateByKey.bind(store)),
    retract: count(store.retract.bind(store)),
    reviewTurn: count(store.reviewTurn.bind(store)),
  } satisfies FeedbackStore;
}

/** Judged here by other means than the ingest's own. */
function isEntitled({ headers, body, path }: RawRequest, signed: FeedbackContext): boolean {
  if (headers['authorization'] === `Bearer ${API_KEY}`) return true;
  // A byte order mark means nothing.
  const text = new TextDecoder().decode(body);
  const json = path.startsWith('/feedback')
    ? `{"context":${new URLSearchParams(text).get('context')}}`
    : text;
  const { context } = JSON.parse(json) as { context: FeedbackContext };
  const { q, a, u, s, t, sig } = context;
  return isDeepStrictEqual({ q, a, u, s, t, sig }, { ...signed });
}
