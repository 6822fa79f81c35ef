import { failure } from '../../protocol/error-codes.js';
import { isCursor } from '../store/cursor.js';

import type { Failure } from '../../protocol/failure.js';

/** Undefined where there is none, or where this ingest gave it out for a listing in this order. */
export function checkCursor(
  cursor: string | undefined,
  order: readonly string[],
): Failure<'query_invalid'> | undefined {
  if (cursor === undefined || isCursor(cursor, order)) return undefined;
  return failure('query_invalid', 'cursor: is not one that this ingest gave out for this order');
}
