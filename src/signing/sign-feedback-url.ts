import { canonicalJson, toWellFormed } from '../protocol/canonical-json.js';
import { readFeedbackContext } from '../protocol/feedback-context.js';
import { hmacHex, importSecret } from './hmac.js';

import type { SignedPayload } from '../protocol/feedback-context.js';

/** The turn that a feedback URL is for. */
export interface FeedbackTurn {
  /** At most 32 KiB of UTF-8. */
  question: string;
  /** At most 32 KiB of UTF-8. */
  agentResponse: string;
  /** At most 256 bytes. Default: none. */
  userId?: string | undefined;
  /** At most 256 bytes. Default: none. */
  sessionId?: string | undefined;
  /** When the URL's life begins, cut to whole seconds. Default: now. */
  issuedAt?: Date | undefined;
}

export interface SignFeedbackUrlOptions {
  /**
   * Where the parameters stand. `fragment` reaches no server log and no Referer header, and has no
   * limit of length; `query` is what AgentLoop's clients write. Default: `query`.
   */
  carry?: 'query' | 'fragment' | undefined;
}

/**
 * Signs a feedback URL for one turn. The signature is the credential: whoever has the URL can say
 * what they think of this answer, and nothing else.
 *
 * A lone surrogate (an answer that was cut in the middle of an emoji) becomes U+FFFD.
 *
 * @param baseUrl the ingest's address without `/feedback`; it may have a path
 * @param secret the shared secret
 * @throws TypeError for a base URL, secret, time or text that cannot make a valid feedback URL
 *
 * @example
 * const url = await signFeedbackUrl('https://feedback.example.com', secret, {
 *   question: 'How long do I have to return it?',
 *   agentResponse: '90 days.',
 * });
 */
export async function signFeedbackUrl(
  baseUrl: string,
  secret: string,
  turn: FeedbackTurn,
  { carry = 'query' }: SignFeedbackUrlOptions = {},
): Promise<string> {
  const base = checkBaseUrl(baseUrl);
  const payload: SignedPayload = {
    q: readText('question', turn.question),
    a: readText('agentResponse', turn.agentResponse),
    u: readText('userId', turn.userId ?? ''),
    s: readText('sessionId', turn.sessionId ?? ''),
    t: Math.floor((turn.issuedAt ?? new Date()).getTime() / 1000),
  };
  const sig = await hmacHex(importSecret(secret), canonicalJson(payload));
  const context = readFeedbackContext({ ...payload, sig });
  if (!context.ok) throw new TypeError(`${context.code}: ${context.message}`);

  const parameters = new URLSearchParams({ ...payload, t: String(payload.t), sig });
  return `${base}/feedback${carry === 'fragment' ? '#' : '?'}${parameters}`;
}

function checkBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) {
    throw new TypeError('baseUrl must be an http(s) address without query and fragment.');
  }
  return url.origin + url.pathname.replace(/\/+$/, '');
}

function readText(name: string, value: unknown): string {
  if (typeof value !== 'string') throw new TypeError(`${name} must be a string.`);
  return toWellFormed(value);
}
