import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { openSqlite } from '../../dist/ingest/sqlite/sqlite-driver.js';
import { listAnnotations } from '../../dist/ingest/store/annotation-listing.js';
import * as listing from '../../dist/ingest/store/listing.js';
import { createReviewIngest, questionsOf } from '../support/review-calls.js';

import type { Statement } from 'agentloop-feedback/ingest';
import type { TurnQuery } from '../../src/ingest/store/listing.js';

describe('the queue', () => {
  it('is listed newest first, most repeated first or most signalled first', async (t) => {
    const { log, list } = await createReviewIngest(t);
    await log('one', { signals: { a: 1, b: 1 } });
    await log('two');
    await log('three', { signals: { a: 1 } });
    await log('Two?');
    await log('TWO');
    await log('one');
    assert.deepEqual(questionsOf(await list()), ['three', 'two', 'one']);
    const repeated = await list('sort=repeated');
    assert.deepEqual(questionsOf(repeated), ['two', 'one', 'three']);
    assert.deepEqual(
      repeated.items.map(({ duplicate_count }) => duplicate_count),
      [2, 1, 0],
    );
    assert.deepEqual(questionsOf(await list('sort=signalled')), ['one', 'three', 'two']);
  });

  it('is read page by page in each order, each turn once, while others arrive', async (t) => {
    const { log, list } = await createReviewIngest(t);
    const wanted = Array.from({ length: 9 }, (_, index) => `question ${index}`);
    for (const question of wanted) await log(question);
    await log('question 4');
    for (const sort of ['newest', 'repeated', 'signalled']) {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page = await list(`status=pending&sort=${sort}&limit=2&cursor=${cursor}`);
        seen.push(...questionsOf(page));
        cursor = page.next_cursor;
        await log(`late ${sort} ${seen.length}`);
      }
      const met = seen.filter((question) => question.startsWith('question'));
      assert.equal(met.length, wanted.length);
      assert.deepEqual(met.sort(), wanted);
    }
  });

  it('counts a person’s thumbs-down as a signal', async (t) => {
    const { log, vote, list } = await createReviewIngest(t);
    await log('logged', { signals: { sample: true } });
    await vote({ question: 'logged' }, { rating: 'incorrect' });
    await log('other', { signals: { sample: true } });
    assert.deepEqual(questionsOf(await list('sort=signalled')), ['logged', 'other']);
    assert.deepEqual(questionsOf(await list('signal=thumbs_down')), ['logged']);
  });

  it('is filtered by each of what it is known by, and by all of it at once', async (t) => {
    const { log, vote, list, clock } = await createReviewIngest(t);
    await log('kept', { user_id: 'u_7', session_id: 's_7', signals: { low_confidence: true } });
    const since = new Date(clock.time).toISOString();
    await vote(
      { question: 'kept', userId: 'u_7', sessionId: 's_7' },
      { rating: 'partial', reasons: ['out_of_date', 'incomplete'] },
    );
    await log('later', { user_id: 'u_8', signals: { sample: true } });
    const until = new Date(clock.time).toISOString();
    await vote({ question: 'liked' }, { rating: 'correct' });
    await vote({ question: 'wrong' }, { rating: 'incorrect', reasons: ['unsafe'] });

    const kept = [
      'signal=low_confidence',
      'rating=partial',
      'reason=out_of_date',
      'reason=incomplete&rating=partial',
      'user=u_7',
      'session=s_7',
      'user=u_7&session=s_7&sort=repeated',
      `since=${since}&until=${until}`,
      `until=${until}&sort=signalled`,
      `status=pending&signal=thumbs_down&rating=partial&reason=incomplete&user=u_7&session=s_7&since=${since}&until=${until}&q=kept&sort=signalled`,
    ];
    for (const query of kept) assert.deepEqual(questionsOf(await list(query)), ['kept'], query);
    assert.deepEqual(questionsOf(await list('rating=correct')), ['liked']);
    assert.deepEqual(questionsOf(await list('status=settled')), ['liked']);
    assert.deepEqual(questionsOf(await list('rating=incorrect&reason=incomplete')), []);
    assert.deepEqual(questionsOf(await list('user=u_9')), []);
    assert.equal((await list('status=&signal=&user=&q=&sort=&since=')).items.length, 4);
  });

  it('is searched for parts of words, without regard to case, as text and not as a pattern', async (t) => {
    const { log, vote, list } = await createReviewIngest(t);
    await log('Wie kündige ich mein ABO?');
    await log('Überprüfung der Größe');
    await log('返品の送料は誰が払いますか');
    await log('Скидка ПЯТЬ процентов');
    await log('100% of a_b');
    await vote(
      { question: 'voted', agentResponse: 'none' },
      { rating: 'incorrect', correction: 'Fourteen days', comment: 'Old policy' },
    );
    const find = async (q: string) => questionsOf(await list(`q=${encodeURIComponent(q)}`));
    assert.deepEqual(await find('kündig abo'), ['Wie kündige ich mein ABO?']);
    assert.deepEqual(await find('KÜNDIGE'), ['Wie kündige ich mein ABO?']);
    assert.deepEqual(await find('überprüfung'), ['Überprüfung der Größe']);
    assert.deepEqual(await find('送料'), ['返品の送料は誰が払いますか']);
    assert.deepEqual(await find('скидка пять'), ['Скидка ПЯТЬ процентов']);
    assert.deepEqual(await find('100%'), ['100% of a_b']);
    assert.deepEqual(await find('a_b'), ['100% of a_b']);
    assert.deepEqual(await find('%'), ['100% of a_b']);
    assert.deepEqual(await find('fourteen'), ['voted']);
    assert.deepEqual(await find('policy VOTED'), ['voted']);
    assert.deepEqual(await find('kündige größe'), []);
    assert.equal((await find('about')).length, 5);
  });

  it('refuses what is no filter, and says which', async (t) => {
    const { getWithKey } = await createReviewIngest(t);
    const refused = {
      status: 'open',
      rating: 'bad',
      reason: 'boring',
      sort: 'oldest',
      since: 'yesterday',
      until: '2026-13-01',
      limit: '0',
      cursor: 'abc',
      format: 'xml',
      q: 'x'.repeat(257),
    };
    for (const [name, value] of Object.entries(refused)) {
      const { status, body } = await getWithKey(`/v1/turns?${name}=${value}`);
      assert.ok(status === 400 || status === 413, name);
      assert.match(String(body['error']), new RegExp(`^${name}: `));
    }
    const settled = await getWithKey('/v1/turns?status=settled&sort=repeated');
    assert.equal(settled.status, 400);
  });

  it('refuses a cursor of another order', async (t) => {
    const { log, list, getWithKey } = await createReviewIngest(t);
    await log('one');
    await log('two');
    const { next_cursor } = await list('limit=1');
    const { status, body } = await getWithKey(`/v1/turns?sort=repeated&cursor=${next_cursor}`);
    assert.equal(status, 400);
    assert.equal(body['code'], 'query_invalid');
  });

  it('gives one turn by its id', async (t) => {
    const { log, list, read, getWithKey, call } = await createReviewIngest(t);
    const id = await log('one', { signals: { a: 1 } });
    assert.deepEqual(await read(id), (await list()).items[0]);
    assert.equal((await getWithKey('/v1/turns/turn_none')).status, 404);
    assert.equal((await call(`/v1/turns/${id}`, {})).status, 401);
  });

  it('is read by indexes alone, and looks through no more than a window for a filter', async (t) => {
    const { path } = await createReviewIngest(t);
    const driver = await openSqlite(path);
    t.after(() => driver.close());
    const planOf = async ({ sql, params }: Statement) => {
      const rows = await driver.query({ sql: `EXPLAIN QUERY PLAN ${sql}`, params });
      return rows.map(({ detail }) => detail).join('; ');
    };
    const page = (query: Omit<TurnQuery, 'limit'>, hasEnd = false) => {
      const after = query.sort ? [0, 0, 'x'] : [0, 'x'];
      return planOf(
        listing.listTurns({ limit: 50, ...query }, after, hasEnd ? after : undefined, 0),
      );
    };
    assert.match(await page({}), /turns_by_time/);
    assert.match(await page({ status: 'pending' }), /turns_by_status/);
    assert.match(await page({ sort: 'repeated' }), /turns_by_duplicates/);
    assert.match(await page({ sort: 'signalled' }), /turns_by_signals/);
    assert.match(await page({ status: 'pending', user: 'u' }), /turns_by_user/);
    assert.match(await page({ status: 'pending', session: 's' }), /turns_by_session/);
    for (const query of [
      {},
      { status: 'pending' },
      { sort: 'repeated' },
      { sort: 'signalled' },
      { status: 'pending', user: 'u' },
      { session: 's' },
    ] as const) {
      assert.doesNotMatch(await page(query), /SCAN turns(?! USING INDEX)|TEMP B-TREE/);
    }
    const filtered = { status: 'pending', q: 'word' } as const;
    assert.match(await page(filtered, true), /\(status=\? AND \(created_at,turn_id\)>/);
    const end = listing.findWindowEnd({ limit: 50, ...filtered }, undefined);
    assert.ok(end);
    assert.match(await planOf(end), /COVERING INDEX turns_by_status/);
    assert.match(await planOf(listing.listChanges(0, 10)), /turns_by_change \(updated_at>\?\)/);
    const annotations = await planOf(listAnnotations({ limit: 50 }, [0, 'x']));
    assert.doesNotMatch(annotations, /SCAN annotations(?! USING INDEX)|TEMP B-TREE/);
  });
});
