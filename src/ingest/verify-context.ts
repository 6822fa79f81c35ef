import { failure } from '../protocol/error-codes.js';

import type { VerifiedContext } from '../signing/verify-feedback-url.js';
import type { RateLimit } from './ingest-events.js';
import type { Refusal } from './respond.js';

export type AdmittedContext = Extract<VerifiedContext, { ok: true }> | Refusal;

/**
 * Verifies a context, then counts the call for it and for its user. In this order, because whoever
 * has no genuine link could otherwise use up somebody else's calls.
 */
export function createContextGate(
  verify: (value: unknown) => Promise<VerifiedContext>,
  limitRate: RateLimit | undefined,
): (value: unknown) => Promise<AdmittedContext> {
  if (!limitRate) return verify;
  return async (value) => {
    const verified = await verify(value);
    if (!verified.ok) return verified;
    const { sig, u } = verified.context;
    const wait = (await limitRate('context', sig)) ?? (u ? await limitRate('user', u) : undefined);
    return wait === undefined ? verified : rateLimited(wait);
  };
}

export function rateLimited(retryAfterSeconds: number): Refusal {
  return { ...failure('rate_limited'), retryAfterSeconds };
}
