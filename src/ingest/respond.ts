import { ERRORS } from '../protocol/error-codes.js';

import type { Failure } from '../protocol/error-codes.js';

/**
 * Any origin may make the calls that a signed context proves: they carry no cookie, and without a
 * valid signature or key they change nothing.
 */
export const CORS_HEADERS = { 'access-control-allow-origin': '*' } as const;

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
export function refuse({ code, message }: Failure): Response {
  return respond({ error: message, code }, ERRORS[code][0]);
}
