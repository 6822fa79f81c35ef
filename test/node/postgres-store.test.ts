import { createPostgresStore } from 'agentloop-feedback/postgres';
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import pg from 'pg';

import { identifyTurn } from '../../dist/ingest/identity.js';
import { openPostgres } from '../../dist/ingest/postgres/postgres-driver.js';
import * as statements from '../../dist/ingest/store/statements.js';
import { startPostgres } from '../support/postgres-cluster.js';

import type { FeedbackStore } from 'agentloop-feedback/ingest';
import type { TestContext } from 'node:test';

const cluster = await startPostgres();
after(() => cluster.remove());

async function runAsAdmin(sql: string): Promise<void> {
  const admin = new pg.Client({ connectionString: cluster.url() });
  await admin.connect();
  await admin.query(sql);
  await admin.end();
}

/** Stores on one new database, as several processes would have them. */
async function openStores(t: TestContext, count: number, isolation = 'read committed') {
  const name = await cluster.createDatabase();
  await runAsAdmin(`ALTER DATABASE ${name} SET default_transaction_isolation TO '${isolation}'`);
  const connectionString = cluster.url(name);
  const stores = await Promise.all(
    // They start at the same moment, on a database without tables.
    Array.from({ length: count }, () => createPostgresStore({ connectionString })),
  );
  t.after(() => Promise.all(stores.map((store) => store.close())));
  const [first, second = first] = stores as [FeedbackStore, FeedbackStore?];
  return { stores, first, second, name };
}

function newTurn(number: number, question = `Question ${number}?`) {
  const seed = number.toString(16).padStart(8, '0').padEnd(64, 'f');
  return identifyTurn(seed, { question, agentResponse: 'a', userId: 'u', sessionId: 's' });
}

describe('the PostgreSQL store', () => {
  it('starts in several processes at once on an empty database', async (t) => {
    const { stores } = await openStores(t, 4);
    await Promise.all(stores.map((store) => store.ping()));
  });

  it('keeps one record of each context that two processes write at once', async (t) => {
    const { stores } = await openStores(t, 2);
    const turns = await Promise.all(Array.from({ length: 300 }, (_, index) => newTurn(index)));
    const answers = await Promise.all(
      turns.flatMap((turn) =>
        stores.map((store) =>
          store.annotate(`ann_${turn.contextId}`, turn, { rating: 'incorrect' }),
        ),
      ),
    );
    assert.equal(answers.filter(({ created }) => created).length, 300);
    assert.equal(new Set(answers.map(({ turn_id }) => turn_id)).size, 300);
  });

  for (const isolation of ['read committed', 'repeatable read', 'serializable']) {
    it(`unites one question that two processes are asked at once, where transactions are ${isolation}`, async (t) => {
      const { first, second } = await openStores(t, 2, isolation);
      const turns = await Promise.all(
        Array.from({ length: 60 }, (_, index) => newTurn(index, 'The same?')),
      );
      const logged = await Promise.all(
        turns.map((turn, index) =>
          (index % 2 === 0 ? first : second).logTurn(turn, {
            signals: {},
            metadata: {},
            isTrusted: true,
          }),
        ),
      );
      assert.equal(new Set(logged.map((answer) => answer.turn_id)).size, 1);
    });
  }

  it('goes on by itself after the database has cut its connections', async (t) => {
    const { first, name } = await openStores(t, 1);
    const turns = await Promise.all(Array.from({ length: 40 }, (_, index) => newTurn(index)));
    const writes = turns.map((turn) =>
      first.annotate(`ann_${turn.contextId}`, turn, { rating: 'incorrect' }),
    );
    await runAsAdmin(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
    );
    await Promise.all(writes);
    assert.equal((await first.listAnnotations({ limit: 100 })).items.length, 40);
  });

  it('writes again what was in the way of another transaction', async (t) => {
    const { first, name } = await openStores(t, 1);
    const driver = openPostgres({ connectionString: cluster.url(name) });
    t.after(() => driver.close());
    // The database itself says so, once: SQLSTATE 40001, as a distributed one often does.
    await runOn(name, [
      'CREATE SEQUENCE tries',
      `CREATE FUNCTION conflict_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('tries') = 1 THEN RAISE EXCEPTION 'conflict' USING ERRCODE = '40001'; END IF;
        RETURN NEW; END $$`,
      `CREATE TRIGGER conflicts BEFORE INSERT ON turns FOR EACH ROW
        EXECUTE FUNCTION conflict_once()`,
    ]);
    const turn = await newTurn(1);
    const answer = await first.annotate('ann_1', turn, { rating: 'incorrect' });
    assert.equal(answer.created, true);
    const [tries] = await driver.query({ sql: 'SELECT last_value FROM tries', params: [] });
    assert.equal(tries?.['last_value'], 2);
  });

  it('runs the statements of many writes as one', async (t) => {
    const { first, name } = await openStores(t, 1);
    const before = await countTransactions(name);
    const turns = await Promise.all(Array.from({ length: 100 }, (_, index) => newTurn(index)));
    await Promise.all(
      turns.map((turn) => first.annotate(`ann_${turn.contextId}`, turn, { rating: 'incorrect' })),
    );
    const written = (await countTransactions(name)) - before;
    // The first goes alone; the others wait for it. The rest is the counting.
    assert.ok(written <= 6, `${written} transactions`);
  });

  it('gives counts and times as numbers', async (t) => {
    const { name } = await openStores(t, 1);
    const driver = openPostgres({ connectionString: cluster.url(name) });
    t.after(() => driver.close());
    const none = { contextId: 'none', turnId: 'none' };
    const sql = 'SELECT CAST(1795000000000 AS BIGINT) AS time, COUNT(*) AS count FROM turns';
    assert.deepEqual(await driver.query({ sql, params: [] }), [{ time: 1795000000000, count: 0 }]);
    assert.deepEqual(await driver.query(statements.readTurnOfContext(none)), []);
  });

  it('looks for what is said of one turn alone, however much is said of others', async (t) => {
    const { name } = await openStores(t, 1);
    const driver = openPostgres({ connectionString: cluster.url(name) });
    t.after(() => driver.close());
    const { sql, params } = statements.refreshTurn(
      { contextId: 'c', turnId: 't' },
      { revives: true, now: 0 },
    );
    const rows = await driver.query({ sql: `EXPLAIN ${sql}`, params });
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    assert.match(plan, /annotations_by_turn/);
    assert.doesNotMatch(plan, /hashed SubPlan|annotations_by_dislike/);
  });

  it('says so where there is no database', async () => {
    const connectionString = 'postgres://nobody@127.0.0.1:1/none';
    await assert.rejects(createPostgresStore({ connectionString, patienceMs: 100 }), {
      name: 'StoreUnavailableError',
    });
  });
});

async function runOn(name: string, list: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.url(name) });
  await client.connect();
  for (const sql of list) await client.query(sql);
  await client.end();
}

async function countTransactions(name: string): Promise<number> {
  const client = new pg.Client({ connectionString: cluster.url(name) });
  await client.connect();
  // The id of a transaction is taken by those alone that write.
  const { rows } = await client.query<{ id: string }>('SELECT txid_current() AS id');
  await client.end();
  return Number(rows[0]?.id);
}
