import type { SignedPayload } from './feedback-context.js';

/**
 * The bytes that are signed: the JSON object of `a q s t u`, keys sorted, exactly as Python's
 * `json.dumps(payload, sort_keys=True)` writes it. Separators are `", "` and `": "`, and every
 * character outside U+0020…U+007E is escaped, DEL and each half of a surrogate pair included.
 */
export function canonicalJson(payload: SignedPayload): string {
  return layOut(payload, quoteAscii);
}

/**
 * The same layout as AgentLoop's published JavaScript client signs it: with `JSON.stringify`'s
 * strings, which leave DEL and everything above it as it is. Only ever verified, never signed.
 */
export function legacyCanonicalJson(payload: SignedPayload): string {
  return layOut(payload, JSON.stringify);
}

/** Replaces each lone surrogate by U+FFFD, because a URL cannot carry it. */
export function toWellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function layOut({ a, q, s, t, u }: SignedPayload, quote: (text: string) => string): string {
  return `{"a": ${quote(a)}, "q": ${quote(q)}, "s": ${quote(s)}, "t": ${t}, "u": ${quote(u)}}`;
}

function quoteAscii(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
