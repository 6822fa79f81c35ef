import { failure } from '../../protocol/error-codes.js';
import { SCOPES } from '../keys/scopes.js';
import { describeApi } from '../openapi/describe-api.js';
import { createReadiness } from '../readiness.js';
import { refuse, respond } from '../respond.js';

import type { Hono } from 'hono';
import type { IngestParts } from '../create-ingest.js';

/** What a monitor reads, and in which format. */
export type ReadMetrics = () => Promise<{ body: string; type: string }>;

/** Alive is whoever answers; ready is whoever can also store. */
export function addOperatorRoutes(app: Hono, { store }: IngestParts, basePath: string): void {
  const isReady = createReadiness(() => store.ping());
  app.get('/healthz', () => respond({ status: 'ok' }));
  app.get('/readyz', async () =>
    (await isReady()) ? respond({ status: 'ready' }) : refuse(failure('store_unavailable')),
  );
  // Described once, when somebody first asks.
  let description: object | undefined;
  app.get('/openapi.json', () => respond((description ??= describeApi(basePath))));
}

/** Figures alone, so any key will do. */
export function addMetricsRoute(
  app: Hono,
  { checkKey }: IngestParts,
  readMetrics: ReadMetrics,
): void {
  app.get('/metrics', async (c) => {
    const refusal = await checkKey(c.req.raw, ...SCOPES);
    if (refusal) return refuse(refusal);
    const { body, type } = await readMetrics();
    return new Response(body, { headers: { 'content-type': type, 'cache-control': 'no-store' } });
  });
}
