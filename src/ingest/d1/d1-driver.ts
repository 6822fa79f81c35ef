import type { SqlDriver, SqlRow, SqlValue, Statement } from '../store/sql-driver.js';

/** The part of a Worker's D1 binding that is used here. */
export interface D1Database {
  prepare(sql: string): D1Statement;
  batch(statements: D1Statement[]): Promise<{ results: unknown[] }[]>;
}
interface D1Statement {
  bind(...params: SqlValue[]): D1Statement;
  all(): Promise<{ results: unknown[] }>;
}

/**
 * D1: SQLite behind a Worker's binding. A batch is a transaction, and the database runs one at a
 * time, so writes of one lane never meet. Requests do not share commits, because a Worker may not
 * wait in one request for what another began.
 */
export function openD1(database: D1Database): SqlDriver {
  const prepare = ({ sql, params }: Statement) =>
    // SQLite numbers its parameters ?1, ?2; `$1` would be a name to it.
    database.prepare(sql.replace(/\$(\d+)/g, '?$1')).bind(...params);
  return {
    query: async (statement) => (await prepare(statement).all()).results as SqlRow[],
    async write(statements) {
      const answers = await database.batch(statements.map(prepare));
      return answers.map(({ results }) => results as SqlRow[]);
    },
    close: async () => undefined,
  };
}
