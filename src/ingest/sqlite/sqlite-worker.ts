import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';

import type { MessagePort } from 'node:worker_threads';
import type { SqlRow, SqlValue } from '../store/sql-driver.js';
import type { Answer, Batch, Job, JobResult } from './sqlite-driver.js';

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

/** How large the log grows before it is worked into the file: 32 MiB, so that this is rare. */
const LOG_PAGES = 8_000;
/** What of the database is kept in memory, in KiB. */
const CACHE_KIB = 64 * 1024;

const port = parentPort as MessagePort;
const database = await open(workerData as string);
const texts: string[] = [];
const prepared: ReturnType<Database['prepare']>[] = [];

port.on('message', (first: Batch | null) => {
  const jobs: Job[] = [];
  let isClosing = false;
  // All that has arrived is one commit.
  for (let batch: Batch | null | undefined = first; batch !== undefined; batch = takeNext()) {
    if (batch) {
      texts.push(...batch.texts);
      jobs.push(...batch.jobs);
    } else isClosing = true;
  }
  if (jobs.length > 0) port.postMessage(runJobs(jobs));
  if (!isClosing) return;
  database.close();
  process.exit();
});
port.postMessage('ready');

function takeNext(): Batch | null | undefined {
  return receiveMessageOnPort(port)?.message as Batch | null | undefined;
}

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
  // A commit does not wait for the disk here: whoever asked for it does, before it is answered.
  db.exec('PRAGMA synchronous = NORMAL');
  db.exec('PRAGMA foreign_keys = ON');
  db.exec(`PRAGMA wal_autocheckpoint = ${LOG_PAGES}`);
  db.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
  // Before a statement changes a page, SQLite copies it, to be able to take the statement back. As a
  // file, those copies cost more than all of the write besides.
  db.exec('PRAGMA temp_store = MEMORY');
  // What was erased is overwritten.
  db.exec('PRAGMA secure_delete = ON');
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

/** One commit for all of them. */
function runJobs(jobs: readonly Job[]): Answer {
  if (jobs.every(({ kind }) => kind === 'query')) {
    return { hasWritten: false, results: jobs.map(runJob) };
  }
  const results = runInTransaction(jobs, runJob);
  // Nearly always all is well. If not, a job that fails takes back itself alone.
  const isWhole = results.every(({ ok }) => ok);
  return {
    hasWritten: true,
    results: isWhole ? results : runInTransaction(jobs, runInSavepoint),
  };
}

/** Commits if `run` left nothing half done: after a failure outside a savepoint all is taken back. */
function runInTransaction(jobs: readonly Job[], run: (job: Job) => JobResult): JobResult[] {
  try {
    database.exec('BEGIN IMMEDIATE');
    const results = jobs.map(run);
    const isWhole = run === runInSavepoint || results.every(({ ok }) => ok);
    database.exec(isWhole ? 'COMMIT' : 'ROLLBACK');
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
    return { ok: true, rows: statements.map(([text, params]) => prepare(text).all(...params)) };
  } catch (error) {
    return toFailure(error);
  }
}

function prepare(text: number) {
  return (prepared[text] ??= database.prepare(toDialect(texts[text] ?? '')));
}

/** An INSERT whose one row is computed from its parameters. */
const INSERT_ROW =
  /^(INSERT INTO [^()]+\([^()]+\))\s+SELECT (.+)\s+FROM \(VALUES \([$\d, ]+\)\) AS input WHERE true(?=\s)/s;

/**
 * SQLite numbers its parameters ?1, ?2; `$1` would be a name to it. Each page that an INSERT from a
 * SELECT changes is copied before, to be able to take back that statement alone; to insert a single
 * row of VALUES takes no copies.
 */
function toDialect(sql: string): string {
  return sql
    .replace(INSERT_ROW, (_, insert: string, row: string) => {
      return `${insert} VALUES (${row.replace(/column(\d+)/g, '$$$1')})`;
    })
    .replace(/\$(\d+)/g, '?$1');
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
