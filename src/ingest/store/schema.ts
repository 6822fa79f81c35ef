import { records } from './migrations/001-records.js';
import { store } from './migrations/002-store.js';
import { operations } from './migrations/003-operations.js';
import { review } from './migrations/004-review.js';
import { merging } from './migrations/005-merging.js';
import { shortKeys } from './migrations/006-short-keys.js';

/**
 * The database's history: migration n brings version n − 1 to version n. Forward only, and one that
 * has been released is never edited. The SQL is what SQLite, PostgreSQL and D1 share.
 *
 * Times are milliseconds since 1970. JSON stands in text columns, so that every engine gives back
 * what it was given.
 */
export const MIGRATIONS: readonly (readonly string[])[] = [
  records,
  store,
  operations,
  review,
  merging,
  shortKeys,
];
