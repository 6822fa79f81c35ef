import type { SqlRow, SqlValue, Statement } from '../store/sql-driver.js';

/** One write, as it waits for its commit. */
export interface Write {
  statements: readonly Statement[];
  lane?: string | undefined;
}

/** A statement to be run, and where the rows go that it returns. */
export interface MergedStatement {
  sql: string;
  params: readonly SqlValue[];
  /** Gives the returned rows to the statements that were merged. */
  deliver(rows: SqlRow[]): void;
}

/** The one place in a statement that holds a row of parameters. */
const INPUT = /\(VALUES \((.+?)\)\) AS input/s;

/**
 * Makes one list of statements of many writes. Writes of the same statements and of different lanes
 * touch different rows, so each of their statements runs once for all of them. Everything else runs
 * one after the other, in the order of arrival.
 *
 * @param results is filled with the rows of each write's statements
 */
export function mergeWrites(writes: readonly Write[], results: SqlRow[][][]): MergedStatement[] {
  return toWaves(writes).flatMap((wave) => {
    const shape = writes[wave[0] ?? 0]?.statements ?? [];
    return shape.map(({ sql }, step) => {
      const statements = wave.map((index) => writes[index]?.statements[step] as Statement);
      return mergeStatements(sql, statements, (place, rows) => {
        (results[wave[place] ?? 0] ??= [])[step] = rows;
      });
    });
  });
}

/** Lists of writes (by their index) that can run as one, in the order in which they may run. */
function toWaves(writes: readonly Write[]): number[][] {
  const waves: { shape: string; lanes: Set<string>; indexes: number[] }[] = [];
  /** Where the newest write of a lane stands: the next one must not come before it. */
  const newest = new Map<string, number>();
  let barrier = 0;
  writes.forEach(({ statements, lane }, index) => {
    const canMerge = lane !== undefined && statements.every(({ sql }) => INPUT.test(sql));
    const shape = statements.map(({ sql }) => sql).join(';');
    const from = lane === undefined ? waves.length : Math.max(barrier, newest.get(lane) ?? 0);
    let place = waves.findIndex(
      (wave, at) => at >= from && canMerge && wave.shape === shape && !wave.lanes.has(lane),
    );
    if (place < 0) {
      place = waves.push({ shape: canMerge ? shape : '', lanes: new Set(), indexes: [] }) - 1;
    }
    waves[place]?.indexes.push(index);
    if (lane === undefined) barrier = waves.length;
    else {
      waves[place]?.lanes.add(lane);
      newest.set(lane, place);
    }
  });
  return waves.map(({ indexes }) => indexes);
}

function mergeStatements(
  sql: string,
  statements: readonly Statement[],
  deliver: (place: number, rows: SqlRow[]) => void,
): MergedStatement {
  const [first] = statements;
  if (statements.length === 1 || !first) {
    return { sql, params: first?.params ?? [], deliver: (rows) => deliver(0, rows) };
  }
  const width = first.params.length;
  const row = INPUT.exec(sql)?.[1] ?? '';
  const rows = statements.map((_, place) =>
    row.replace(/\$(\d+)/g, (_match, number) => `$${Number(number) + place * width}`),
  );
  return {
    sql: sql.replace(INPUT, () => `(VALUES (${rows.join('), (')})) AS input`),
    params: statements.flatMap(({ params }) => params),
    deliver(returned) {
      const [column = ''] = first.key ?? [];
      const byKey = new Map<SqlValue | undefined, SqlRow[]>();
      for (const one of returned) byKey.set(one[column], [...(byKey.get(one[column]) ?? []), one]);
      statements.forEach(({ key }, place) => deliver(place, byKey.get(key?.[1]) ?? []));
    },
  };
}
