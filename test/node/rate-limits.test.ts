import { createIngest, createRateLimit } from 'agentloop-feedback/ingest';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { API_KEY, callsOf, createTestIngest, SECRET, signContext } from '../support/test-ingest.js';

import type { RateLimits } from 'agentloop-feedback/ingest';
import type { TestContext } from 'node:test';

const TURN = { question: 'What is the limit?', agent_response: '5,000.' };
const NONE: RateLimits = { context: 0, user: 0, address: 0 };

/** An ingest with limits, whose callers say their address in a header. The clock stands still. */
async function createLimitedIngest(t: TestContext, limits: Partial<RateLimits>) {
  let time = Date.parse('2026-11-25T10:00:15Z');
  const now = () => new Date(time);
  const { store, turns, annotations } = await createTestIngest(t, { now });
  const ingest = createIngest({
    secrets: [SECRET],
    apiKeys: [API_KEY],
    store,
    now,
    limitRate: createRateLimit({ limits: { ...NONE, ...limits }, now }),
    callerOf: (request) => ({ address: request.headers.get('x-test-address') ?? undefined }),
  });
  const issuedAt = new Date(time);
  return {
    ...callsOf(ingest),
    store,
    turns,
    annotations,
    sign: (question: string, userId: string) => signContext({ question, userId, issuedAt }),
    pass: (ms: number) => (time += ms),
  };
}

describe('a rate limit', () => {
  it('holds one feedback URL to its calls a minute, and says when to come back', async (t) => {
    const { post, sign, pass, annotations } = await createLimitedIngest(t, { context: 2 });
    const context = await sign('One?', 'u_1');
    const vote = (rating: string) => post('/v1/annotations', { context, rating });
    await vote('incorrect');
    assert.equal((await vote('partial')).status, 200);
    const refused = await vote('correct');
    assert.deepEqual([refused.status, refused.body['code']], [429, 'rate_limited']);
    assert.equal(refused.headers.get('retry-after'), '45');
    assert.match(String(refused.headers.get('access-control-expose-headers')), /retry-after/);
    assert.equal((await annotations())[0]?.rating, 'partial');

    const other = await sign('Two?', 'u_1');
    assert.equal(
      (await post('/v1/annotations', { context: other, rating: 'correct' })).status,
      201,
    );
    pass(45_000);
    assert.equal((await vote('correct')).status, 200);
  });

  it('holds one user to it, over all of their links', async (t) => {
    const { post, sign } = await createLimitedIngest(t, { user: 2 });
    const state = async (question: string, user: string) =>
      (await post('/v1/feedback/state', { context: await sign(question, user) })).status;
    assert.deepEqual([await state('1', 'u_1'), await state('2', 'u_1')], [200, 200]);
    assert.equal(await state('3', 'u_1'), 429);
    assert.equal(await state('4', 'u_2'), 200);
    assert.deepEqual(
      [await state('5', ''), await state('6', ''), await state('7', '')],
      [200, 200, 200],
      'nobody in particular is no one user',
    );
  });

  it('cannot be used up by whoever has no genuine link', async (t) => {
    const { post, sign } = await createLimitedIngest(t, { context: 1, user: 1 });
    const context = await sign('One?', 'u_1');
    for (let index = 0; index < 3; index += 1) {
      const forged = { ...context, a: 'Another.' };
      assert.equal((await post('/v1/feedback/state', { context: forged })).status, 403);
    }
    assert.equal((await post('/v1/feedback/state', { context })).status, 200);
  });

  it('holds one address to it before anything else is done, unless it has a key', async (t) => {
    const { call, post } = await createLimitedIngest(t, { address: 3 });
    const from = { 'x-test-address': '192.0.2.1' };
    for (let index = 0; index < 3; index += 1) {
      assert.equal((await post('/v1/turns', {}, from)).status, 401);
    }
    assert.equal((await post('/v1/turns', {}, from)).status, 429);
    assert.equal((await call('/feedback', { headers: from })).status, 429);
    assert.equal((await call('/v1/nothing', { headers: from })).status, 429);
    assert.equal((await call('/healthz', { headers: from })).status, 200);
    const keyed = { ...from, authorization: `Bearer ${API_KEY}` };
    assert.equal((await post('/v1/turns', TURN, keyed)).status, 201);
    const wrong = { ...from, authorization: 'Bearer ak_wrong' };
    assert.equal((await post('/v1/turns', TURN, wrong)).status, 429);
    assert.equal((await post('/v1/turns', {}, { 'x-test-address': '192.0.2.2' })).status, 401);
  });

  it('keeps what was typed into the form without JavaScript', async (t) => {
    const { call, sign } = await createLimitedIngest(t, { context: 1 });
    const context = JSON.stringify(await sign('One?', 'u_1'));
    const body = new URLSearchParams({ context, rating: 'incorrect', correction: 'Thirty days.' });
    const send = () => call('/feedback', { method: 'POST', body });
    assert.equal((await send()).status, 200);
    const refused = await send();
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), '45');
    assert.match(String(refused.body['text']), /Thirty days\./);
  });

  it('is shared by processes on one database, within the steps in which they report', async (t) => {
    const { store } = await createTestIngest(t);
    const now = () => new Date('2026-11-25T10:00:15Z');
    const limits = { ...NONE, address: 20 };
    const [one, other] = [1, 2].map(() => createRateLimit({ limits, shared: store.driver, now }));
    let taken = 0;
    for (let index = 0; index < 20; index += 1) {
      for (const limit of [one, other]) {
        if ((await limit?.('address', '192.0.2.1')) === undefined) taken += 1;
      }
    }
    assert.ok(taken >= 20 && taken <= 22, `${taken} calls were taken`);
    const rows = await store.driver.query({ sql: 'SELECT * FROM rate_limits', params: [] });
    assert.equal(rows.length, 1);
    assert.doesNotMatch(JSON.stringify(rows), /192\.0\.2\.1/);
  });

  it('counts in its own process when the database does not', async (t) => {
    const { store } = await createTestIngest(t);
    await store.close();
    const errors: unknown[] = [];
    const limit = createRateLimit({
      limits: { ...NONE, user: 2 },
      shared: store.driver,
      now: () => new Date('2026-11-25T10:00:15Z'),
      onError: (error) => errors.push(error),
    });
    assert.equal(await limit('user', 'u_1'), undefined);
    assert.equal(await limit('user', 'u_1'), undefined);
    assert.equal(await limit('user', 'u_1'), 45);
    assert.ok(errors.length > 0);
  });
});
