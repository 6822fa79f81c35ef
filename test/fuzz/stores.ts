import { createPostgresStore } from 'agentloop-feedback/postgres';
import { createSqliteStore } from 'agentloop-feedback/sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startPostgres } from '../support/postgres-cluster.js';

import type { FeedbackStore } from 'agentloop-feedback/ingest';

export interface FuzzStores {
  /** A store on a new database. */
  open: () => Promise<FeedbackStore>;
  /** Removes the databases of stores that are closed. */
  remove: () => void;
}

/** @param engine `sqlite` or `postgres` */
export async function openFuzzStores(engine: string): Promise<FuzzStores> {
  if (engine === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'agentloop-feedback-fuzz-'));
    let databases = 0;
    return {
      open: () => createSqliteStore({ path: join(folder, `${(databases += 1)}.sqlite`) }),
      remove: () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  if (engine !== 'postgres') throw new Error(`There is no engine ${engine} to fuzz.`);
  const cluster = await startPostgres();
  return {
    open: async () =>
      createPostgresStore({ connectionString: cluster.url(await cluster.createDatabase()) }),
    remove: () => cluster.remove(),
  };
}
