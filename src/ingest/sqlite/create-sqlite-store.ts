import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

import { migrate } from '../store/migrate.js';
import { createSqlStore } from '../store/sql-store.js';
import { openSqlite } from './sqlite-driver.js';

import type { FeedbackStore } from '../store/feedback-store.js';
import type { SqlStoreOptions } from '../store/sql-store.js';

export interface SqliteStoreOptions extends SqlStoreOptions {
  /** The database's file. It and its folder are made where they are missing. */
  path: string;
}

/**
 * The embedded store: SQLite in a worker thread, with nothing to set up. Writes that arrive
 * together share a commit, and none resolves before its commit is on the disk.
 *
 * @throws Error if the file cannot be opened, or holds a newer version's data
 */
export async function createSqliteStore({
  path,
  ...options
}: SqliteStoreOptions): Promise<FeedbackStore> {
  // What people wrote is nobody else's business on this machine.
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // SQLite gives its other files the mode of this one.
  closeSync(openSync(path, 'a', 0o600));
  const driver = await openSqlite(path);
  try {
    await migrate(driver);
  } catch (error) {
    await driver.close();
    throw error;
  }
  return createSqlStore(driver, options);
}
