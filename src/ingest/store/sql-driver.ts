/** A value that SQLite, PostgreSQL and D1 all store alike. */
export type SqlValue = string | number | null;
export type SqlRow = Record<string, SqlValue>;

/**
 * One statement with its parameters: `$1` is `params[0]`.
 *
 * Where all parameters stand in one `(VALUES (…)) AS input`, an engine that pays for each round trip
 * may run the statement once for the rows of many writes. `key` then tells whose row is whose.
 */
export interface Statement {
  sql: string;
  params: readonly SqlValue[];
  /** The column of a returned row, and the value in it, by which the row is this statement's. */
  key?: readonly [column: string, value: string];
}

/**
 * What a database engine must be able to do. Drivers know nothing of turns and annotations, and
 * the store knows nothing of engines.
 */
export interface SqlDriver {
  /** Reads rows. */
  query(statement: Statement): Promise<SqlRow[]>;
  /**
   * Runs the statements as one atomic, durable write: all of them or none, and it resolves only
   * after the commit is on the disk. Returns the rows of each statement (of `RETURNING`, or `[]`).
   *
   * Writes of one `lane` (a hash, in hexadecimal) never run side by side, in whatever process, so
   * each sees what the ones before it left. Writes of different lanes touch different rows, and may
   * be run as one.
   */
  write(statements: readonly Statement[], lane?: string): Promise<SqlRow[][]>;
  /** Finishes what was accepted, then lets go of the database. */
  close(): Promise<void>;
}

/** A database that could not be reached, or did not recover in time. Nothing was kept. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}
