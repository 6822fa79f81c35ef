import { parentPort, workerData } from 'node:worker_threads';

import type { SqlRow, SqlValue, Statement } from '../store/sql-driver.js';
import type { Job, JobResult } from './sqlite-driver.js';

/** The part of the `node:sqlite` API that is used here. */
interface Database {
  exec(sql: string): void;
  prepare(sql: string): { all(...params: SqlValue[]): SqlRow[] };
  close(): void;
}
interface SqliteModule {
  DatabaseSync: new (path: string) => Database;
}

/** How long a lock of another process is waited for, in milliseconds. */
const BUSY_MS = 5_000;

const database = await open(workerData as string);
const prepared = new Map<string, ReturnType<Database['prepare']>>();

parentPort?.on('message', (jobs: Job[] | null) => {
  if (jobs) return parentPort?.postMessage(runBatch(jobs));
  database.close();
  return process.exit();
});
parentPort?.postMessage('ready');

/**
 * Built in from Node.js 22.13; on Node.js 20 the same API comes as a package. The branch can go
 * when Node.js 20 is no longer supported.
 */
async function open(path: string): Promise<Database> {
  const sqlite = (process.getBuiltinModule('node:sqlite') ??
    (await import('@photostructure/sqlite'))) as unknown as SqliteModule;
  const db = new sqlite.DatabaseSync(path);
  // A second process that writes is waited for: the default of 0 ms would fail at once.
  db.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
  switchToWal(db);
  // FULL syncs the log at every commit: what was acknowledged survives a power cut.
  db.exec('PRAGMA synchronous = FULL');
  db.exec('PRAGMA foreign_keys = ON');
  return db;
}

/**
 * The one statement that does not heed busy_timeout: where another process opens the same new file
 * at the same moment, SQLite answers SQLITE_BUSY at once.
 */
function switchToWal(db: Database): void {
  const deadline = Date.now() + BUSY_MS;
  for (;;) {
    try {
      return db.exec('PRAGMA journal_mode = WAL');
    } catch (error) {
      if (!/locked/.test(String(error)) || Date.now() > deadline) throw error;
      // This thread has nothing else to do than to wait.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

/** One commit for the whole batch. A job that fails takes back itself alone. */
function runBatch(jobs: readonly Job[]): JobResult[] {
  if (jobs.every(({ kind }) => kind === 'query')) return jobs.map(runJob);
  try {
    database.exec('BEGIN IMMEDIATE');
    const results = jobs.map(runInSavepoint);
    database.exec('COMMIT');
    return results;
  } catch (error) {
    rollBack();
    return jobs.map(() => toFailure(error));
  }
}

function runInSavepoint(job: Job): JobResult {
  if (job.kind === 'query') return runJob(job);
  database.exec('SAVEPOINT job');
  const result = runJob(job);
  if (!result.ok) database.exec('ROLLBACK TO job');
  database.exec('RELEASE job');
  return result;
}

function runJob({ statements }: Job): JobResult {
  try {
    return { ok: true, rows: statements.map(runStatement) };
  } catch (error) {
    return toFailure(error);
  }
}

function runStatement({ sql, params }: Statement): SqlRow[] {
  let statement = prepared.get(sql);
  if (!statement) {
    // SQLite numbers its parameters ?1, ?2; `$1` would be a name to it.
    statement = database.prepare(sql.replace(/\$(\d+)/g, '?$1'));
    prepared.set(sql, statement);
  }
  return statement.all(...params);
}

function rollBack(): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // BEGIN itself had failed: there is nothing to take back.
  }
}

function toFailure(error: unknown): JobResult {
  return { ok: false, message: error instanceof Error ? error.message : String(error) };
}
