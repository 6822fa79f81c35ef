import { AgentLoop, AgentLoopError } from 'agentloop-feedback/server';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { listenBadly } from '../support/faulty-front.js';
import { API_KEY, createTestIngest, SECRET } from '../support/test-ingest.js';

import type { AgentLoopOptions } from 'agentloop-feedback/server';
import type { TestContext } from 'node:test';
import type { Fault } from '../support/faulty-front.js';

/** The server's client on a line that fails in the given order. Its waits are short. */
async function createClient(
  t: TestContext,
  faults: Fault[],
  options: Partial<AgentLoopOptions> = {},
) {
  const fixture = await createTestIngest(t);
  const front = await listenBadly(t, fixture.ingest, faults);
  const loop = new AgentLoop({
    apiKey: API_KEY,
    baseUrl: front.baseUrl,
    feedbackSigningSecret: SECRET,
    throwOnError: true,
    retryDelayMs: 1,
    ...options,
  });
  return { ...fixture, ...front, loop };
}

const CORRECTION = {
  question: 'Why?',
  agent_response: 'Because.',
  correction: 'Since 2020.',
  rating: 'incorrect',
} as const;

describe('the retries of the server’s client', () => {
  it('go on after whatever passes, and count once', async (t) => {
    const faults: Fault[] = [
      'request lost',
      'answer lost',
      'answer cut off',
      'answer replaced',
      { status: 408 },
      { status: 425 },
      { status: 429 },
      { status: 500 },
      { status: 503 },
    ];
    const { loop, turns, requests } = await createClient(t, faults, { maxRetries: 9 });
    const answer = await loop.logTurn('Why?', 'Because.', { signals: { sample: true } });
    assert.equal(answer.was_duplicate, false);
    assert.equal(requests.length, 10);
    const [turn, ...others] = await turns();
    assert.deepEqual(others, []);
    assert.equal(turn?.turn_id, answer.turn_id);
    assert.equal(turn?.duplicate_count, 0);
  });

  it('of an annotation whose answer was lost write it once', async (t) => {
    const { loop, annotations } = await createClient(t, ['answer lost', 'answer lost']);
    const { annotation_id } = await loop.annotate(CORRECTION);
    assert.deepEqual(
      (await annotations()).map((annotation) => annotation.annotation_id),
      [annotation_id],
    );
  });

  it('bear one idempotency key, and another call another', async (t) => {
    const { loop, requests } = await createClient(t, ['request lost', { status: 503 }]);
    await loop.logTurn('one', 'a');
    await loop.logTurn('two', 'a');
    const keys = requests.map(({ headers }) => headers['idempotency-key']);
    assert.equal(keys.length, 4);
    assert.equal(new Set(keys.slice(0, 3)).size, 1);
    assert.notEqual(keys[3], keys[0]);
  });

  it('end after two, with the last failure', async (t) => {
    const faults: Fault[] = ['request lost', { status: 500 }, { status: 503 }, { status: 503 }];
    const { loop, requests } = await createClient(t, faults);
    await assert.rejects(loop.annotate(CORRECTION), (error: AgentLoopError) => {
      assert.ok(error instanceof AgentLoopError);
      assert.deepEqual([error.status, error.code, error.message], [503, 'busy', 'Later.']);
      return true;
    });
    assert.equal(requests.length, 3);
  });

  it('are none where they cannot help, or where none are wanted', async (t) => {
    const refusing = await createClient(t, [], { apiKey: 'wrong' });
    await assert.rejects(refusing.loop.logTurn('q', 'a'), { code: 'api_key_invalid' });
    assert.equal(refusing.requests.length, 1);

    const failing = await createClient(t, [{ status: 503 }, { status: 503 }], { maxRetries: 0 });
    await assert.rejects(failing.loop.logTurn('q', 'a'), { status: 503 });
    assert.equal(failing.requests.length, 1);
    assert.ok((await failing.loop.logTurn('q', 'a', {}, { maxRetries: 1 })).turn_id);
  });

  it('wait as long as the ingest asks, and not at all for more than a minute', async (t) => {
    const { loop, requests } = await createClient(t, [
      { status: 429, retryAfter: '1' },
      { status: 503, retryAfter: '61' },
    ]);
    const start = performance.now();
    await assert.rejects(loop.logTurn('q', 'a'), { status: 503 });
    // A timer may ring a millisecond early.
    assert.ok(performance.now() - start >= 999);
    assert.equal(requests.length, 2);
  });

  it('give each attempt its own time', async (t) => {
    const options = { timeoutMs: 500, maxRetries: 9 };
    const { loop, requests } = await createClient(t, ['no answer'], options);
    assert.ok((await loop.logTurn('q', 'a')).turn_id);
    assert.ok(requests.length > 1);
  });

  it('end with a timeout where no attempt was answered', async (t) => {
    const { loop } = await createClient(t, ['no answer', 'no answer'], { maxRetries: 1 });
    await assert.rejects(loop.logTurn('q', 'a', {}, { timeoutMs: 50 }), {
      name: 'AgentLoopError',
      status: 0,
      code: 'timeout',
    });
  });

  it('of a call that is repeated under a key of the caller’s count with it once', async (t) => {
    const { loop, turns } = await createClient(t, ['answer lost']);
    const call = { idempotencyKey: 'message-42', maxRetries: 0 };
    await assert.rejects(loop.logTurn('q', 'a', {}, call), { code: 'network_error' });
    const answer = await loop.logTurn('q', 'a', {}, call);
    assert.equal(answer.was_duplicate, false);
    assert.equal((await turns())[0]?.duplicate_count, 0);
  });
});

