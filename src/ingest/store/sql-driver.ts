/** A value that SQLite, PostgreSQL and D1 all store alike. */
export type SqlValue = string | number | null;
export type SqlRow = Record<string, SqlValue>;

/** One statement with its parameters: `$1` is `params[0]`. */
export interface Statement {
  sql: string;
  params: readonly SqlValue[];
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
   */
  write(statements: readonly Statement[]): Promise<SqlRow[][]>;
  /** Finishes what was accepted, then lets go of the database. */
  close(): Promise<void>;
}
