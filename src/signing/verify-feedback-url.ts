import { canonicalJson, legacyCanonicalJson } from '../protocol/canonical-json.js';
import { failure } from '../protocol/error-codes.js';
import {
  checkValidity,
  readFeedbackContext,
  readFeedbackUrl,
} from '../protocol/feedback-context.js';
import { importSecret, verifyHmac } from './hmac.js';

import type { Failure } from '../protocol/failure.js';
import type {
  ContextShapeCode,
  ContextTimeCode,
  FeedbackContext,
  ValidityOptions,
} from '../protocol/feedback-context.js';
import type { SigningKey } from './hmac.js';

type Refusal = Failure<ContextShapeCode | ContextTimeCode | 'signature_invalid'>;

export type VerifiedContext = { ok: true; context: FeedbackContext } | Refusal;
export type VerifiedFeedbackUrl = VerifiedContext | Failure<'url_invalid'>;

/** Judges contexts that came as JSON. */
export type ContextVerifier = (
  value: unknown,
  options?: ValidityOptions,
) => Promise<VerifiedContext>;

/**
 * Verifies a feedback URL that Python, AgentLoop's JavaScript client or this package signed.
 *
 * @param secrets the shared secrets, newest first; any of them may match
 * @throws TypeError if there is no secret, or an empty one
 *
 * @example
 * const result = await verifyFeedbackUrl(url, [secret]);
 * if (result.ok) console.log(result.context.q);
 * else console.log(result.code); // 'signature_invalid', 'context_expired', …
 */
export async function verifyFeedbackUrl(
  url: string | URL,
  secrets: readonly string[],
  options: ValidityOptions = {},
): Promise<VerifiedFeedbackUrl> {
  const verify = createContextVerifier(secrets);
  const read = readFeedbackUrl(url);
  return read.ok ? verify(read.context, options) : read;
}

/**
 * A verifier that has imported its secrets once. It judges shape, then signature, then time: only
 * a genuine context is told that it has expired.
 */
export function createContextVerifier(secrets: readonly string[]): ContextVerifier {
  if (secrets.length === 0) throw new TypeError('At least one signing secret is needed.');
  const keys = secrets.map(importSecret);

  return async (value, options) => {
    const read = readFeedbackContext(value);
    if (!read.ok) return read;
    if (!(await isGenuine(read.context, keys))) return failure('signature_invalid');
    return checkValidity(read.context, options) ?? read;
  };
}

/** The layouts differ only where a text is not plain ASCII: mostly the first one fits. */
async function isGenuine(context: FeedbackContext, keys: readonly SigningKey[]): Promise<boolean> {
  const isSigned = async (layout: string) => {
    for (const key of keys) if (await verifyHmac(key, layout, context.sig)) return true;
    return false;
  };
  const canonical = canonicalJson(context);
  if (await isSigned(canonical)) return true;
  const legacy = legacyCanonicalJson(context);
  return legacy !== canonical && isSigned(legacy);
}
