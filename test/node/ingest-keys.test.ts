import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { API_KEY, createTestIngest, signContext } from '../support/test-ingest.js';

const TURN = { question: 'What is the limit?', agent_response: '5,000.' };
const ANNOTATION = { ...TURN, correction: '1,000.', rating: 'incorrect' };

describe('a call with an API key', () => {
  it('logs a turn', async (t) => {
    const { postWithKey, turns } = await createTestIngest(t);
    const answer = await postWithKey('/v1/turns', {
      ...TURN,
      user_id: 'u_1',
      session_id: 's_1',
      signals: { low_confidence: true, confidence: 0.4 },
      metadata: { model: 'm1', nested: { deep: [1, null] } },
    });
    assert.equal(answer.status, 201);
    assert.equal(answer.body['status'], 'pending');
    assert.equal(answer.body['was_duplicate'], false);
    const [turn] = await turns('pending');
    assert.equal(turn?.turn_id, answer.body['turn_id']);
    assert.equal(turn?.user_id, 'u_1');
    assert.deepEqual(turn?.signals, { confidence: 0.4, low_confidence: true });
    assert.deepEqual(turn?.metadata, { model: 'm1', nested: { deep: [1, null] } });
  });

  it('merges turns whose questions differ only in spelling while they wait', async (t) => {
    const { postWithKey, turns } = await createTestIngest(t);
    const first = await postWithKey('/v1/turns', { ...TURN, signals: { a: 1 } });
    const second = await postWithKey('/v1/turns', {
      ...TURN,
      question: '  WHAT is\nthe ｌｉｍｉｔ ?!',
      signals: { b: 2 },
    });
    assert.equal(second.body['turn_id'], first.body['turn_id']);
    assert.equal(second.body['was_duplicate'], true);
    const [turn, ...others] = await turns();
    assert.deepEqual(others, []);
    assert.equal(turn?.duplicate_count, 1);
    assert.deepEqual(turn?.signals, { a: 1, b: 2 });
  });

  it('tells apart questions that end in something else than a mark of the sentence', async (t) => {
    const { postWithKey, turns } = await createTestIngest(t);
    for (const question of ['What is C', 'What is C#', 'Is it 50', 'Is it 50%', 'what is f*']) {
      await postWithKey('/v1/turns', { ...TURN, question });
    }
    assert.equal((await turns()).length, 5);
  });

  it('is not kept waiting by a question of nothing but marks', { timeout: 5_000 }, async (t) => {
    const { post, postWithKey } = await createTestIngest(t);
    for (const question of [`${'!'.repeat(32_767)}a`, `${'\u2057'.repeat(10_922)}a`]) {
      assert.equal((await postWithKey('/v1/turns', { ...TURN, question })).status, 201);
      const context = await signContext({ question });
      assert.equal((await post('/v1/turns', { context })).status, 201);
    }
  });

  it('does not merge questions that are nothing but punctuation', async (t) => {
    const { postWithKey, turns } = await createTestIngest(t);
    await postWithKey('/v1/turns', { ...TURN, question: '?' });
    await postWithKey('/v1/turns', { ...TURN, question: '??' });
    assert.equal((await turns()).length, 2);
  });

  it('merges a person’s thumbs-down with the turn that the server logged', async (t) => {
    const { post, postWithKey, turns } = await createTestIngest(t);
    const logged = await postWithKey('/v1/turns', { ...TURN, signals: { sample: true } });
    const context = await signContext({ question: TURN.question });
    const voted = await post('/v1/annotations', { context, rating: 'incorrect' });
    assert.equal(voted.body['turn_id'], logged.body['turn_id']);
    assert.deepEqual((await turns())[0]?.signals, { sample: true, thumbs_down: true });

    await post('/v1/feedback/retract', { context });
    assert.equal((await turns('pending')).length, 1, 'what was logged still waits');
  });

  it('is not overwritten by the holder of a link, who can only add', async (t) => {
    const { post, postWithKey, turns } = await createTestIngest(t);
    const metadata = { model: 'm1' };
    await postWithKey('/v1/turns', { ...TURN, signals: { confidence: 0.4 }, metadata });
    const context = await signContext({ question: TURN.question });
    const spoiled = { signals: { confidence: 1, copied: true }, metadata: { model: 'none' } };
    assert.equal((await post('/v1/turns', { context, ...spoiled })).status, 201);
    const [turn] = await turns();
    assert.deepEqual(turn?.signals, { confidence: 0.4, copied: true });
    assert.deepEqual(turn?.metadata, metadata);
    await postWithKey('/v1/turns', { ...TURN, signals: { confidence: 0.5 } });
    assert.equal((await turns())[0]?.signals['confidence'], 0.5);
  });

  it('waits as long as the newest link that leads to it', async (t) => {
    const day = 24 * 60 * 60 * 1000;
    const start = Date.parse('2026-11-01T00:00:00Z');
    let time = start;
    const { post, postWithKey, turns } = await createTestIngest(t, { now: () => new Date(time) });
    await postWithKey('/v1/turns', TURN);
    time = start + 20 * day;
    const context = await signContext({ question: TURN.question, issuedAt: new Date(time) });
    await post('/v1/annotations', { context, rating: 'incorrect' });
    time = start + 31 * day;
    await post('/v1/annotations', { context, rating: 'incorrect', correction: '1,000.' });
    assert.equal((await turns('pending')).length, 1);
  });

  it('gets its first answer again when it is repeated with its Idempotency-Key', async (t) => {
    const { postWithKey, turns, annotations } = await createTestIngest(t);
    const headers = { 'idempotency-key': 'call-1' };
    const first = await postWithKey('/v1/turns', TURN, headers);
    const again = await postWithKey('/v1/turns', TURN, headers);
    assert.deepEqual(again.body, first.body);
    assert.equal((await turns())[0]?.duplicate_count, 0);

    const annotated = await postWithKey('/v1/annotations', ANNOTATION, headers);
    assert.deepEqual(
      (await postWithKey('/v1/annotations', ANNOTATION, headers)).body,
      annotated.body,
    );
    assert.equal((await annotations()).length, 1);
  });

  it('annotates, and answers as AgentLoop does', async (t) => {
    const { postWithKey, annotations } = await createTestIngest(t);
    const answer = await postWithKey('/v1/annotations', {
      ...ANNOTATION,
      root_cause: 'context',
      tags: ['limits'],
      reviewer: 'ana',
      user_id: 'u_1',
      metadata: { source: 'call' },
    });
    assert.equal(answer.status, 201);
    const { annotation_id, ...rest } = answer.body;
    assert.deepEqual(rest, { memory_id: '', status: 'active' });
    const [annotation] = await annotations();
    assert.equal(annotation?.annotation_id, annotation_id);
    assert.equal(annotation?.root_cause, 'context');
    assert.equal(annotation?.reviewer, 'ana');
    assert.deepEqual(annotation?.tags, ['limits']);
    assert.equal(annotation?.turn_id, null);
  });

  it('takes null for what is left out', async (t) => {
    const { postWithKey } = await createTestIngest(t);
    const nothing = { user_id: null, session_id: null, signals: null, metadata: null };
    assert.equal((await postWithKey('/v1/turns', { ...TURN, ...nothing })).status, 201);
    const noneOf = { root_cause: null, tags: null, reviewer: null, user_id: null, metadata: null };
    assert.equal((await postWithKey('/v1/annotations', { ...ANNOTATION, ...noneOf })).status, 201);
  });

  it('finds no memories, because there are none here', async (t) => {
    const { postWithKey } = await createTestIngest(t);
    const answer = await postWithKey('/v1/memories/search', { query: 'limit', limit: 3 });
    assert.deepEqual([answer.status, answer.body], [200, { memories: [] }]);
  });

  it('is refused without a key, or with a wrong one', async (t) => {
    const { call, post, turns } = await createTestIngest(t);
    const missing = await post('/v1/turns', TURN);
    assert.deepEqual([missing.status, missing.body['code']], [401, 'api_key_missing']);
    for (const authorization of ['Bearer ak_tes', 'Bearer ak_test2', `Bearer ${API_KEY} x`]) {
      const wrong = await post('/v1/turns', TURN, { authorization });
      assert.equal(wrong.status, 401, authorization);
    }
    assert.equal((await call('/v1/turns', {})).status, 401);
    assert.equal((await call('/v1/annotations', {})).status, 401);
    assert.equal((await post('/v1/memories/search', {})).status, 401);
    assert.deepEqual(await turns(), []);
  });

  it('names the field that it cannot take, and does not repeat what was sent', async (t) => {
    const { postWithKey, turns, annotations } = await createTestIngest(t);
    const cases: [path: string, code: string, field: string, body: object][] = [
      ['/v1/turns', 'body_invalid', 'question', { agent_response: 'a' }],
      ['/v1/turns', 'body_invalid', 'question', { ...TURN, question: '' }],
      ['/v1/turns', 'body_invalid', 'agent_response', { ...TURN, agent_response: 7 }],
      ['/v1/turns', 'body_invalid', 'signals', { ...TURN, signals: ['s3cret'] }],
      ['/v1/turns', 'field_too_large', 'question', { ...TURN, question: 'é'.repeat(16_385) }],
      ['/v1/turns', 'field_too_large', 'user_id', { ...TURN, user_id: 's3cret'.repeat(50) }],
      ['/v1/annotations', 'body_invalid', 'rating', { ...ANNOTATION, rating: 's3cret' }],
      ['/v1/annotations', 'body_invalid', 'correction', { ...ANNOTATION, correction: '' }],
      ['/v1/annotations', 'body_invalid', 'root_cause', { ...ANNOTATION, root_cause: 's3cret' }],
      [
        '/v1/annotations',
        'field_too_large',
        'correction',
        { ...ANNOTATION, correction: 'x'.repeat(8193) },
      ],
    ];
    for (const [path, code, field, body] of cases) {
      const answer = await postWithKey(path, body);
      assert.equal(answer.body['code'], code, field);
      assert.equal(answer.status, code === 'body_invalid' ? 400 : 413, field);
      assert.match(String(answer.body['error']), new RegExp(`^${field}`));
      assert.doesNotMatch(String(answer.body['error']), /s3cret/);
    }
    const signals = Object.fromEntries(
      Array.from({ length: 65 }, (_, index) => [`s${index}`, true]),
    );
    assert.equal((await postWithKey('/v1/turns', { ...TURN, signals })).status, 400);
    assert.deepEqual([await turns(), await annotations()], [[], []]);
  });
});

