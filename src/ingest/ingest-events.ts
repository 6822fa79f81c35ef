import type { AnswerFacts } from './respond.js';

/** What the ingest tells its operator. Nothing of it was written by a person. */
export interface RequestEvent extends AnswerFacts {
  type: 'request';
  /** The caller's, or a new one. */
  requestId: string;
  /** One of the methods that HTTP defines, or `OTHER`. */
  method: string;
  /** The route's pattern, e.g. `/v1/turns`; `*` where there is none. Never the path that was asked. */
  route: string;
  status: number;
  /** From the call of the handler to its answer. */
  seconds: number;
}

/** Who calls, as far as the runtime knows. */
export interface Caller {
  /** The network address, for rate limits. */
  address?: string | undefined;
  /** What logs call this request. Default: a random one. */
  requestId?: string | undefined;
}

/** Whose calls are counted: those from one address, with one signed context, of one user. */
export type RateSubject = 'address' | 'context' | 'user';

/**
 * Counts a call.
 *
 * @returns undefined if it may go on, or after how many whole seconds it may be tried again
 */
export type RateLimit = (subject: RateSubject, id: string) => Promise<number | undefined>;
