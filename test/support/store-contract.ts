import { KeyReusedError } from 'agentloop-feedback/ingest';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';

import { MIGRATIONS } from '../../dist/ingest/store/schema.js';
import { identifyTurn } from '../../dist/ingest/identity.js';

import { describeOperations } from './operations-contract.js';
import { describeReviews } from './review-contract.js';

import type {
  AnnotationItem,
  EarlierAnnotation,
  FeedbackStore,
  SqlDriver,
  SqlStoreOptions,
  TurnItem,
} from 'agentloop-feedback/ingest';
import type { TestContext } from 'node:test';

/** A new, empty database of one engine. */
export interface TestDatabase {
  openStore(options?: SqlStoreOptions): Promise<FeedbackStore>;
  /** The engine itself, on a database that no store has touched. */
  openDriver(): Promise<SqlDriver>;
}

const DAY = 24 * 60 * 60 * 1000;
const START = Date.parse('2026-11-01T00:00:00Z');
const TRUSTED = { signals: {}, metadata: {}, isTrusted: true };
const KEYED = {
  annotationId: 'ann_keyed',
  question: 'q',
  agentResponse: 'a',
  userId: 'u_1',
  rating: 'incorrect',
  correction: 'c',
  tags: ['limits'],
  rootCause: null,
  reviewer: 'ana',
  metadata: {},
} as const;

let contexts = 0;
/** The turn of a context that nobody used before. */
function newTurn(question: string, userId = 'u_1') {
  contexts += 1;
  const seed = contexts.toString(16).padStart(8, '0').padEnd(64, '0');
  return identifyTurn(seed, { question, agentResponse: 'An answer.', userId, sessionId: 's_1' });
}

async function allTurns(store: FeedbackStore): Promise<TurnItem[]> {
  return (await store.listTurns({ limit: 100 })).items;
}

async function allAnnotations(store: FeedbackStore): Promise<AnnotationItem[]> {
  return (await store.listAnnotations({ limit: 100 })).items;
}

async function readHistory(store: FeedbackStore, id: string): Promise<EarlierAnnotation[]> {
  return (await store.readHistory(id, { limit: 100 }))?.items ?? [];
}

