import { createPostgresStore } from 'agentloop-feedback/postgres';
import { createSqliteStore } from 'agentloop-feedback/sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

import { startPostgres } from '../support/postgres-cluster.js';

import type { FeedbackStore } from 'agentloop-feedback/ingest';

export type FuzzEngine = 'sqlite' | 'postgres';

export interface FuzzStores {
  /** A store on a new database. */
  open: () => Promise<FeedbackStore>;
  /** Removes the databases of stores that are closed. */
  remove: () => void;
}

export async function openFuzzStores(engine: FuzzEngine): Promise<FuzzStores> {
  let databases = 0;
  if (engine === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'agentloop-feedback-fuzz-'));
    return {
      open: () => createSqliteStore({ path: join(folder, `${(databases += 1)}.sqlite`) }),
      remove: () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  const cluster = await startPostgres();
  return {
    async open() {
      const name = `fuzz_${(databases += 1)}`;
      const admin = new pg.Client({ connectionString: cluster.url() });
      await admin.connect();
      await admin.query(`CREATE DATABASE ${name}`);
      await admin.end();
      return createPostgresStore({ connectionString: cluster.url(name) });
    },
    remove: () => cluster.remove(),
  };
}
