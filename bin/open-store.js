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
    // Loaded only where it is wanted: its driver is an optional dependency.
    const { createPostgresStore } = await import('agentloop-feedback/postgres');
    return createPostgresStore({ connectionString: databaseUrl, ...options });
  }
  return createSqliteStore({ path: join(dataDir, 'feedback.sqlite'), ...options });
}
