export { createIngest } from './ingest/create-ingest.js';
export { KeyReusedError } from './ingest/store/feedback-store.js';
export { createSqlStore } from './ingest/store/sql-store.js';
export type { IngestOptions } from './ingest/create-ingest.js';
export type {
  AnnotationItem,
  FeedbackStore,
  Page,
  PageRequest,
  TurnItem,
} from './ingest/store/feedback-store.js';
export { StoreUnavailableError } from './ingest/store/sql-driver.js';
export type { SqlDriver, SqlRow, SqlValue, Statement } from './ingest/store/sql-driver.js';
export type { SqlStoreOptions } from './ingest/store/sql-store.js';
