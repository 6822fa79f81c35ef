import { createKeyStore } from 'agentloop-feedback/ingest';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { createReviewIngest } from '../support/review-calls.js';
import { signContext } from '../support/test-ingest.js';

import type { Scope } from 'agentloop-feedback/ingest';
import type { TestContext } from 'node:test';
import type { EarlierAnnotation, Page } from '../../src/protocol/review.js';

/** Somebody who says one thing after another with one link, and what a reviewer reads of it. */
async function createHistory(t: TestContext) {
  const ingest = await createReviewIngest(t);
  const { clock, post, getWithKey } = ingest;
  const context = await signContext({ issuedAt: new Date(clock.time) });
  return {
    ...ingest,
    context,
    /** @returns the annotation's id */
    say: async (values: object): Promise<string> => {
      clock.time += 60_000;
      const { body } = await post('/v1/annotations', { context, ...values });
      return String(body['annotation_id']);
    },
    retract: () => post('/v1/feedback/retract', { context }),
    readHistory: async (id: string, query = '') => {
      const { status, body } = await getWithKey(`/v1/annotations/${id}/history${query}`);
      return { status, body, page: body as unknown as Page<EarlierAnnotation> };
    },
  };
}

describe('the history of an annotation', () => {
  it('has what was said before, newest first, and not what is said now', async (t) => {
    const { say, readHistory } = await createHistory(t);
    await say({ rating: 'incorrect', reasons: ['incomplete'] });
    await say({ rating: 'partial', correction: '30 days.', metadata: { from: 'chat' } });
    const id = await say({ rating: 'partial', comment: 'Really.' });
    const { status, page } = await readHistory(id);
    assert.equal(status, 200);
    assert.equal(page.next_cursor, null);
    assert.deepEqual(page.items, [
      {
        revision: 2,
        rating: 'partial',
        correction: '30 days.',
        tags: ['incomplete'],
        comment: '',
        metadata: { from: 'chat' },
        status: 'active',
        updated_at: '2026-11-25T12:02:00.000Z',
      },
      {
        revision: 1,
        rating: 'incorrect',
        correction: '',
        tags: ['incomplete'],
        comment: '',
        metadata: {},
        status: 'active',
        updated_at: '2026-11-25T12:01:00.000Z',
      },
    ]);
  });

  it('keeps what was taken back', async (t) => {
    const { say, retract, readHistory } = await createHistory(t);
    const id = await say({ rating: 'incorrect', correction: '30 days.' });
    assert.deepEqual((await readHistory(id)).page.items, []);
    await retract();
    const [before, ...others] = (await readHistory(id)).page.items;
    assert.deepEqual([before?.correction, others], ['30 days.', []]);
  });

  it('is read page by page', async (t) => {
    const { say, readHistory } = await createHistory(t);
    let id = '';
    for (const word of ['one', 'two', 'three', 'four']) {
      id = await say({ rating: 'incorrect', correction: word });
    }
    const first = (await readHistory(id, '?limit=2')).page;
    const rest = (await readHistory(id, `?limit=2&cursor=${first.next_cursor}`)).page;
    const words = [...first.items, ...rest.items].map(({ correction }) => correction);
    assert.deepEqual(words, ['three', 'two', 'one']);
    assert.equal(rest.next_cursor, null);
  });

  it('is empty for what reviewers and servers say', async (t) => {
    const { log, review, postWithKey, readHistory } = await createHistory(t);
    const turn = await log('one');
    const given = await review(turn, { verdict: 'annotate', revision: 0, rating: 'correct' });
    const keyed = await postWithKey('/v1/annotations', {
      question: 'q',
      agent_response: 'a',
      correction: 'c',
      rating: 'incorrect',
    });
    for (const id of [given.body.annotation_id, keyed.body['annotation_id']]) {
      assert.deepEqual((await readHistory(String(id))).page.items, []);
    }
  });

  it('is of an annotation that there is', async (t) => {
    const { readHistory } = await createHistory(t);
    for (const id of ['ann_none', '%00', '%ED%A0%BD', 'a%2Fb']) {
      const { status, body } = await readHistory(id);
      assert.deepEqual([status, body['code']], [404, 'not_found'], id);
    }
  });

  it('refuses a page that is none, and says why', async (t) => {
    const { say, readHistory } = await createHistory(t);
    const id = await say({ rating: 'incorrect' });
    for (const query of [
      '?limit=0',
      '?limit=101',
      '?limit=x',
      '?cursor=x',
      `?cursor=${btoa('x')}`,
    ]) {
      const { status, body } = await readHistory(id, query);
      assert.deepEqual([status, body['code']], [400, 'query_invalid'], query);
      assert.match(String(body['error']), /^(limit|cursor): /);
    }
  });

  it('is for reviewers alone, and not for whoever has the link', async (t) => {
    const { say, call, store } = await createHistory(t);
    const path = `/v1/annotations/${await say({ rating: 'incorrect' })}/history`;
    assert.equal((await call(path, {})).status, 401);
    const keys = createKeyStore(store.driver);
    const make = (scope: Scope) => keys.create({ name: scope, scopes: [scope] });
    const made = await Promise.all([make('log'), make('export'), make('review')]);
    const statuses: number[] = [];
    for (const { key } of made) {
      statuses.push((await call(path, { headers: { authorization: `Bearer ${key}` } })).status);
    }
    assert.deepEqual(statuses, [403, 403, 200]);
  });
});
