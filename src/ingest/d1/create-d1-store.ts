import { migrate } from '../store/migrate.js';
import { createSqlStore } from '../store/sql-store.js';
import { openD1 } from './d1-driver.js';

import type { FeedbackStore } from '../store/feedback-store.js';
import type { SqlDriver } from '../store/sql-driver.js';
import type { SqlStoreOptions } from '../store/sql-store.js';
import type { D1Database } from './d1-driver.js';

/**
 * The store on Cloudflare D1. It can be made where no request is under way: the tables are made and
 * brought up to date by its first call.
 *
 * @example
 * let ingest;
 * export default {
 *   fetch(request, env) {
 *     ingest ??= createIngest({ secrets: [env.SECRET], store: createD1Store(env.DB) });
 *     return ingest(request);
 *   },
 * };
 */
export function createD1Store(database: D1Database, options: SqlStoreOptions = {}): FeedbackStore {
  return createSqlStore(migrateAtFirst(openD1(database)), options);
}

function migrateAtFirst(driver: SqlDriver): SqlDriver {
  let isMigrated = false;
  const prepare = async () => {
    // Requests that come at the same time each do so: one must not wait for another's.
    if (!isMigrated) await migrate(driver);
    isMigrated = true;
  };
  return {
    async query(statement) {
      await prepare();
      return driver.query(statement);
    },
    async write(statements, lane) {
      await prepare();
      return driver.write(statements, lane);
    },
    close: () => driver.close(),
  };
}
