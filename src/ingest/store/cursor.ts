import type { SqlRow } from './sql-driver.js';

/** Where a page ended: the values of the last row by which the listing is sorted, its id at last. */
export type Position = readonly (number | string)[];

/** A cursor is a position, opaque on the wire, so that its content can change. */
export function writeCursor(row: SqlRow, columns: readonly string[]): string {
  return btoa(columns.map((column) => row[column]).join(' '));
}

/** Whether this store wrote that cursor for a listing by these columns. */
export function isCursor(cursor: string, columns: readonly string[]): boolean {
  return parseCursor(cursor, columns) !== undefined;
}

/** Undefined if it is none that this store wrote for a listing by so many columns. */
export function parseCursor(cursor: string, columns: readonly string[]): Position | undefined {
  try {
    const values = atob(cursor).split(' ');
    const id = values.pop() ?? '';
    const isWritten =
      values.length === columns.length - 1 &&
      values.every((value) => /^\d{1,15}$/.test(value)) &&
      /^\w+$/.test(id);
    return isWritten ? [...values.map(Number), id] : undefined;
  } catch {
    return undefined;
  }
}
