import { Hono } from 'hono';
import { getPath } from 'hono/utils/url';

import { failure } from '../protocol/error-codes.js';
import { DEFAULT_MAX_AGE_SECONDS } from '../protocol/limits.js';
import { createContextVerifier } from '../signing/verify-feedback-url.js';
import { createKeyCheck } from './keys/check-key.js';
import { createKeyStore } from './keys/key-store.js';
import { createRouteNames, nameMethod } from './name-route.js';
import { factsOf, refuse } from './respond.js';
import { addFeedbackPageRoutes } from './routes/feedback-page-routes.js';
import { addFeedbackRoutes } from './routes/feedback-routes.js';
import { addListRoutes } from './routes/list-routes.js';
import { addMetricsRoute, addOperatorRoutes } from './routes/operator-routes.js';
import { addPageRoutes } from './routes/page-routes.js';
import { createPageRefusal } from './routes/refuse-page.js';
import { addReviewRoutes } from './routes/review-routes.js';
import { addWriteRoutes } from './routes/write-routes.js';
import { StoreUnavailableError } from './store/sql-driver.js';
import { createContextGate, rateLimited } from './verify-context.js';

import type { VerifiedContext } from '../signing/verify-feedback-url.js';
import type { Caller, RateLimit, RequestEvent } from './ingest-events.js';
import type { KeyCheck } from './keys/check-key.js';
import type { ReadMetrics } from './routes/operator-routes.js';
import type { FeedbackStore } from './store/feedback-store.js';
import type { AdmittedContext } from './verify-context.js';

export interface IngestOptions {
  /** The secrets that feedback URLs are signed with, newest first; any of them may match. */
  secrets: readonly string[];
  /**
   * Keys that servers and reviewers present, with all scopes, besides those that were made by
   * command. Default: none, so only signed contexts write.
   */
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
  onError?: ((error: unknown, caller?: Caller) => void) | undefined;
  /** Told of every request after its answer, for logs and metrics. */
  onEvent?: ((event: RequestEvent) => void) | undefined;
  /**
   * Who calls, as far as the runtime knows, e.g. on Cloudflare
   * `(request) => ({ address: request.headers.get('cf-connecting-ip') ?? undefined })`.
   */
  callerOf?: ((request: Request) => Caller) | undefined;
  /** Told how many streams of events are open, whenever one begins or ends. */
  onStreams?: ((open: number) => void) | undefined;
  /** What `/metrics` answers to whoever has a key. Default: there is no such page. */
  readMetrics?: ReadMetrics | undefined;
  /** Ends the streams that would not end by themselves, before a stop. */
  stopping?: AbortSignal | undefined;
  /** Counts calls, and says when there were too many. Default: there is no limit. */
  limitRate?: RateLimit | undefined;
}

/** A Web-standard handler. */
export type Ingest = (request: Request) => Promise<Response>;

/** A thousand years in seconds: later times are none that a `Date` can write. */
const MAX_AGE_LIMIT = 1_000 * 366 * 24 * 60 * 60;

/** What the routes share. */
export interface IngestParts {
  store: FeedbackStore;
  maxAgeSeconds: number;
  /** Verifies a context, and counts the call. */
  verifyContext: (value: unknown) => Promise<AdmittedContext>;
  /** Verifies a context, and counts nothing: for what is refused anyway. */
  checkContext: (value: unknown) => Promise<VerifiedContext>;
  onError: (error: unknown) => void;
  onStreams: (open: number) => void;
  now: () => Date;
  stopping: AbortSignal;
  checkKey: KeyCheck;
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
  onError = (error) => console.error(error),
  onEvent,
  callerOf = () => ({}),
  onStreams = () => {},
  readMetrics,
  stopping = new AbortController().signal,
  limitRate,
}: IngestOptions): Ingest {
  if (!(maxAgeSeconds > 0 && maxAgeSeconds < MAX_AGE_LIMIT)) {
    throw new TypeError('maxAgeSeconds must be a number of seconds, less than a thousand years.');
  }
  if (frameAncestors.some((source) => /[\s;,]/.test(source))) {
    throw new TypeError('Each of frameAncestors must be one source, without space or semicolon.');
  }
  const verify = createContextVerifier(secrets);
  const checkContext = (value: unknown) => verify(value, { maxAgeSeconds, now: now() });
  const ancestors = frameAncestors.join(' ') || "'none'";
  const parts: IngestParts = {
    store,
    maxAgeSeconds,
    verifyContext: createContextGate(checkContext, limitRate),
    checkContext,
    checkKey: createKeyCheck(apiKeys, createKeyStore(store.driver, now)),
    onError,
    onStreams,
    now,
    stopping,
  };

  const app = new Hono().basePath(basePath);
  addWriteRoutes(app, parts);
  addFeedbackRoutes(app, parts);
  addListRoutes(app, parts);
  addReviewRoutes(app, parts);
  addFeedbackPageRoutes(app, parts, ancestors);
  addPageRoutes(app);
  addOperatorRoutes(app, parts, basePath);
  if (readMetrics) addMetricsRoute(app, parts, readMetrics);
  app.notFound((c) => {
    const isKnown = app.routes.some(({ path }) => path === c.req.path);
    return refuse(failure(isKnown ? 'method_not_allowed' : 'not_found'));
  });
  const fail = (error: unknown, request: Request) => {
    onError(error, callerOf(request));
    const isAway = error instanceof StoreUnavailableError;
    return refuse(failure(isAway ? 'store_unavailable' : 'internal_error'));
  };
  app.onError((error, c) => fail(error, c.req.raw));

  const nameRoute = createRouteNames(app.routes.map(({ path }) => path));
  const refusePage = createPageRefusal(parts, ancestors);
  const isFree = (route: string) => FREE_ROUTES.has(route.slice(basePath.length));

  /** Who presents a key is counted by nobody: a server calls for all of its users. */
  const refuseTooMany = async (request: Request, route: string, address: string | undefined) => {
    if (!limitRate || address === undefined || isFree(route)) return undefined;
    const isKeyed = request.headers.has('authorization') && (await parts.checkKey.isKnown(request));
    const wait = isKeyed ? undefined : await limitRate('address', address);
    if (wait === undefined) return undefined;
    // A person looks at that page, and may have typed something.
    return route === `${basePath}/feedback`
      ? refusePage(request, address, wait)
      : refuse(rateLimited(wait));
  };

  const answer = async (request: Request, route: string, address: string | undefined) => {
    try {
      return (await refuseTooMany(request, route, address)) ?? (await app.fetch(request));
    } catch (error) {
      return fail(error, request);
    }
  };

  return async (request) => {
    const start = performance.now();
    const { address, requestId } = callerOf(request);
    const route = nameRoute(getPath(request));
    const response = await answer(request, route, address);
    onEvent?.({
      type: 'request',
      requestId: requestId ?? crypto.randomUUID(),
      method: nameMethod(request.method),
      route,
      status: response.status,
      seconds: (performance.now() - start) / 1000,
      ...factsOf(response),
    });
    return response;
  };
}

/** Files of the feedback page, which it needs also where it refuses, and what a supervisor asks. */
const FREE_ROUTES = new Set([
  '/assets/*',
  '/feedback-page.css',
  '/feedback-page.js',
  '/healthz',
  '/readyz',
]);
