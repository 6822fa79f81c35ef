import { toStorableText } from './storable-text.js';

import type { Position } from './cursor.js';
import type { SqlValue } from './sql-driver.js';

/* What the listings' statements are put together of. */

/** Adds a parameter, and returns what stands for it. */
export type Bind = (value: SqlValue) => string;

/** What is asked for may be any text; only what could have been stored is looked for. */
export function createBinder(): { params: SqlValue[]; bind: Bind } {
  const params: SqlValue[] = [];
  const bind = (value: SqlValue) =>
    `$${params.push(typeof value === 'string' ? toStorableText(value) : value)}`;
  return { params, bind };
}

/** A cursor may hold numbers that its columns could not: they are compared as what holds them. */
export function bindPosition(position: Position, bind: Bind): string {
  const values = position.map((value) =>
    typeof value === 'number' ? `CAST(${bind(value)} AS BIGINT)` : bind(value),
  );
  return tuple(values);
}

export function where(conditions: readonly string[]): string {
  return conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
}

export function tuple(columns: readonly string[]): string {
  return `(${columns.join(', ')})`;
}

export function descending(columns: readonly string[]): string {
  return `ORDER BY ${columns.map((column) => `${column} DESC`).join(', ')}`;
}

export function placeholders(values: readonly unknown[]): string {
  return values.map((_, index) => `$${index + 1}`).join(', ');
}