describe('a call with a signal', () => {
  it('ends in the middle of an attempt, with the signal’s reason', async (t) => {
    const { loop, hasSeen, requests } = await createClient(t, ['no answer']);
    const controller = new AbortController();
    const said = loop.annotate(CORRECTION, { signal: controller.signal });
    await hasSeen(1);
    controller.abort(new RangeError('The request of the user has ended.'));
    await assert.rejects(said, RangeError);
    assert.equal(requests.length, 1);
  });

  it('ends while it waits for its next attempt', async (t) => {
    const controller = new AbortController();
    const { loop, requests } = await createClient(t, [{ status: 503, retryAfter: '30' }], {
      fetch: async (...request) => {
        const answered = await fetch(...request);
        const whole = new Response(await answered.text(), answered);
        setImmediate(() => controller.abort());
        return whole;
      },
    });
    const said = loop.annotate(CORRECTION, { signal: controller.signal });
    await assert.rejects(said, { name: 'AbortError' });
    assert.equal(requests.length, 1);
  });

  it('is not begun when that has aborted before', async (t) => {
    const { loop, requests } = await createClient(t, []);
    await assert.rejects(loop.annotate(CORRECTION, { signal: AbortSignal.abort() }), {
      name: 'AbortError',
    });
    assert.equal(requests.length, 0);
  });

  it('that is only a log is quiet, and tells onError', async (t) => {
    const errors: unknown[] = [];
    const { loop } = await createClient(t, ['no answer'], {
      throwOnError: false,
      onError: (error) => errors.push(error),
    });
    const signal = AbortSignal.timeout(50);
    assert.deepEqual(await loop.logTurn('q', 'a', {}, { signal }), {});
    assert.deepEqual(errors, [signal.reason]);
  });
});

describe('the options of a call', () => {
  it('that are none are refused by their name', async (t) => {
    assert.throws(
      () => new AgentLoop({ apiKey: 'k', baseUrl: 'http://localhost', timeoutMs: NaN }),
      /TypeError: timeoutMs must be a number from 0, not NaN/,
    );
    assert.throws(() => new AgentLoop({ apiKey: 'k', baseUrl: 'localhost:8787' }), /http\(s\)/);
    const { loop, requests } = await createClient(t, []);
    await assert.rejects(loop.logTurn('q', 'a', {}, { maxRetries: -1 }), /maxRetries/);
    await assert.rejects(loop.logTurn('q', 'a', {}, { idempotencyKey: 'é' }), /idempotencyKey/);
    assert.equal(requests.length, 0);
  });
});
