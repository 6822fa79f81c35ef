import { Worker } from 'node:worker_threads';

import { createLogSync } from './log-sync.js';

import type { SqlDriver, SqlRow, SqlValue, Statement } from '../store/sql-driver.js';

/** A read or an atomic write: for each statement the number of its text, and the parameters. */
export interface Job {
  kind: 'query' | 'write';
  statements: (readonly [text: number, params: readonly SqlValue[]])[];
}

/** What the worker is asked: jobs in the order of their arrival, and the texts that are new to it. */
export interface Batch {
  texts: string[];
  jobs: Job[];
}

/** What the worker answers, after its commit, which may not be on the disk yet. */
export interface Answer {
  /** Whether there was a commit. */
  hasWritten: boolean;
  /** One for each of the oldest jobs without an answer, in their order. */
  results: JobResult[];
}

/** What a job returned, or why it failed. */
export type JobResult = { ok: true; rows: SqlRow[][] } | { ok: false; message: string };

interface WaitingJob {
  resolve: (rows: SqlRow[][]) => void;
  reject: (error: Error) => void;
}

/**
 * SQLite behind a worker thread, with group commit: what arrives while the worker is busy is its next
 * commit. A lone request pays for one commit; a hundred at once share one.
 */
export async function openSqlite(path: string): Promise<SqlDriver> {
  const log = createLogSync(`${path}-wal`);
  const worker = new Worker(new URL('./sqlite-worker.js', import.meta.url), { workerData: path });
  /** The jobs that the worker has not answered, oldest first. */
  const asked: WaitingJob[] = [];
  /** What is to be sent at the end of this turn of the event loop. */
  let batch: Batch = { texts: [], jobs: [] };
  let broken: Error | undefined;
  /** There are few texts, so each crosses to the worker once. */
  const numbers = new Map<string, number>();

  const numberOf = (sql: string) => {
    const known = numbers.get(sql);
    if (known !== undefined) return known;
    batch.texts.push(sql);
    numbers.set(sql, numbers.size);
    return numbers.size - 1;
  };
  const fail = (error: Error) => {
    broken ??= error;
    for (const { reject } of asked.splice(0)) reject(error);
  };
  const send = () => {
    worker.postMessage(batch);
    batch = { texts: [], jobs: [] };
  };
  const run = (kind: Job['kind'], statements: readonly Statement[]) =>
    new Promise<SqlRow[][]>((resolve, reject) => {
      if (broken) return reject(broken);
      if (batch.jobs.length === 0) setImmediate(send);
      asked.push({ resolve, reject });
      batch.jobs.push({
        kind,
        statements: statements.map(({ sql, params }) => [numberOf(sql), params]),
      });
    });

  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('The database is closed.')));
  worker.on('message', ({ hasWritten, results }: Answer) => {
    const answered = asked.splice(0, results.length);
    const settle = () =>
      answered.forEach(({ resolve, reject }, index) => {
        const result = results[index];
        if (result?.ok) resolve(result.rows);
        else reject(new Error(result?.message ?? 'The database gave no result.'));
      });
    // The worker goes on while the log goes to the disk. A read waits for that as well: it may have
    // seen what could still be lost.
    const synced = hasWritten ? log.sync() : log.pending();
    if (!synced) return settle();
    return synced.then(settle, (error: Error) => {
      for (const { reject } of answered) reject(error);
      // What a disk has refused once it may take for written the next time.
      fail(error);
      void worker.terminate();
    });
  });

  let closed: Promise<void> | undefined;
  const close = async () => {
    if (broken) return;
    const exited = new Promise((resolve) => worker.once('exit', resolve));
    // A query answers after everything that was accepted before it.
    await run('query', []);
    worker.postMessage(null);
    await exited;
    log.close();
  };

  return {
    query: async (statement) => (await run('query', [statement]))[0] ?? [],
    write: (statements) => run('write', statements),
    // To close what is being closed is to wait for it.
    close: () => (closed ??= close()),
  };
}
