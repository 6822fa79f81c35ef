import type { Rating, RootCause } from '../protocol/annotation.js';
import type { TurnDetails } from '../protocol/turn-details.js';
import type { SignFeedbackUrlOptions } from '../signing/sign-feedback-url.js';

/** How one call is made. The client's options say it for all. */
export interface RequestOptions {
  /** How long one attempt may take, in milliseconds. Default: 10,000. */
  timeoutMs?: number | undefined;
  /**
   * How often a call is repeated that the network or a timeout has ended, or that was answered with
   * 408, 425, 429 or 5xx. Default: 2. 0 for a caller that has a queue of its own.
   */
  maxRetries?: number | undefined;
  /**
   * The longest wait before the first retry, in milliseconds; it doubles with each, up to 8 seconds.
   * The wait is any time up to that, and at least what `Retry-After` asks for; where that is more
   * than a minute, the call fails instead. Default: 500.
   */
  retryDelayMs?: number | undefined;
}

/** What only one call can have. */
export interface CallOptions extends RequestOptions {
  /** Ends the call and its retries. `annotate`, `retract` and `state` then reject with its reason. */
  signal?: AbortSignal | undefined;
  /**
   * Under which the ingest counts the call, and every repetition of it within a day, once. It has
   * one of its own for its retries; give an id of yours, where your own code may repeat the call:
   * after a crash, or from a queue. Printable ASCII, at most 255 characters.
   */
  idempotencyKey?: string | undefined;
}

/** Named as in AgentLoop's own client, and then ours. */
export interface AgentLoopOptions extends RequestOptions {
  /** A key that the ingest knows. Keep it on the server. */
  apiKey: string;
  /** The ingest's address without `/feedback`. Default: the variable `AGENTLOOP_BASE_URL`. */
  baseUrl?: string | undefined;
  /** The secret that the ingest verifies feedback URLs with. Needed where one is signed. */
  feedbackSigningSecret?: string | undefined;
  /** Whether `logTurn`, `logTurnIf` and `search` throw where they fail. Default: false. */
  throwOnError?: boolean | undefined;
  /** Told of everything that fails, also of what is not thrown. */
  onError?: ((error: unknown) => void) | undefined;
  /** Default: the global `fetch`. */
  fetch?: typeof fetch | undefined;
}

export interface LogTurnOptions extends TurnDetails {
  user_id?: string | undefined;
  session_id?: string | undefined;
}

export interface AnnotateOptions {
  question: string;
  agent_response: string;
  /** What the answer should have been. */
  correction: string;
  rating: Rating;
  root_cause?: RootCause | undefined;
  tags?: readonly string[] | undefined;
  reviewer?: string | undefined;
  user_id?: string | undefined;
  metadata?: Record<string, unknown> | undefined;
}

export interface FeedbackUrlOptions extends SignFeedbackUrlOptions {
  user_id?: string | undefined;
  session_id?: string | undefined;
  /** When the URL's life begins, cut to whole seconds. Default: now. */
  issued_at?: Date | undefined;
}

/**
 * A turn that a feedback URL was signed for: the URL, or all that went into it, which the client then
 * signs again. It is the same record only if everything is the same, the second included: so keep
 * either the URL, or the `issued_at` that `feedbackUrl` was given.
 */
export type SignedTurn =
  | string
  | URL
  | {
      question: string;
      agent_response: string;
      user_id?: string | undefined;
      session_id?: string | undefined;
      issued_at: Date;
    };

export interface SearchOptions {
  user_id?: string | undefined;
  /** How many at most. Default: 3. */
  limit?: number | undefined;
  tags?: readonly string[] | undefined;
}

/** A correction as AgentLoop gives it back. This package's ingest keeps none. */
export interface Memory {
  id: string;
  fact: string;
  score: number;
  tags: string[];
  source: string;
  created_at: string;
}
