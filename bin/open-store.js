import { createSqliteStore } from 'agentloop-feedback/sqlite';
import { join } from 'node:path';

/**
 * The store that the settings name.
 *
 * @param {{ dataDir: string, databaseUrl: string }} settings
 * @param {import('agentloop-feedback/ingest').SqlStoreOptions} [options]
 */
export async function openStore({ dataDir, databaseUrl }, options = {}) {
  if (databaseUrl) {
    throw new Error('DATABASE_URL: PostgreSQL is not there yet.');
  }
  return createSqliteStore({ path: join(dataDir, 'feedback.sqlite'), ...options });
}
