import type { SqlRow } from './sql-driver.js';
import type { Position } from './statements.js';

/** A cursor is the last row's time and id. Opaque on the wire, so that its content can change. */
export function writeCursor(row: SqlRow | undefined, idColumn: string): string {
  return btoa(`${row?.['created_at']} ${row?.[idColumn]}`);
}

/** Whether this store wrote that cursor. */
export function isCursor(cursor: string): boolean {
  return parseCursor(cursor) !== null;
}

export function parseCursor(cursor: string | undefined): Position | null {
  if (cursor === undefined) return null;
  try {
    const parts = /^(\d{1,15}) (\w+)$/.exec(atob(cursor));
    return parts ? [Number(parts[1]), parts[2] ?? ''] : null;
  } catch {
    return null;
  }
}
