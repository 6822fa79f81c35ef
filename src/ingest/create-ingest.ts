import { Hono } from 'hono';

import { failure } from '../protocol/error-codes.js';
import { DEFAULT_MAX_AGE_SECONDS } from '../protocol/limits.js';
import { createContextVerifier } from '../signing/verify-feedback-url.js';
import { createKeyCheck } from './api-keys.js';
import { refuse, respond } from './respond.js';
import { addFeedbackPageRoutes } from './routes/feedback-page-routes.js';
import { addFeedbackRoutes } from './routes/feedback-routes.js';
import { addListRoutes } from './routes/list-routes.js';
import { addPageRoutes } from './routes/page-routes.js';
import { addReviewRoutes } from './routes/review-routes.js';
import { addWriteRoutes } from './routes/write-routes.js';

import type { VerifiedContext } from '../signing/verify-feedback-url.js';
import type { FeedbackStore } from './store/feedback-store.js';

export interface IngestOptions {
  /** The secrets that feedback URLs are signed with, newest first; any of them may match. */
  secrets: readonly string[];
  /** The keys that servers and reviewers present. Default: none, so only signed contexts write. */
  apiKeys?: readonly string[] | undefined;
  /** Where the records are kept, e.g. `await createSqliteStore({ path })`. */
  store: FeedbackStore;
  /** The path that the ingest is mounted at, e.g. `/agentloop-api`. Default: the root. */
  basePath?: string | undefined;
  /**
   * The sites that may show the feedback page in a frame, as sources of a content security policy,
   * e.g. `https://chat.example`. Default: any, since a signed link is public.
   */
  frameAncestors?: readonly string[] | undefined;
  /** How long a feedback URL is valid, in seconds. Default: 30 days. */
  maxAgeSeconds?: number | undefined;
  /** The clock. */
  now?: (() => Date) | undefined;
  /** Told of every error that was answered with a 5xx status. Default: `console.error`. */
  onError?: ((error: unknown) => void) | undefined;
}

/** A thousand years in seconds: later times are none that a `Date` can write. */
const MAX_AGE_LIMIT = 1_000 * 366 * 24 * 60 * 60;

/** What the routes share. */
export interface IngestParts {
  store: FeedbackStore;
  maxAgeSeconds: number;
  verifyContext: (value: unknown) => Promise<VerifiedContext>;
  onError: (error: unknown) => void;
  now: () => Date;
  checkKey: ReturnType<typeof createKeyCheck>;
}

/**
 * The HTTP side: verifies, stores and shows. A Web-standard handler for any runtime with `Request`
 * and `Response`.
 *
 * @throws TypeError without a secret, for an empty secret or key, or for an age that is none
 *
 * @example
 * const ingest = createIngest({
 *   secrets: [process.env.FEEDBACK_SIGNING_SECRET],
 *   apiKeys: [process.env.AGENTLOOP_API_KEY],
 *   store: await createSqliteStore({ path: 'data/feedback.sqlite' }),
 * });
 * const response = await ingest(new Request('http://localhost/healthz'));
 */
export function createIngest({
  secrets,
  apiKeys = [],
  store,
  basePath = '',
  frameAncestors = ['*'],
  maxAgeSeconds = DEFAULT_MAX_AGE_SECONDS,
  now = () => new Date(),
  onError = console.error,
}: IngestOptions): (request: Request) => Promise<Response> {
  if (!(maxAgeSeconds > 0 && maxAgeSeconds < MAX_AGE_LIMIT)) {
    throw new TypeError('maxAgeSeconds must be a number of seconds, less than a thousand years.');
  }
  if (frameAncestors.some((source) => /[\s;,]/.test(source))) {
    throw new TypeError('Each of frameAncestors must be one source, without space or semicolon.');
  }
  const verifyContext = createContextVerifier(secrets);
  const parts: IngestParts = {
    store,
    maxAgeSeconds,
    verifyContext: (value) => verifyContext(value, { maxAgeSeconds, now: now() }),
    checkKey: createKeyCheck(apiKeys),
    onError,
    now,
  };

  const app = new Hono().basePath(basePath);
  addWriteRoutes(app, parts);
  addFeedbackRoutes(app, parts);
  addListRoutes(app, parts);
  addReviewRoutes(app, parts);
  addFeedbackPageRoutes(app, parts, frameAncestors.join(' ') || "'none'");
  addPageRoutes(app);
  // Alive is whoever answers; ready is whoever can also store.
  app.get('/healthz', () => respond({ status: 'ok' }));
  app.get('/readyz', async () => {
    try {
      await store.ping();
      return respond({ status: 'ready' });
    } catch {
      return refuse(failure('store_unavailable'));
    }
  });
  app.notFound((c) => {
    const isKnown = app.routes.some(({ path }) => path === c.req.path);
    return refuse(failure(isKnown ? 'method_not_allowed' : 'not_found'));
  });
  app.onError((error) => {
    onError(error);
    return refuse(failure('internal_error'));
  });

  return async (request) => app.fetch(request);
}