/** What every engine must do alike. */
export function describeStore(
  engine: string,
  createDatabase: (t: TestContext) => Promise<TestDatabase>,
  /** How many write at once. */
  crowd = 50,
): void {
  const openStore = async (t: TestContext, options?: SqlStoreOptions) =>
    (await createDatabase(t)).openStore(options);

  describeOperations(engine, openStore, crowd);
  describeReviews(engine, createDatabase);

  describe(`a store on ${engine}`, () => {
    it('unites turns that ask the same while they wait', async (t) => {
      const store = await openStore(t);
      const first = await store.logTurn(await newTurn('What is the limit?'), {
        signals: { sample: true, confidence: 0.5 },
        metadata: { model: 'm1' },
        isTrusted: true,
      });
      const second = await store.logTurn(await newTurn('what is the  LIMIT'), {
        signals: { confidence: 0.1 },
        metadata: {},
        isTrusted: true,
      });
      assert.deepEqual(first, { turn_id: first.turn_id, status: 'pending', was_duplicate: false });
      assert.deepEqual(second, { ...first, was_duplicate: true });
      const [turn, ...others] = await allTurns(store);
      assert.deepEqual(others, []);
      assert.deepEqual(turn?.signals, { sample: true, confidence: 0.1 });
      assert.deepEqual(turn?.metadata, { model: 'm1' });
      assert.equal(turn?.duplicate_count, 1);
    });

    it('unites all that ask the same at once', async (t) => {
      const store = await openStore(t);
      const turns = await Promise.all(Array.from({ length: crowd }, () => newTurn('The same?')));
      const logged = await Promise.all(turns.map((turn) => store.logTurn(turn, TRUSTED)));
      assert.equal(new Set(logged.map(({ turn_id }) => turn_id)).size, 1);
      assert.equal(logged.filter(({ was_duplicate }) => !was_duplicate).length, 1);
      assert.equal((await allTurns(store))[0]?.duplicate_count, crowd - 1);
    });

    it('leads a context that was merged to its turn, also when that is no longer new', async (t) => {
      const store = await openStore(t);
      const { turn_id } = await store.logTurn(await newTurn('Merged?'), TRUSTED);
      const merged = await newTurn('merged');
      await store.logTurn(merged, TRUSTED);
      const answer = await store.annotate('ann_merged', merged, { rating: 'partial' });
      assert.deepEqual(answer, { turn_id, created: true });
      assert.equal((await allAnnotations(store))[0]?.turn_id, turn_id);
    });

    it('writes many contexts at once, each to its own record', async (t) => {
      const store = await openStore(t);
      const turns = await Promise.all(
        Array.from({ length: crowd }, (_, index) => newTurn(`Question ${index}?`, `u_${index}`)),
      );
      const write = (word: string) =>
        Promise.all(
          turns.map((turn) =>
            store.annotate(`ann_${turn.contextId}`, turn, {
              rating: 'incorrect',
              correction: `${turn.userId} ${word}, {"NULL"} \\`,
              comment: 'NULL',
            }),
          ),
        );
      const answers = [...(await write('first')), ...(await write('last'))];
      assert.equal(answers.filter(({ created }) => created).length, crowd);
      answers.slice(0, crowd).forEach((answer, index) => {
        assert.equal(answer.turn_id, turns[index]?.turnId);
      });
      const { items } = await store.listAnnotations({ limit: 100 });
      for (const { user_id, correction, comment } of items) {
        assert.equal(correction, `${user_id} last, {"NULL"} \\`);
        assert.equal(comment, 'NULL');
      }
    });

    it('keeps the last word, and the earlier ones as history', async (t) => {
      let time = START;
      const store = await openStore(t, { now: () => new Date(time) });
      const turn = await newTurn('Which is it?');
      await store.annotate('ann_1', turn, { rating: 'incorrect', tags: ['incomplete'] });
      time += 1000;
      await store.annotate('ann_1', turn, { rating: 'partial', correction: '30 days.' });
      time += 1000;
      await store.annotate('ann_1', turn, { rating: 'partial', comment: 'Really.' });

      assert.deepEqual(await store.readAnnotation('ann_1'), {
        rating: 'partial',
        correction: '30 days.',
        reasons: ['incomplete'],
        comment: 'Really.',
        updated_at: new Date(time).toISOString(),
      });
      const history = await readHistory(store, 'ann_1');
      assert.deepEqual(
        history.map(({ revision, rating, correction }) => [revision, rating, correction]),
        [
          [2, 'partial', '30 days.'],
          [1, 'incorrect', ''],
        ],
      );
      assert.equal(history[1]?.updated_at, new Date(START).toISOString());
    });

    it('gives a history page by page, and tells an unknown annotation from one without', async (t) => {
      const store = await openStore(t);
      const turn = await newTurn('How often?');
      for (const word of ['one', 'two', 'three', 'four']) {
        await store.annotate('ann_1', turn, { rating: 'incorrect', correction: word });
      }
      const other = await newTurn('Another?');
      await store.annotate('ann_2', other, { rating: 'correct' });
      const first = await store.readHistory('ann_1', { limit: 2 });
      const second = await store.readHistory('ann_1', {
        limit: 2,
        cursor: first?.next_cursor ?? '',
      });
      assert.deepEqual(
        [first, second].map((page) => page?.items.map(({ correction }) => correction)),
        [['three', 'two'], ['one']],
      );
      assert.equal(second?.next_cursor, null);
      assert.deepEqual(await store.readHistory('ann_2', { limit: 2 }), {
        items: [],
        next_cursor: null,
      });
      assert.equal(await store.readHistory('ann_none', { limit: 2 }), null);
      assert.equal(await store.readHistory('ann\0\ud83d', { limit: 2 }), null);
      const huge = btoa('999999999999999 ann_1');
      assert.equal((await store.readHistory('ann_1', { limit: 9, cursor: huge }))?.items.length, 3);
      await assert.rejects(store.readHistory('ann_1', { limit: 9, cursor: 'none' }), RangeError);
    });

    it('has no history of a repeated word', async (t) => {
      const store = await openStore(t);
      const turn = await newTurn('Again?');
      const said = { rating: 'incorrect', correction: 'c', tags: ['other'], comment: 'd' } as const;
      await store.annotate('ann_1', turn, said);
      assert.equal((await store.annotate('ann_1', turn, said)).created, false);
      await store.annotate('ann_1', turn, { rating: 'incorrect' });
      assert.deepEqual(await readHistory(store, 'ann_1'), []);
    });

    it('takes back what was said, empties it, and keeps it as history', async (t) => {
      const store = await openStore(t);
      const turn = await newTurn('Take it back?');
      await store.annotate('ann_1', turn, { rating: 'incorrect', correction: 'c' });
      assert.equal((await allTurns(store))[0]?.status, 'pending');
      await store.retract('ann_1', turn);
      await store.retract('ann_1', turn);
      assert.equal(await store.readAnnotation('ann_1'), null);
      assert.equal((await allTurns(store))[0]?.status, 'settled');
      assert.equal((await allAnnotations(store))[0]?.correction, '');
      const history = await readHistory(store, 'ann_1');
      assert.deepEqual(
        history.map(({ status, correction }) => [status, correction]),
        [['active', 'c']],
      );
      const again = await store.annotate('ann_1', turn, { rating: 'incorrect' });
      assert.equal(again.created, false);
      assert.equal((await store.readAnnotation('ann_1'))?.correction, '');
    });

    it('has a turn wait while somebody says that it was not right', async (t) => {
      const store = await openStore(t);
      const statusAfter = async (rating: 'correct' | 'incorrect') => {
        await store.annotate('ann_1', turn, { rating });
        return (await allTurns(store))[0]?.status;
      };
      const turn = await newTurn('Right?');
      assert.equal(await statusAfter('correct'), 'settled');
      assert.equal(await statusAfter('incorrect'), 'pending');
      assert.equal(await statusAfter('correct'), 'settled');
    });

    it('counts what comes within the millisecond in which its turn was made', async (t) => {
      const store = await openStore(t, { now: () => new Date(START) });
      const turn = await newTurn('At once?');
      const countsOf = async () =>
        (await allTurns(store)).map(({ status, signals, duplicate_count }) => ({
          status,
          signals,
          duplicate_count,
        }));
      const made = { status: 'settled', signals: {}, duplicate_count: 0 };
      await store.annotate('ann_at_once', turn, { rating: 'correct' });
      assert.deepEqual(await countsOf(), [made]);
      await store.annotate('ann_at_once', turn, { rating: 'incorrect' });
      const disliked = { ...made, status: 'pending', signals: { thumbs_down: true } };
      assert.deepEqual(await countsOf(), [disliked]);
      await store.annotate('ann_merged_at_once', await newTurn('at once'), { rating: 'correct' });
      assert.deepEqual(await countsOf(), [{ ...disliked, duplicate_count: 1 }]);
    });

    it('lets a link add signals, and replace none', async (t) => {
      const store = await openStore(t);
      const turn = await newTurn('Signals?');
      await store.logTurn(turn, { signals: { a: 1 }, metadata: { m: 1 }, isTrusted: true });
      await store.logTurn(turn, { signals: { a: 2, b: 2 }, metadata: { m: 2 }, isTrusted: false });
      const [item] = await allTurns(store);
      assert.deepEqual([item?.signals, item?.metadata], [{ a: 1, b: 2 }, { m: 1 }]);

      const many = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`s${index}`, 1]));
      await store.logTurn(turn, { signals: many, metadata: {}, isTrusted: true });
      assert.equal(Object.keys((await allTurns(store))[0]?.signals ?? {}).length, 64);
    });

    it('gives back every text as it came, but for what PostgreSQL refuses', async (t) => {
      const store = await openStore(t);
      const question = `'; DROP TABLE turns; -- $1 ?1 \\ " % _ é 🙂 עברית ${'長'.repeat(5_000)}`;
      const turn = await newTurn(question);
      await store.annotate('ann_1', turn, {
        rating: 'incorrect',
        correction: 'nul\0 lone\ud83d end',
        comment: '\t\r\n ',
        metadata: { 'nul\0': ['\0', '\ud83d', null, 1.5, true] },
      });
      const [annotation] = await allAnnotations(store);
      assert.equal(annotation?.question, question);
      assert.equal(annotation?.correction, 'nul\ufffd lone\ufffd end');
      assert.equal(annotation?.comment, '\t\r\n ');
      assert.deepEqual(annotation?.metadata, { 'nul\0': ['\0', '\ud83d', null, 1.5, true] });
    });

    it('takes back the whole of a write that failed, and none that shares its commit', async (t) => {
      const store = await openStore(t);
      const turns = await Promise.all(['A', 'B', 'C', 'D'].map((question) => newTurn(question)));
      const results = await Promise.allSettled(
        turns.map((turn, index) =>
          // The database refuses the third: a rating must not be null.
          store.annotate(`ann_${index}`, turn, {
            rating: index === 2 ? (null as never) : 'partial',
          }),
        ),
      );
      assert.deepEqual(
        results.map(({ status }) => status),
        ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
      );
      const questions = (await allTurns(store)).map(({ question }) => question);
      assert.deepEqual(questions.sort(), ['A', 'B', 'D']);
    });

    it('lets turns expire that nobody reviewed, and no annotation', async (t) => {
      let time = START;
      const store = await openStore(t, { now: () => new Date(time), turnLifeSeconds: 30 * 86_400 });
      const kept = await newTurn('Asked again?');
      await store.logTurn(kept, TRUSTED);
      const turn = await newTurn('Asked once?');
      await store.annotate('ann_1', turn, { rating: 'incorrect' });
      await store.annotate('ann_up', await newTurn('Fine?'), { rating: 'correct' });
      time = START + 29 * DAY;
      assert.equal(await store.expire(), 0);
      await store.logTurn(kept, TRUSTED);
      time = START + 30 * DAY;
      assert.equal(await store.expire(), 1);
      assert.equal(await store.expire(), 0);
      const statuses = (await allTurns(store)).map(
        ({ question, status }) => `${question} ${status}`,
      );
      assert.deepEqual(statuses.sort(), [
        'Asked again? pending',
        'Asked once? expired',
        'Fine? settled',
      ]);
      assert.equal((await allAnnotations(store)).length, 2);

      await store.retract('ann_1', turn);
      assert.equal((await store.listTurns({ limit: 9, status: 'expired' })).items.length, 1);
      await store.annotate('ann_1', turn, { rating: 'incorrect' });
      assert.equal((await store.listTurns({ limit: 9, status: 'expired' })).items.length, 0);
    });

    it('gives the first answer again to a key that comes again within a day', async (t) => {
      let time = START;
      const store = await openStore(t, { now: () => new Date(time) });
      const once = { keyHash: 'key', bodyHash: 'body' };
      await store.logTurn(await newTurn('Once?'), TRUSTED);
      const first = await store.logTurn(await newTurn('Once?'), TRUSTED, once);
      assert.equal(first.was_duplicate, true);
      time += DAY - 1;
      assert.deepEqual(await store.logTurn(await newTurn('Other?'), TRUSTED, once), first);
      assert.equal((await allTurns(store)).length, 1);

      time += 1;
      await store.expire();
      const later = await store.logTurn(await newTurn('Other?'), TRUSTED, once);
      assert.equal(later.was_duplicate, false);
      assert.equal((await allTurns(store)).length, 2);
    });

    it('writes once for a key, however many calls bring it at once', async (t) => {
      const store = await openStore(t);
      const once = { keyHash: 'key', bodyHash: 'body' };
      const ids = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          store.annotateByKey({ ...KEYED, annotationId: `ann_${index}` }, once),
        ),
      );
      assert.equal(new Set(ids).size, 1);
      const annotations = await allAnnotations(store);
      assert.deepEqual([annotations.length, annotations[0]?.annotation_id], [1, ids[0]]);
    });

    it('refuses a key that comes with something else, and writes nothing', async (t) => {
      const store = await openStore(t);
      const turn = await newTurn('Mine?');
      const first = await store.annotate(
        'ann_1',
        turn,
        { rating: 'correct' },
        {
          keyHash: 'key',
          bodyHash: 'body',
        },
      );
      const other = { keyHash: 'key', bodyHash: 'other' };
      await assert.rejects(
        store.annotate('ann_1', turn, { rating: 'incorrect' }, other),
        KeyReusedError,
      );
      assert.equal((await store.readAnnotation('ann_1'))?.rating, 'correct');
      const again = { keyHash: 'key', bodyHash: 'body' };
      assert.deepEqual(await store.annotate('ann_1', turn, { rating: 'correct' }, again), first);
    });

    it('does not bring back an old word when its call is repeated after a newer one', async (t) => {
      const store = await openStore(t);
      const turn = await newTurn('Late?');
      const once = { keyHash: 'key', bodyHash: 'body' };
      await store.annotate('ann_1', turn, { rating: 'incorrect' }, once);
      await store.annotate('ann_1', turn, { rating: 'correct' });
      await store.annotate('ann_1', turn, { rating: 'incorrect' }, once);
      assert.equal((await store.readAnnotation('ann_1'))?.rating, 'correct');
    });

    it('erases a person from everywhere, and nobody else', async (t) => {
      const database = await createDatabase(t);
      const store = await database.openStore();
      const mine = await newTurn('My secret question?', 'me');
      await store.logTurn(mine, { signals: { s: 1 }, metadata: { m: 'secret' }, isTrusted: true });
      await store.annotate('ann_me', mine, { rating: 'incorrect', correction: 'my secret' });
      await store.annotate('ann_me', mine, { rating: 'incorrect', correction: 'second secret' });
      const merged = await newTurn('my SECRET question', 'you');
      await store.annotate('ann_you', merged, { rating: 'incorrect', correction: 'yours' });
      const yours = await newTurn('Yours?', 'you');
      await store.annotate('ann_you_2', yours, { rating: 'correct' });
      await store.annotate('ann_you_3', yours, { rating: 'incorrect' });
      const joined = await newTurn('yours', 'me');
      await store.logTurn(joined, {
        signals: { b: 1 },
        metadata: { b: 'secret' },
        isTrusted: true,
      });
      await store.annotate('ann_me_2', joined, { rating: 'incorrect', comment: 'secret' });
      await store.logTurn(await newTurn('Mine alone: secret', 'me'), TRUSTED);
      await store.annotateByKey({ ...KEYED, userId: 'you', reviewer: 'me' });

      assert.deepEqual(await store.erase('me'), { annotations: 2, turns: 1 });
      const turns = await allTurns(store);
      const annotations = await allAnnotations(store);
      const left = JSON.stringify([turns, annotations]);
      assert.ok(!/"me"|secret"|My secret/.test(left), left);
      assert.equal(await store.readHistory('ann_me', { limit: 9 }), null);
      const kept = await store.driver.query({
        sql: 'SELECT * FROM annotation_history',
        params: [],
      });
      assert.deepEqual(kept, []);
      assert.deepEqual(annotations.map(({ annotation_id }) => annotation_id).sort(), [
        'ann_keyed',
        'ann_you',
        'ann_you_2',
        'ann_you_3',
      ]);
      const handed = turns.find(({ question }) => question === 'my SECRET question');
      assert.deepEqual(
        [handed?.user_id, handed?.status, handed?.signals, handed?.metadata],
        ['you', 'pending', { thumbs_down: true }, {}],
      );
      assert.deepEqual(await store.erase('me'), { annotations: 0, turns: 0 });
      await assert.rejects(store.erase(''), TypeError);
    });

    it('lists a page at a time, newest first, and nothing twice', async (t) => {
      let time = START;
      const store = await openStore(t, { now: () => new Date(time) });
      for (let index = 0; index < 25; index += 1) {
        if (index % 3 === 0) time += 1000;
        await store.logTurn(await newTurn(`Page ${index}`), TRUSTED);
      }
      const questions: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.listTurns({ limit: 4, cursor, status: 'pending' });
        questions.push(...page.items.map(({ question }) => question));
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      assert.equal(new Set(questions).size, 25);
      assert.equal(questions[0], 'Page 24');
    });

    it('brings an old database up to date, with all that is in it', async (t) => {
      const database = await createDatabase(t);
      const driver = await database.openDriver();
      const oldKey = createHash('sha256').update('old').digest('hex');
      const old = [
        'CREATE TABLE schema_versions (version INTEGER PRIMARY KEY, applied_at BIGINT NOT NULL)',
        'INSERT INTO schema_versions (version, applied_at) VALUES (1, 0)',
        ...(MIGRATIONS[0] ?? []),
        `INSERT INTO turns VALUES ('turn_${'0'.repeat(32)}', '${oldKey}', 'Old?', 'a', 'u_old',
          '', '{}', 1, 'pending', 1, 1, 9999999999999)`,
        `INSERT INTO contexts VALUES ('${'0'.repeat(64)}', 'turn_${'0'.repeat(32)}', 1)`,
        `INSERT INTO signals VALUES ('turn_${'0'.repeat(32)}', 'old', 'true')`,
      ];
      await driver.write(old.map((sql) => ({ sql, params: [] })));
      const store = await database.openStore();
      const [turn] = await allTurns(store);
      assert.deepEqual([turn?.question, turn?.signals], ['Old?', { old: true }]);
      const { turn_id } = await store.logTurn(await newTurn('old'), TRUSTED);
      assert.equal(turn_id, turn?.turn_id);
      assert.deepEqual(await store.erase('u_old'), { annotations: 0, turns: 1 });
      assert.deepEqual(await driver.query({ sql: 'SELECT * FROM signals', params: [] }), []);
    });

    it('will not touch a database that is newer than itself', async (t) => {
      const database = await createDatabase(t);
      const driver = await database.openDriver();
      await (await database.openStore()).listTurns({ limit: 1 });
      const sql = 'INSERT INTO schema_versions (version, applied_at) VALUES (1000, 0)';
      await driver.write([{ sql, params: [] }]);
      await assert.rejects(async () => {
        await (await database.openStore()).listTurns({ limit: 1 });
      }, /newer than this program/);
    });
  });
}
