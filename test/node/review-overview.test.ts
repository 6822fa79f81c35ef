import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { createReviewIngest } from '../support/review-calls.js';

import type { Overview } from '../../src/protocol/review.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const DOWN = { rating: 'incorrect', reasons: ['incomplete', 'other'] };

async function createOverviewIngest(...args: Parameters<typeof createReviewIngest>) {
  const ingest = await createReviewIngest(...args);
  return {
    ...ingest,
    overview: async (query = '') =>
      (await ingest.getWithKey(`/v1/overview?${query}`)).body as unknown as Overview,
  };
}

describe('the overview', () => {
  it('counts votes by day, days without any included', async (t) => {
    const { clock, vote, overview } = await createOverviewIngest(t, '2026-11-20T10:00:00Z');
    await vote({ question: 'one' }, DOWN);
    await vote({ question: 'two' }, { rating: 'correct' });
    clock.time += 2 * DAY_MS;
    await vote({ question: 'three' }, { rating: 'partial', reasons: ['other'] });
    const { since, days, reasons, signals } = await overview('days=4');
    assert.equal(since, '2026-11-19');
    assert.deepEqual(
      days.map(({ date, annotations, thumbs_down }) => [date, annotations, thumbs_down]),
      [
        ['2026-11-19', 0, 0],
        ['2026-11-20', 2, 1],
        ['2026-11-21', 0, 0],
        ['2026-11-22', 1, 1],
      ],
    );
    assert.deepEqual(reasons, [
      { reason: 'other', count: 2 },
      { reason: 'incomplete', count: 1 },
    ]);
    assert.deepEqual(signals, [{ signal: 'thumbs_down', count: 2 }]);
  });

  it('begins a day where the reader’s clock begins it', async (t) => {
    const { vote, overview } = await createOverviewIngest(t, '2026-11-20T22:30:00Z');
    await vote({ question: 'one' }, DOWN);
    const dayOf = async (offset: number) => {
      const { days } = await overview(`days=3&offset_minutes=${offset}`);
      return days.find(({ annotations }) => annotations === 1)?.date;
    };
    assert.equal(await dayOf(0), '2026-11-20');
    assert.equal(await dayOf(120), '2026-11-21');
    assert.equal(await dayOf(-1_380), '2026-11-19');
  });

  it('counts what people say now, not what they took back, nor what reviewers and servers say', async (t) => {
    const { clock, log, vote, review, post, postWithKey, overview, read } =
      await createOverviewIngest(t);
    const id = await log('one');
    await review(id, { verdict: 'annotate', revision: 0, rating: 'incorrect', correction: 'c' });
    const keyed = { question: 'q', agent_response: 'a', rating: 'incorrect', correction: 'c' };
    await postWithKey('/v1/annotations', keyed);
    await vote({ question: 'two' }, DOWN);
    await vote({ question: 'two' }, { rating: 'correct' });
    const { signContext } = await import('../support/test-ingest.js');
    const context = await signContext({ question: 'three', issuedAt: new Date(clock.time) });
    const voted = await post('/v1/annotations', { context, ...DOWN });
    await post('/v1/feedback/retract', { context });
    assert.equal((await read(String(voted.body['turn_id']))).status, 'settled');

    const { days, reasons, signals } = await overview('days=1');
    assert.equal(days[0]?.annotations, 2, 'two people have said something of the second one');
    assert.equal(days[0]?.thumbs_down, 1);
    assert.equal(days[0]?.reviewed, 1);
    assert.equal(reasons.find(({ reason }) => reason === 'other')?.count, 1);
    assert.deepEqual(signals, [{ signal: 'thumbs_down', count: 1 }]);
  });

  it('counts signals, and a thumbs-down once that was both logged and pressed', async (t) => {
    const { log, vote, overview } = await createOverviewIngest(t);
    await log('one', { signals: { thumbs_down: true, sample: true } });
    await vote({ question: 'one' }, DOWN);
    await log('two', { signals: { sample: true } });
    assert.deepEqual((await overview()).signals, [
      { signal: 'sample', count: 2 },
      { signal: 'thumbs_down', count: 1 },
    ]);
  });

  it('tells how long turns wait, and how many are about to expire unread', async (t) => {
    const { clock, log, review, overview } = await createOverviewIngest(t, '2026-10-01T00:00:00Z');
    const empty = (await overview()).backlog;
    assert.deepEqual([empty.pending, empty.oldest_at, empty.expiring], [0, null, 0]);
    const oldest = new Date(clock.time + 60_000).toISOString();
    for (const [days, question] of [
      [18, 'oldest'],
      [5, 'week'],
      [4, 'days'],
      [1.5, 'yesterday'],
      [0, 'now'],
      [0, 'reviewed'],
    ] as const) {
      const id = await log(question);
      clock.time += days * DAY_MS;
      if (question === 'reviewed') await review(id, { verdict: 'dismiss', revision: 0 });
    }
    const { backlog } = await overview();
    assert.equal(backlog.pending, 5);
    assert.equal(backlog.oldest_at, oldest);
    assert.deepEqual(
      backlog.ages.map(({ from_days, to_days, count }) => [from_days, to_days, count]),
      [
        [0, 1, 1],
        [1, 7, 2],
        [7, 14, 1],
        [14, 30, 1],
        [30, null, 0],
      ],
    );
    assert.equal(backlog.expiring, 1);
    clock.time += 2 * DAY_MS;
    assert.equal((await overview()).backlog.pending, 4, 'what has expired waits no more');
  });

  it('refuses days and offsets that are none', async (t) => {
    const { getWithKey, call } = await createOverviewIngest(t);
    for (const query of ['days=0', 'days=367', 'days=x', 'offset_minutes=1441']) {
      assert.equal((await getWithKey(`/v1/overview?${query}`)).status, 400);
    }
    assert.equal((await call('/v1/overview', {})).status, 401);
  });
});
