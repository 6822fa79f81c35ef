import { ERRORS } from '../protocol/error-codes.js';

import type { ErrorCode } from '../protocol/error-codes.js';
import type { Failure } from '../protocol/failure.js';

/**
 * Any origin may make the calls that a signed context proves: they carry no cookie, and without a
 * valid signature or key they change nothing.
 */
export const CORS_HEADERS = {
  'access-control-allow-origin': '*',
  // Without this a page cannot read how long it should wait.
  'access-control-expose-headers': 'retry-after',
} as const;

const JSON_HEADERS = {
  ...CORS_HEADERS,
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const;

export function respond(body: object, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: JSON_HEADERS });
}

/** `error` is prose, as AgentLoop's clients read it; `code` is API. */
export function refuse({ code, message }: Failure<ErrorCode>): Response {
  return respond({ error: message, code }, ERRORS[code][0]);
}
