export { createSqliteStore } from './ingest/sqlite/create-sqlite-store.js';
export type { SqliteStoreOptions } from './ingest/sqlite/create-sqlite-store.js';
