import { MIGRATIONS } from './schema.js';

import type { SqlDriver, Statement } from './sql-driver.js';

const CREATE_VERSIONS = plain(
  'CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER PRIMARY KEY, applied_at BIGINT NOT NULL)',
);

/**
 * Brings a database to the newest version, whichever it has. Several processes may do so at once:
 * each step is one write that begins with the step's own row, so of two that take the same step one
 * waits for the other and is then refused. No engine needs a lock of its own for it.
 *
 * @throws Error if the database is newer than this program, or refuses a step
 */
export async function migrate(driver: SqlDriver, migrations = MIGRATIONS): Promise<void> {
  let version = await readOrCreateVersion(driver);
  while (version < migrations.length) {
    const next = version + 1;
    const statements = [takeStep(next, Date.now()), ...(migrations[version] ?? []).map(plain)];
    try {
      await driver.write(statements);
      version = next;
    } catch (error) {
      version = await readVersion(driver);
      if (version < next) throw error;
    }
  }
  if (version > migrations.length) {
    throw new Error(`The database has version ${version}, newer than this program knows.`);
  }
}

async function readOrCreateVersion(driver: SqlDriver): Promise<number> {
  try {
    await driver.write([CREATE_VERSIONS]);
  } catch (error) {
    // PostgreSQL fails where two create it at the same moment, IF NOT EXISTS or not.
    return readVersion(driver).catch(() => {
      throw error;
    });
  }
  return readVersion(driver);
}

async function readVersion(driver: SqlDriver): Promise<number> {
  const [row] = await driver.query(plain('SELECT MAX(version) AS version FROM schema_versions'));
  return Number(row?.['version'] ?? 0);
}

function takeStep(version: number, now: number): Statement {
  return {
    sql: 'INSERT INTO schema_versions (version, applied_at) VALUES ($1, $2)',
    params: [version, now],
  };
}

function plain(sql: string): Statement {
  return { sql, params: [] };
}
