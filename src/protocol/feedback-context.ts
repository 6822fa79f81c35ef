import { CONTEXT_ERRORS } from './context-errors.js';
import { failureOf } from './failure.js';
import { readFeedbackAddress } from './feedback-address.js';
import { CLOCK_SKEW_SECONDS, DEFAULT_MAX_AGE_SECONDS, isWithin, LIMITS } from './limits.js';

import type { Failure } from './failure.js';

const failure = failureOf(CONTEXT_ERRORS);

/** The parameters of a feedback URL. */
export const CONTEXT_FIELDS = ['q', 'a', 'u', 's', 't', 'sig'] as const;

/** What the signature covers. */
export interface SignedPayload {
  /** The question, at most 32 KiB of UTF-8. */
  q: string;
  /** The agent's answer, at most 32 KiB of UTF-8. */
  a: string;
  /** The user's id, at most 256 bytes; `""` where there is none. */
  u: string;
  /** The session's id, at most 256 bytes; `""` where there is none. */
  s: string;
  /** When it was signed, in whole seconds since 1970-01-01T00:00Z. */
  t: number;
}

/** One turn as a feedback URL carries it. */
export interface FeedbackContext extends SignedPayload {
  /** HMAC-SHA256 of the canonical payload: 64 lower-case hexadecimal digits. */
  sig: string;
}

export type ContextShapeCode = 'context_missing_field' | 'context_malformed' | 'context_too_large';
export type ContextTimeCode = 'context_expired' | 'context_from_future';

export interface ValidityOptions {
  /** How long a context is valid after `t`, in seconds. Default: 30 days. */
  maxAgeSeconds?: number | undefined;
  /** The time to compare with. Default: the clock. */
  now?: Date | undefined;
}

export type ParsedContext = { ok: true; context: FeedbackContext } | Failure<ContextShapeCode>;

export type ParsedFeedbackUrl =
  | { ok: true; context: FeedbackContext; baseUrl: string }
  | Failure<'url_invalid' | ContextShapeCode | ContextTimeCode>;

/**
 * Reads a feedback URL without judging its signature, which only the ingest can.
 *
 * ```
 * <base>/feedback?q=<question>&a=<answer>&u=<user id>&s=<session id>&t=<unix seconds>&sig=<64 hex>
 * ```
 *
 * The six parameters stand in the query or in the fragment, not in both; each once, form-encoded
 * (`+` is a space), as UTF-8. Other parameters are ignored: mail tools add their own.
 *
 * @returns the context and the ingest's base URL (no trailing slash), or why it is refused.
 */
export function parseFeedbackUrl(
  url: string | URL,
  options: ValidityOptions = {},
): ParsedFeedbackUrl {
  const parsed = readFeedbackUrl(url);
  if (!parsed.ok) return parsed;
  return checkValidity(parsed.context, options) ?? parsed;
}

/** `parseFeedbackUrl` without the question of time. */
export function readFeedbackUrl(
  url: string | URL,
):
  | { ok: true; context: FeedbackContext; baseUrl: string }
  | Failure<'url_invalid' | ContextShapeCode> {
  const address = readFeedbackAddress(url);
  if (!address) return failure('url_invalid');

  const query = readParameters(address.url.search);
  const fragment = readParameters(address.url.hash);
  if (!query || !fragment || (query.size > 0 && fragment.size > 0)) {
    return failure('context_malformed');
  }
  const fields = query.size > 0 ? query : fragment;
  const t = fields.get('t');
  const time = t !== undefined && /^(0|[1-9]\d*)$/.test(t) ? { t: Number(t) } : {};
  const read = readFeedbackContext({ ...Object.fromEntries(fields), ...time });
  return read.ok ? { ...read, baseUrl: address.baseUrl } : read;
}

/** Reads a context that came as JSON: `{ q, a, u, s, t, sig }`. Other properties are ignored. */
export function readFeedbackContext(value: unknown): ParsedContext {
  if (typeof value !== 'object' || value === null) return failure('context_malformed');
  const record = value as Record<string, unknown>;
  const missing = CONTEXT_FIELDS.find((name) => !Object.hasOwn(record, name));
  if (missing) return failure('context_missing_field', `The context has no ${missing}.`);

  const { q, a, u, s, t, sig } = record;
  if (!isText(q) || !isText(a) || !isText(u) || !isText(s)) return failure('context_malformed');
  if (typeof t !== 'number' || !Number.isSafeInteger(t) || t < 0 || Object.is(t, -0)) {
    return failure('context_malformed', 'The context’s t is not a whole number of seconds.');
  }
  if (typeof sig !== 'string' || !/^[0-9a-f]{64}$/.test(sig)) {
    return failure('context_malformed', 'The context’s sig is not 64 lower-case hex digits.');
  }
  if (
    !isWithin(q, LIMITS.questionBytes) ||
    !isWithin(a, LIMITS.answerBytes) ||
    !isWithin(u, LIMITS.idBytes) ||
    !isWithin(s, LIMITS.idBytes)
  ) {
    return failure('context_too_large');
  }
  return { ok: true, context: { q, a, u, s, t, sig } };
}

/** A context is valid from `t` − 5 minutes to `t` + `maxAgeSeconds`. Undefined while it is. */
export function checkValidity(
  { t }: SignedPayload,
  { maxAgeSeconds = DEFAULT_MAX_AGE_SECONDS, now = new Date() }: ValidityOptions = {},
): Failure<ContextTimeCode> | undefined {
  const seconds = now.getTime() / 1000;
  // Said in this way, a time or an age that is no number refuses.
  if (!(t <= seconds + CLOCK_SKEW_SECONDS)) return failure('context_from_future');
  if (!(seconds <= t + maxAgeSeconds)) return failure('context_expired');
  return undefined;
}

/** A string without a lone surrogate, which no URL could have carried. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && !/\p{Surrogate}/u.test(value);
}

/** The context's fields in a query or fragment; undefined if one is repeated or is not UTF-8. */
function readParameters(text: string): Map<string, string> | undefined {
  const found = new Map<string, string>();
  for (const pair of text.slice(1).split('&')) {
    const [name = '', ...rest] = pair.split('=');
    const field = CONTEXT_FIELDS.find((known) => known === decode(name));
    if (!field) continue;
    const value = decode(rest.join('='));
    if (value === undefined || found.has(field)) return undefined;
    found.set(field, value);
  }
  return found;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
