import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { API_KEY, createTestIngest } from '../support/test-ingest.js';

const KEYED = { authorization: `Bearer ${API_KEY}` };

describe('a body that two readers could read differently', () => {
  it('is refused: a key twice, however it is spelled, and __proto__', async (t) => {
    const { call, turns } = await createTestIngest(t);
    const bodies = [
      '{"question":"a","question":"b","agent_response":"c"}',
      '{"question":"a","qu\\u0065stion":"b","agent_response":"c"}',
      '{"question":"a","agent_response":"c","metadata":{"a":[{"b":1, "b" :1}]}}',
      '{"question":"a","agent_response":"c","__proto__":{"signals":{}}}',
      '{"question":"a","agent_response":"c","signals":{"__proto__":true}}',
      '{"question":"a","agent_response":"c","signals":{"\\u005f_proto__":true}}',
    ];
    for (const body of bodies) {
      const answer = await call('/v1/turns', { method: 'POST', body, headers: KEYED });
      assert.deepEqual([answer.status, answer.body['code']], [400, 'body_malformed'], body);
    }
    assert.deepEqual(await turns(), []);
  });

  it('is not mistaken for one where equal words are values, or keys of different objects', async (t) => {
    const { call, turns } = await createTestIngest(t);
    const body = JSON.stringify({
      question: 'question"',
      agent_response: '{"a":1,"a":2} \\" __proto__',
      metadata: { a: { a: ['a', 'a', { a: 'a' }] }, b: { a: '\\' }, question: ':' },
    });
    const answer = await call('/v1/turns', { method: 'POST', body, headers: KEYED });
    assert.equal(answer.status, 201);
    assert.deepEqual((await turns())[0]?.metadata, JSON.parse(body).metadata);
  });

  it('is looked at in a time that grows with its length alone', { timeout: 5_000 }, async (t) => {
    const { call } = await createTestIngest(t);
    const value = '\\\\'.repeat(120_000);
    for (const body of [`{"a":"${value}"}`, `{"a":"${'\\"'.repeat(120_000)}","b":1}`]) {
      assert.equal((await call('/v1/turns', { method: 'POST', body, headers: KEYED })).status, 400);
    }
  });
});
