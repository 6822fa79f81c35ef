import type { SqlRow, SqlValue, Statement } from '../store/sql-driver.js';

/** One write, as it waits for its commit. */
export interface Write {
  statements: readonly Statement[];
  lane?: string | undefined;
}

/** A statement to be run, and where the rows go that it returns. */
export interface MergedStatement {
  sql: string;
  /** Of statements that were merged, a list for each parameter. */
  params: readonly (SqlValue | SqlValue[])[];
  /** Gives the returned rows to the statements that were merged. */
  deliver(rows: SqlRow[]): void;
}

/** The one place in a statement that holds its parameters. */
const INPUT = /\(VALUES \([$\d, ]+\)\) AS input/;

interface Wave {
  lanes: Set<string>;
  canMerge: boolean;
  /** The writes by their index; all have the same statements. */
  indexes: number[];
}

/**
 * Makes one list of statements of many writes. Writes of the same statements and of different lanes
 * touch different rows, so each of their statements runs once for all of them. Everything else runs
 * one after the other, in the order of arrival.
 */
export function createWriteMerger() {
  /** There are few texts, and each is looked at once. */
  const templates = new Map<string, string | undefined>();
  const templateOf = (sql: string) => {
    if (!templates.has(sql)) templates.set(sql, toTemplate(sql));
    return templates.get(sql);
  };

  /** @param results is filled with the rows of each write's statements */
  return (writes: readonly Write[], results: SqlRow[][][]): MergedStatement[] => {
    const canMerge = ({ statements, lane }: Write) =>
      lane !== undefined && statements.every(({ sql }) => templateOf(sql));
    return toWaves(writes, canMerge).flatMap(({ indexes }) => {
      const steps = writes[indexes[0] ?? 0]?.statements ?? [];
      return steps.map(({ sql }, step) => {
        const statements = indexes.map((index) => writes[index]?.statements[step] as Statement);
        return mergeStatements(sql, statements, templateOf(sql), (place, rows) => {
          (results[indexes[place] ?? 0] ??= [])[step] = rows;
        });
      });
    });
  };
}

/** Lists of writes that can run as one, in the order in which they may run. */
function toWaves(writes: readonly Write[], canMergeAt: (write: Write) => boolean): Wave[] {
  const waves: Wave[] = [];
  /** Where the newest write of a lane stands: the next one must not come before it. */
  const newest = new Map<string, number>();
  let barrier = 0;
  writes.forEach((write, index) => {
    const { lane } = write;
    const canMerge = canMergeAt(write);
    let place = -1;
    if (lane !== undefined && canMerge) {
      const from = Math.max(barrier, newest.get(lane) ?? 0);
      place = waves.findIndex(
        (wave, at) =>
          at >= from &&
          wave.canMerge &&
          !wave.lanes.has(lane) &&
          isAlike(writes[wave.indexes[0] ?? 0], write),
      );
    }
    if (place < 0) place = waves.push({ canMerge, lanes: new Set(), indexes: [] }) - 1;
    waves[place]?.indexes.push(index);
    if (lane === undefined) barrier = waves.length;
    else {
      waves[place]?.lanes.add(lane);
      newest.set(lane, place);
    }
  });
  return waves;
}

function isAlike(left: Write | undefined, { statements }: Write): boolean {
  return (
    left?.statements.length === statements.length &&
    statements.every(({ sql }, step) => sql === left.statements[step]?.sql)
  );
}

/**
 * A statement's text for any number of rows, so that the database reads a short text, and the same
 * one, for few and for many. Undefined where a parameter stands outside the row.
 */
function toTemplate(sql: string): string | undefined {
  const [input] = INPUT.exec(sql) ?? [];
  if (!input || sql.replace(input, '').includes('$')) return undefined;
  const columns = [...input.matchAll(/\d+/g)].map(([number]) => number);
  const lists = columns.map((number) => `CAST($${number} AS TEXT[])`).join(', ');
  const names = columns.map((number) => `column${number}`).join(', ');
  return sql.replace(input, `unnest(${lists}) AS input (${names})`);
}

function mergeStatements(
  sql: string,
  statements: readonly Statement[],
  template: string | undefined,
  deliver: (place: number, rows: SqlRow[]) => void,
): MergedStatement {
  const [first] = statements;
  if (statements.length === 1 || !first || template === undefined) {
    return { sql, params: first?.params ?? [], deliver: (rows) => deliver(0, rows) };
  }
  return {
    sql: template,
    params: first.params.map((_, column) => statements.map(({ params }) => params[column] ?? null)),
    deliver(returned) {
      const [column = ''] = first.key ?? [];
      const byKey = new Map<SqlValue | undefined, SqlRow[]>();
      for (const row of returned) byKey.set(row[column], [...(byKey.get(row[column]) ?? []), row]);
      statements.forEach(({ key }, place) => deliver(place, byKey.get(key?.[1]) ?? []));
    },
  };
}