describe('the listings', () => {
  it('give the newest twenty annotations of a turn, and count all of them', async (t) => {
    const { post, turns } = await createTestIngest(t);
    for (let index = 0; index < 25; index += 1) {
      const context = await signContext({ question: TURN.question, userId: `u_${index}` });
      await post('/v1/annotations', { context, rating: index === 0 ? 'incorrect' : 'correct' });
    }
    const [turn] = await turns('pending');
    assert.equal(turn?.annotations.length, 20);
    assert.equal(turn?.annotation_count, 25);
    assert.deepEqual(turn?.signals, { thumbs_down: true }, 'also where it is not among the newest');
  });

  it('go from newest to oldest, a page at a time', async (t) => {
    let time = Date.parse('2026-11-22T10:00:00Z');
    const { postWithKey, getWithKey } = await createTestIngest(t, { now: () => new Date(time) });
    for (const question of ['one', 'two', 'three', 'four', 'five']) {
      await postWithKey('/v1/turns', { ...TURN, question });
      if (question !== 'two') time += 1_000;
    }
    const questions: unknown[] = [];
    let cursor: unknown = null;
    let pages = 0;
    do {
      const page = await getWithKey(
        `/v1/turns?limit=2${cursor ? `&cursor=${String(cursor)}` : ''}`,
      );
      questions.push(
        ...(page.body['items'] as { question: string }[]).map((item) => item.question),
      );
      cursor = page.body['next_cursor'];
      pages += 1;
    } while (cursor);
    assert.equal(pages, 3);
    assert.deepEqual(questions.slice(0, 2), ['five', 'four']);
    assert.deepEqual(new Set(questions.slice(2, 4)), new Set(['three', 'two']));
    assert.equal(questions[4], 'one');
  });

  it('stream everything as NDJSON', async (t) => {
    const { ingest, postWithKey } = await createTestIngest(t);
    for (let index = 0; index < 5; index += 1) await postWithKey('/v1/annotations', ANNOTATION);
    const response = await ingest(
      new Request('http://ingest.test/v1/annotations?limit=2', {
        headers: { authorization: `Bearer ${API_KEY}`, accept: 'application/x-ndjson' },
      }),
    );
    assert.equal(response.headers.get('content-type'), 'application/x-ndjson');
    const lines = (await response.text()).trim().split('\n');
    const ids = lines.map((line) => (JSON.parse(line) as { annotation_id: string }).annotation_id);
    assert.equal(new Set(ids).size, 5);
  });

  it('filter by status, and leave out of the queue what has expired', async (t) => {
    let time = Date.parse('2026-11-22T10:00:00Z');
    const { postWithKey, getWithKey } = await createTestIngest(t, { now: () => new Date(time) });
    await postWithKey('/v1/turns', TURN);
    const count = async (query: string) =>
      ((await getWithKey(`/v1/turns${query}`)).body['items'] as unknown[]).length;
    assert.equal(await count('?status=pending'), 1);
    assert.equal(await count('?status=settled'), 0);
    time += 30 * 24 * 60 * 60 * 1000 + 1;
    assert.equal(await count('?status=pending'), 0);
  });

  it('refuse a query that they do not take', async (t) => {
    const { getWithKey } = await createTestIngest(t);
    for (const query of ['limit=0', 'limit=101', 'limit=x', 'cursor=nonsense', 'cursor=%00']) {
      const answer = await getWithKey(`/v1/turns?${query}`);
      assert.deepEqual([answer.status, answer.body['code']], [400, 'query_invalid'], query);
    }
  });
});
