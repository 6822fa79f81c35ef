import { CONTEXT_ERRORS } from './context-errors.js';
import { failureOf } from './failure.js';

/**
 * Every error of the wire: its stable code, the HTTP status that carries it, and what it says.
 *
 * Codes are API and never change their meaning. Messages are prose for developers; what a person
 * reads stands in `locales/`. What to do about each stands in `docs/errors.md`, under its code:
 * `docs/errors.md#signature_invalid`.
 */
export const ERRORS = {
  ...CONTEXT_ERRORS,
  signature_invalid: [403, 'The signature does not match the context.'],
  api_key_missing: [401, 'This call needs a signed context, or an API key as a Bearer token.'],
  api_key_invalid: [401, 'This API key is not known here.'],
  api_key_scope: [403, 'This API key does not have the scope that this call needs.'],
  rate_limited: [429, 'Too many calls: try again after the seconds that Retry-After says.'],
  too_many_streams: [
    429,
    'Too many streams of events are open: try again after the seconds that Retry-After says.',
  ],
  request_malformed: [400, 'This is not an HTTP request.'],
  request_timeout: [408, 'The request did not arrive in time.'],
  headers_too_large: [431, 'The address and the headers together are larger than 32 KiB.'],
  body_type_unsupported: [415, 'This call takes application/x-www-form-urlencoded alone.'],
  body_malformed: [400, 'The body must be a JSON object.'],
  body_invalid: [400, 'A field of the body is not what this call takes.'],
  field_too_large: [413, 'A field of the body is larger than its limit.'],
  body_too_large: [413, 'The body is larger than 512 KiB.'],
  idempotency_key_invalid: [400, 'An Idempotency-Key has at most 256 characters.'],
  idempotency_key_reused: [409, 'This Idempotency-Key came with another body before.'],
  query_invalid: [400, 'A parameter of the query is not what this call takes.'],
  not_found: [404, 'There is nothing at this address.'],
  review_conflict: [409, 'Somebody else has reviewed this turn since it was read.'],
  method_not_allowed: [405, 'This address does not answer this method.'],
  store_unavailable: [503, 'The store does not answer.'],
  internal_error: [500, 'The ingest failed; nothing was kept. Try again.'],
} as const satisfies Record<string, readonly [status: number, message: string]>;

export type ErrorCode = keyof typeof ERRORS;

export const failure = failureOf(ERRORS);
