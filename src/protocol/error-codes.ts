/**
 * Every error of the wire: its stable code, the HTTP status that carries it, and what it says.
 *
 * Codes are API and never change their meaning. Messages are prose for developers; what a person
 * reads stands in `locales/`.
 */
export const ERRORS = {
  url_invalid: [400, 'This is not a feedback URL: an http(s) address that ends in /feedback.'],
  context_missing_field: [400, 'The context must have all of q, a, u, s, t and sig.'],
  context_malformed: [400, 'A field of the context is repeated or not written as it was signed.'],
  context_too_large: [413, 'A field of the context is larger than its limit.'],
  context_expired: [410, 'This feedback URL has expired.'],
  context_from_future: [400, 'This feedback URL is dated in the future: check the clocks.'],
  signature_invalid: [403, 'The signature does not match the context.'],
  api_key_missing: [401, 'This call needs a signed context, or an API key as a Bearer token.'],
  api_key_invalid: [401, 'This API key is not known here.'],
  body_type_unsupported: [415, 'This call takes application/x-www-form-urlencoded alone.'],
  body_malformed: [400, 'The body must be a JSON object.'],
  body_invalid: [400, 'A field of the body is not what this call takes.'],
  field_too_large: [413, 'A field of the body is larger than its limit.'],
  body_too_large: [413, 'The body is larger than 512 KiB.'],
  query_invalid: [400, 'A parameter of the query is not what this call takes.'],
  not_found: [404, 'There is nothing at this address.'],
  method_not_allowed: [405, 'This address does not answer this method.'],
  store_unavailable: [503, 'The store does not answer.'],
  internal_error: [500, 'The ingest failed; nothing was kept. Try again.'],
} as const satisfies Record<string, readonly [status: number, message: string]>;

export type ErrorCode = keyof typeof ERRORS;

/** An expected outcome that is not success. `message` is prose, `code` is API. */
export interface Failure<Code extends string = ErrorCode> {
  ok: false;
  code: Code;
  message: string;
}

/** A failure with its code's message, or with a more precise one. */
export function failure<Code extends ErrorCode>(
  code: Code,
  message: string = ERRORS[code][1],
): Failure<Code> {
  return { ok: false, code, message };
}
