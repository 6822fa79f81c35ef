import { ERRORS } from '../protocol/error-codes.js';

import type { ErrorCode } from '../protocol/error-codes.js';
import type { Failure } from '../protocol/failure.js';

/**
 * Any origin may make the calls that a signed context proves: they carry no cookie, and without a
 * valid signature or key they change nothing.
 */
export const CORS_HEADERS = {
  'access-control-allow-origin': '*',
  // Without this a page cannot read how long it should wait, nor say which request failed.
  'access-control-expose-headers': 'retry-after, x-request-id',
} as const;

const JSON_HEADERS = {
  ...CORS_HEADERS,
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const;

/** What a call changed. */
export type Effect =
  | 'turn_stored'
  | 'turn_merged'
  | 'annotation_stored'
  | 'annotation_replaced'
  | 'annotation_retracted';

/** What an answer stands for, beyond its status. */
export interface AnswerFacts {
  code?: ErrorCode;
  effect?: Effect;
}

/** A refusal; `retryAfterSeconds` where it is known when the call would be taken. */
export type Refusal = Failure<ErrorCode> & { retryAfterSeconds?: number };

/**
 * The facts of each answer, for logs and metrics. A registry beside the answers, because a
 * `Response` takes no fields of ours, and a header would be sent to the caller.
 */
const FACTS = new WeakMap<Response, AnswerFacts>();

export function factsOf(response: Response): AnswerFacts {
  return FACTS.get(response) ?? {};
}

export function withFacts(response: Response, facts: AnswerFacts): Response {
  FACTS.set(response, facts);
  return response;
}

export function respond(body: object, status = 200, effect?: Effect): Response {
  const response = new Response(JSON.stringify(body), { status, headers: JSON_HEADERS });
  return effect ? withFacts(response, { effect }) : response;
}

/** `error` is prose, as AgentLoop's clients read it; `code` is API. */
export function refuse({ code, message, retryAfterSeconds }: Refusal): Response {
  const headers =
    retryAfterSeconds === undefined
      ? JSON_HEADERS
      : { ...JSON_HEADERS, 'retry-after': String(retryAfterSeconds) };
  const body = JSON.stringify({ error: message, code });
  return withFacts(new Response(body, { status: ERRORS[code][0], headers }), { code });
}
