import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { identifyTurn } from '../../dist/ingest/identity.js';

import type { FeedbackStore, TurnQuery } from 'agentloop-feedback/ingest';
import type { TestContext } from 'node:test';
import type { TestDatabase } from './store-contract.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const START = Date.parse('2026-11-01T12:00:00Z');
const VERDICT = {
  verdict: 'annotate',
  revision: 0,
  rating: 'partial',
  root_cause: 'tool',
  correction: 'so\0',
  tags: ['t'],
  reviewer: null,
} as const;

/** What reviewers read and write, which every engine must do alike. */
export function describeReviews(
  engine: string,
  createDatabase: (t: TestContext) => Promise<TestDatabase>,
): void {
  const open = async (t: TestContext) => {
    const clock = { time: START };
    const database = await createDatabase(t);
    const store = await database.openStore({ now: () => new Date(clock.time) });
    let calls = 0;
    const identify = (question: string, userId = '', sessionId = '') => {
      calls += 1;
      clock.time += 1_000;
      const seed = calls.toString(16).padStart(8, '0').padEnd(64, '0');
      return identifyTurn(seed, { question, agentResponse: 'An answer.', userId, sessionId });
    };
    return {
      clock,
      store,
      log: async (question: string, signals: object = {}, userId?: string, sessionId?: string) => {
        const turn = await identify(question, userId, sessionId);
        const details = { signals: { ...signals }, metadata: {}, isTrusted: true };
        return (await store.logTurn(turn, details)).turn_id;
      },
      vote: async (question: string, rating: 'incorrect' | 'correct', tags: string[] = []) => {
        const turn = await identify(question);
        const id = turn.turnId.replace('turn_', 'ann_');
        return (await store.annotate(id, turn, { rating, tags, correction: 'Grüße' })).turn_id;
      },
    };
  };
  const questions = async (store: FeedbackStore, query: Partial<TurnQuery> = {}) =>
    (await store.listTurns({ limit: 50, ...query })).items.map(({ question }) => question);

  describe(`reviews on ${engine}`, () => {
    it('are listed in each order, page by page', async (t) => {
      const { store, log } = await open(t);
      await log('one', { a: 1, b: 1 });
      for (const question of ['two', 'three', 'four', 'two', 'two', 'three']) await log(question);
      const orders = {
        newest: ['four', 'three', 'two', 'one'],
        repeated: ['two', 'three', 'four', 'one'],
        signalled: ['one', 'four', 'three', 'two'],
      } as const;
      for (const sort of ['newest', 'repeated', 'signalled'] as const) {
        const seen: string[] = [];
        let cursor: string | null | undefined;
        while (cursor !== null) {
          const page = await store.listTurns({ limit: 1, sort, status: 'pending', cursor });
          seen.push(...page.items.map(({ question }) => question));
          cursor = page.next_cursor ?? null;
        }
        assert.deepEqual(seen, orders[sort]);
      }
    });

    it('are filtered and searched', async (t) => {
      const { store, clock, log, vote } = await open(t);
      await log('Überall 100%', { low: true }, 'u_1', 's_1');
      const since = clock.time;
      await vote('Überall 100%', 'incorrect', ['unsafe']);
      await log('other', { sample: true }, 'u_2', 's_2');
      await vote('liked', 'correct');
      const found: Partial<TurnQuery>[] = [
        { signal: 'low' },
        { signal: 'thumbs_down' },
        { rating: 'incorrect' },
        { reason: 'unsafe', sort: 'signalled' },
        { user: 'u_1' },
        { session: 's_1', sort: 'repeated' },
        { since, until: since + 1 },
        { q: 'ÜBERALL 100%' },
        { q: 'grüße', status: 'pending' },
      ];
      for (const query of found) {
        assert.deepEqual(await questions(store, query), ['Überall 100%'], JSON.stringify(query));
      }
      assert.deepEqual(await questions(store, { rating: 'correct' }), ['liked']);
      assert.deepEqual(await questions(store, { q: 'nothing' }), []);
    });

    it('are none where no database could hold what is asked for', async (t) => {
      const { store, log } = await open(t);
      await log('one', { a: 1 }, 'u_1', 's_1');
      const text = 'nul\0 lone\ud83d';
      assert.equal(await store.readTurn(text), null);
      const outcome = await store.reviewTurn(text, 'call', { verdict: 'dismiss', revision: 0 });
      assert.deepEqual(outcome, { ok: false, code: 'not_found' });
      for (const query of [{ user: text }, { session: text }, { signal: text }, { q: text }]) {
        assert.deepEqual(await questions(store, query), []);
      }
      // Larger than what a count can be.
      const cursor = btoa('999999999999999 999999999999999 turn_x');
      assert.deepEqual(await questions(store, { sort: 'repeated', cursor }), ['one']);
    });

    it('annotate, dismiss and open again; upon another revision they are refused', async (t) => {
      const { store, log, vote } = await open(t);
      const id = await log('one');
      await vote('one', 'incorrect');
      const first = await store.reviewTurn(id, 'call_1', VERDICT);
      assert.deepEqual(first, await store.reviewTurn(id, 'call_1', VERDICT));
      assert.ok(first.ok);
      assert.equal(first.answer.status, 'annotated');
      const late = await store.reviewTurn(id, 'call_2', VERDICT);
      assert.ok(!late.ok && late.code === 'review_conflict');
      assert.equal(late.turn.review?.correction, 'so\ufffd');
      assert.equal(late.turn.revision, 1);
      const dismissed = { verdict: 'dismiss', revision: 1 } as const;
      assert.ok((await store.reviewTurn(id, 'call_3', dismissed)).ok);
      const opened = await store.reviewTurn(id, 'call_4', { verdict: 'reopen', revision: 2 });
      assert.ok(opened.ok && opened.answer.status === 'pending');
      const turn = await store.readTurn(id);
      assert.equal(turn?.review, null);
      assert.deepEqual(
        turn?.annotations.map(({ source, rating }) => [source, rating]),
        [['person', 'incorrect']],
      );
      const sources = (await store.listAnnotations({ limit: 9, status: 'retracted' })).items;
      assert.deepEqual(
        sources.map(({ source }) => source),
        ['reviewer'],
      );
      const none = await store.reviewTurn('turn_none', 'call_5', VERDICT);
      assert.ok(!none.ok && none.code === 'not_found');
    });

    it('of many at once are taken from one', async (t) => {
      const { store, log } = await open(t);
      const id = await log('one');
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, index) => store.reviewTurn(id, `call_${index}`, VERDICT)),
      );
      assert.equal(outcomes.filter(({ ok }) => ok).length, 1);
    });

    it('are counted, and what changed is told', async (t) => {
      const { store, clock, log, vote } = await open(t);
      const id = await log('one', { sample: true });
      await vote('one', 'incorrect', ['unsafe', 'other']);
      await vote('two', 'correct');
      clock.time += DAY_MS;
      await log('three', { sample: true, thumbs_down: true });
      await store.reviewTurn(id, 'call_1', VERDICT);
      const { days, reasons, signals, backlog } = await store.readOverview({
        days: 2,
        offsetMinutes: 0,
      });
      assert.deepEqual(days, [
        { date: '2026-11-01', annotations: 2, thumbs_down: 1, reviewed: 0 },
        { date: '2026-11-02', annotations: 0, thumbs_down: 0, reviewed: 1 },
      ]);
      assert.deepEqual(
        new Map(reasons.map((row) => [row.reason, row.count])),
        new Map([
          ['unsafe', 1],
          ['other', 1],
        ]),
      );
      assert.deepEqual(
        new Map(signals.map((row) => [row.signal, row.count])),
        new Map([
          ['sample', 2],
          ['thumbs_down', 2],
        ]),
      );
      assert.equal(backlog.pending, 1);
      assert.deepEqual(
        backlog.ages.map(({ count }) => count),
        [1, 0, 0, 0, 0],
      );
      const changes = await store.listChanges(START, 10);
      assert.equal(changes.length, 2);
      assert.ok(changes.every(({ updatedAt }) => Number.isInteger(updatedAt)));
      assert.equal(changes.find(({ turn_id }) => turn_id === id)?.reviewedAt, clock.time);
      assert.equal((await store.listChanges(clock.time + 1, 10)).length, 0);
    });
  });
}
