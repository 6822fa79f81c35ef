import pg from 'pg';

import { StoreUnavailableError } from '../store/sql-driver.js';
import { createWriteMerger } from './merge-writes.js';
import { isUnavailable, PATIENCE_MS, retry } from './retry.js';

import type { SqlDriver, SqlRow } from '../store/sql-driver.js';
import type { MergedStatement, Write } from './merge-writes.js';

/** PostgreSQL takes 65,535 parameters a statement, and one of ours has at most 16 for each write. */
const BATCH_WRITES = 256;

/** 64-bit integers would come as strings; ours are counts and times, which a number holds. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === pg.types.builtins.INT8 || type === pg.types.builtins.NUMERIC
      ? Number
      : (pg.types.getTypeParser(type, format) as (value: string) => unknown),
};

interface WaitingWrite extends Write {
  resolve: (rows: SqlRow[][]) => void;
  reject: (error: unknown) => void;
}

export interface PostgresOptions {
  /** E.g. `postgres://user:password@host:5432/database`. */
  connectionString: string;
  /** How many connections read at once; one more writes. Default: 4. */
  readers?: number | undefined;
  /** How long the database may be away before a call fails, in milliseconds. Default: 10,000. */
  patienceMs?: number | undefined;
}

/**
 * PostgreSQL with group commit: one connection writes one batch at a time, and what arrives
 * meanwhile is the next. The statements of a batch are sent at once, without waiting for answers in
 * between, and those that are alike run as one. Statements have no names, so that a pooler between
 * here and the database may give each transaction another connection.
 *
 * What another transaction or a restart of the database has broken off is tried again: every write
 * can be repeated without counting twice.
 */
export function openPostgres({
  connectionString,
  readers = 4,
  patienceMs = PATIENCE_MS,
}: PostgresOptions): SqlDriver {
  const settings = { connectionString, types, keepAlive: true };
  const writing = new pg.Pool({ ...settings, max: 1, pipeline: true });
  const reading = new pg.Pool({ ...settings, max: readers });
  for (const pool of [writing, reading]) {
    // A connection that breaks is replaced by the next that is needed. Who uses it then is told by
    // what they wait for; the event, which would end the process, says nothing more.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
  }
  const mergeWrites = createWriteMerger();
  let waiting: WaitingWrite[] = [];
  let committing: Promise<void> | undefined;
  let isClosed = false;

  const run: RunBatch = (writes) =>
    retry(() => runTransaction(writing, mergeWrites, writes), patienceMs);
  const commitAll = async () => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH_WRITES);
      waiting = waiting.slice(BATCH_WRITES);
      await commit(batch, run);
    }
    committing = undefined;
  };

  return {
    async query({ sql, params }) {
      if (isClosed) throw new Error('The database is closed.');
      const { rows } = await retry(() => reading.query<SqlRow>(sql, [...params]), patienceMs);
      return rows;
    },
    write(statements, lane) {
      if (isClosed) return Promise.reject(new Error('The database is closed.'));
      return new Promise((resolve, reject) => {
        waiting.push({ statements, lane, resolve, reject });
        committing ??= commitAll();
      });
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      await committing;
      await Promise.all([writing.end(), reading.end()]);
    },
  };
}

type RunBatch = (writes: readonly Write[]) => Promise<SqlRow[][][]>;

/** One commit for the whole batch. A write that fails takes back itself alone. */
async function commit(batch: readonly WaitingWrite[], run: RunBatch): Promise<void> {
  try {
    const results = await run(batch);
    batch.forEach(({ resolve }, index) => resolve(results[index] ?? []));
  } catch (error) {
    if (batch.length === 1 || error instanceof StoreUnavailableError) {
      for (const { reject } of batch) reject(error);
    } else {
      for (const write of batch) await commit([write], run);
    }
  }
}

async function runTransaction(
  pool: pg.Pool,
  mergeWrites: ReturnType<typeof createWriteMerger>,
  writes: readonly Write[],
): Promise<SqlRow[][][]> {
  const results: SqlRow[][][] = writes.map(() => []);
  const client = await pool.connect();
  try {
    const statements = [...lockLanes(writes), ...mergeWrites(writes, results)];
    // After a failure the database refuses the rest and takes COMMIT for ROLLBACK.
    const answers = await Promise.allSettled([
      // Whatever the database's default is: a lock is waited for to see what was written before it.
      client.query('BEGIN ISOLATION LEVEL READ COMMITTED'),
      ...statements.map(({ sql, params }) => client.query<SqlRow>(sql, [...params])),
      client.query('COMMIT'),
    ]);
    const failed = answers.find((answer) => answer.status === 'rejected');
    if (failed) throw failed.reason;
    answers.slice(1, -1).forEach((answer, index) => {
      if (answer.status === 'fulfilled') statements[index]?.deliver(answer.value.rows);
    });
    client.release();
    return results;
  } catch (error) {
    client.release(isUnavailable(error));
    throw error;
  }
}

/**
 * One process at a time writes to a lane; without this, two that log the same question at the same
 * moment would not see each other's turn. In one order, so that no two wait for each other. The lock
 * holds on one server, so processes on different nodes of Citus do not meet; and only with `read
 * committed` do the statements after it see what it waited for.
 */
function lockLanes(writes: readonly Write[]): MergedStatement[] {
  const lanes = [...new Set(writes.map(({ lane }) => lane))]
    .filter((lane) => lane !== undefined)
    // Thirteen digits are what a JavaScript number holds exactly.
    .map((lane) => Number.parseInt(lane.slice(-13), 16))
    .sort((left, right) => left - right);
  if (lanes.length === 0) return [];
  const rows = lanes.map((_, index) => `($${index + 1})`).join(', ');
  const sql = `SELECT pg_advisory_xact_lock(CAST(column1 AS BIGINT)) FROM (VALUES ${rows}) AS lanes`;
  return [{ sql, params: lanes, deliver: () => undefined }];
}
