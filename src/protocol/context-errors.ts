/**
 * What can be wrong with a context, for the table of all errors and for browsers, which load no more
 * of it than this: the stable code, the HTTP status that carries it, and what it says.
 */
export const CONTEXT_ERRORS = {
  url_invalid: [400, 'This is not a feedback URL: an http(s) address that ends in /feedback.'],
  context_missing_field: [400, 'The context must have all of q, a, u, s, t and sig.'],
  context_malformed: [400, 'A field of the context is repeated or not written as it was signed.'],
  context_too_large: [413, 'A field of the context is larger than its limit.'],
  context_expired: [410, 'This feedback URL has expired.'],
  context_from_future: [400, 'This feedback URL is dated in the future: check the clocks.'],
} as const satisfies Record<string, readonly [status: number, message: string]>;
