export { createD1Store } from './ingest/d1/create-d1-store.js';
export type { D1Database } from './ingest/d1/d1-driver.js';
