import { migrate } from '../store/migrate.js';
import { createSqlStore } from '../store/sql-store.js';
import { openPostgres } from './postgres-driver.js';

import type { FeedbackStore } from '../store/feedback-store.js';
import type { SqlStoreOptions } from '../store/sql-store.js';
import type { PostgresOptions } from './postgres-driver.js';

export interface PostgresStoreOptions extends SqlStoreOptions, PostgresOptions {}

/**
 * The store on PostgreSQL, or on a database that speaks its protocol. Any number of processes may
 * use one database. Its tables are made and brought up to date here.
 *
 * @throws Error if the database cannot be reached, or holds a newer version's data
 *
 * @example
 * const store = await createPostgresStore({ connectionString: process.env.DATABASE_URL });
 */
export async function createPostgresStore({
  connectionString,
  readers,
  patienceMs,
  ...options
}: PostgresStoreOptions): Promise<FeedbackStore> {
  const driver = openPostgres({ connectionString, readers, patienceMs });
  try {
    await migrate(driver);
  } catch (error) {
    await driver.close();
    throw error;
  }
  return createSqlStore(driver, options);
}
