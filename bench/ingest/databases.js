import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openPostgres } from '../../dist/ingest/postgres/postgres-driver.js';
import { openSqlite } from '../../dist/ingest/sqlite/sqlite-driver.js';
import { startPostgres } from '../../test/support/postgres-cluster.js';

/** @typedef {'sqlite' | 'postgres'} Engine */

/**
 * New, empty databases of both engines for as long as they are used.
 *
 * @template T
 * @param {(databases: ReturnType<typeof createDatabases>, cluster: Awaited<ReturnType<typeof startPostgres>>) => Promise<T>} use
 * @param {Record<string, string>} [environment]
 */
export async function withDatabases(use, environment) {
  const cluster = await startPostgres(environment);
  const databases = createDatabases(cluster);
  try {
    return await use(databases, cluster);
  } finally {
    databases.remove();
    cluster.remove();
  }
}

/**
 * New, empty databases of both engines.
 *
 * @param {Awaited<ReturnType<typeof startPostgres>>} cluster
 */
function createDatabases(cluster) {
  const folder = mkdtempSync(join(tmpdir(), 'agentloop-bench-'));
  let count = 0;
  return {
    /** @param {Engine} engine */
    async create(engine) {
      if (engine === 'postgres') return cluster.url(await cluster.createDatabase());
      return join(folder, `bench_${(count += 1)}.sqlite`);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * @param {Engine} engine
 * @param {string} place
 */
export function openDatabase(engine, place) {
  return engine === 'sqlite'
    ? openSqlite(place)
    : Promise.resolve(openPostgres({ connectionString: place }));
}

/**
 * Reads what a bench asks of the records.
 *
 * @param {Engine} engine
 * @param {string} place
 */
export async function inspect(engine, place) {
  const driver = await openDatabase(engine, place);
  const read = (/** @type {string} */ sql) => driver.query({ sql, params: [] });
  try {
    const users = await read('SELECT user_id FROM annotations');
    // Each annotation has its turn, or it was written by halves.
    const [halves] = await read(`SELECT COUNT(*) AS number FROM annotations
      WHERE NOT EXISTS (SELECT 1 FROM turns WHERE turns.turn_id = annotations.turn_id)
      OR correction = ''`);
    return {
      users: users.map((row) => String(row['user_id'])),
      halves: Number(halves?.['number']),
    };
  } finally {
    await driver.close();
  }
}

/**
 * Fills a database with pending turns, each with an annotation, spread over 30 days.
 *
 * @param {Engine} engine
 * @param {string} place
 * @param {number} turns
 */
export async function fill(engine, place, turns) {
  const driver = await openDatabase(engine, place);
  const day = 24 * 60 * 60 * 1000;
  const start = Date.now() - 30 * day;
  const step = 10_000;
  const isSqlite = engine === 'sqlite';
  const id = isSqlite
    ? "printf('%08x', n) || lower(hex(randomblob(12)))"
    : "lpad(to_hex(n), 8, '0') || substr(md5(CAST(n AS TEXT)), 9)";
  const questionKey = isSqlite ? 'lower(hex(randomblob(16)))' : 'md5(turn_id)';
  for (let from = 0; from < turns; from += step) {
    const numbers = isSqlite
      ? `WITH RECURSIVE numbers(n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM numbers WHERE n < ${from + step - 1})`
      : `WITH numbers(n) AS (SELECT generate_series(${from}, ${from + step - 1}))`;
    const time = `CAST(${start} + n * (${30 * day} / ${turns}.0) AS BIGINT)`;
    await driver.write(
      [
        `INSERT INTO turns (turn_id, question_key, question, agent_response, user_id, session_id,
            metadata, logged, status, signal_count, created_at, updated_at, expires_at)
          SELECT turn_id, ${questionKey}, 'How long may I take, u_' || n || '?',
            '${'It is 90 days. '.repeat(27)}', 'u_' || n, 's_1', '{}', 0, 'pending', 1, time, time,
            time + ${31 * day}
          FROM (${numbers} SELECT n, 'turn_' || ${id} AS turn_id, ${time} AS time FROM numbers) AS made`,
        `INSERT INTO annotations (annotation_id, turn_id, question, agent_response, user_id,
          session_id, rating, correction, tags, comment, metadata, status, revision, created_at,
          updated_at)
          SELECT 'ann_' || substr(turn_id, 6), turn_id, question, agent_response, user_id,
          session_id, 'incorrect', 'It is 30 days. ', '["out_of_date"]', '', '{}', 'active', 1,
          created_at, created_at FROM turns
          WHERE created_at >= CAST(${start} + ${from} * (${30 * day} / ${turns}.0) AS BIGINT)`,
      ].map((sql) => ({ sql, params: [] })),
    );
  }
  await driver.close();
}
