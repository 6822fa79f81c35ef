export { createPostgresStore } from './ingest/postgres/create-postgres-store.js';
export type { PostgresStoreOptions } from './ingest/postgres/create-postgres-store.js';
