export { createIngest } from './ingest/create-ingest.js';
export { KeyReusedError } from './ingest/store/feedback-store.js';
export { createSqlStore } from './ingest/store/sql-store.js';
export { createRateLimit } from './ingest/create-rate-limit.js';
export { createKeyStore } from './ingest/keys/key-store.js';
export type { Ingest, IngestOptions } from './ingest/create-ingest.js';
export type { RateLimitOptions, RateLimits } from './ingest/create-rate-limit.js';
export type { Caller, RateLimit, RateSubject, RequestEvent } from './ingest/ingest-events.js';
export type { KeyStore, StoredKey } from './ingest/keys/key-store.js';
export type { Scope } from './ingest/keys/scopes.js';
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
