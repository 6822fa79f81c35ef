export { createIngest } from './ingest/create-ingest.js';
export { createSqlStore } from './ingest/store/sql-store.js';
export type { IngestOptions } from './ingest/create-ingest.js';
export type { FeedbackStore } from './ingest/store/feedback-store.js';
export type { AnnotationQuery, TurnQuery } from './ingest/store/listing.js';
export type { AnnotationItem, Page, TurnItem } from './protocol/review.js';
export type { SqlDriver, SqlRow, SqlValue, Statement } from './ingest/store/sql-driver.js';
export type { SqlStoreOptions } from './ingest/store/sql-store.js';
