import { Worker } from 'node:worker_threads';

import type { SqlDriver, SqlRow, Statement } from '../store/sql-driver.js';

/** What the worker is asked: reads and atomic writes, in the order of their arrival. */
export interface Job {
  kind: 'query' | 'write';
  statements: readonly Statement[];
}

/** What the worker answers: a result for each job of the batch, or why it failed. */
export type JobResult = { ok: true; rows: SqlRow[][] } | { ok: false; message: string };

interface WaitingJob {
  job: Job;
  resolve: (rows: SqlRow[][]) => void;
  reject: (error: Error) => void;
}

/**
 * SQLite behind a worker thread, with group commit: one batch is in flight, and what arrives
 * meanwhile is the next. A lone request pays for one commit; a hundred at once share one.
 */
export async function openSqlite(path: string): Promise<SqlDriver> {
  const worker = new Worker(new URL('./sqlite-worker.js', import.meta.url), { workerData: path });
  let waiting: WaitingJob[] = [];
  let inFlight: WaitingJob[] = [];
  let broken: Error | undefined;

  const fail = (error: Error) => {
    broken = error;
    for (const { reject } of [...inFlight, ...waiting]) reject(error);
    inFlight = waiting = [];
  };
  const sendNext = () => {
    if (inFlight.length > 0 || waiting.length === 0) return;
    inFlight = waiting;
    waiting = [];
    worker.postMessage(inFlight.map(({ job }) => job));
  };
  const run = (job: Job) =>
    new Promise<SqlRow[][]>((resolve, reject) => {
      if (broken) return reject(broken);
      waiting.push({ job, resolve, reject });
      return sendNext();
    });

  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('The database is closed.')));
  worker.on('message', (results: JobResult[]) => {
    const answered = inFlight;
    inFlight = [];
    sendNext();
    answered.forEach(({ resolve, reject }, index) => {
      const result = results[index];
      if (result?.ok) resolve(result.rows);
      else reject(new Error(result?.message ?? 'The database gave no result.'));
    });
  });

  return {
    query: async (statement) => (await run({ kind: 'query', statements: [statement] }))[0] ?? [],
    write: (statements) => run({ kind: 'write', statements }),
    async close() {
      if (broken) return;
      const closed = new Promise((resolve) => worker.once('exit', resolve));
      // A query answers after everything that was accepted before it.
      await run({ kind: 'query', statements: [] });
      worker.postMessage(null);
      await closed;
    },
  };
}
