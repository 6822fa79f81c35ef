import { canonicalJson } from '../protocol/canonical-json.js';
import { failure } from '../protocol/error-codes.js';
import { LIMITS } from '../protocol/limits.js';
import { sha256Hex } from '../signing/hmac.js';

import type { FeedbackContext } from '../protocol/feedback-context.js';
import type { Failure } from '../protocol/failure.js';
import type { JsonObject, OnceKey, TurnIdentity } from './store/feedback-store.js';

/**
 * What stands for a signed context: when it was signed, and a SHA-256 of the canonical payload. All
 * ids derive from it, so a double click, a retry, another tab and the link in the mail all land on
 * one record.
 */
export async function seedOfContext(context: FeedbackContext): Promise<string> {
  return startWithTime(context.t, await sha256Hex(canonicalJson(context)));
}

/** What stands for a call with an API key: nothing but itself. */
export async function seedOfCall(): Promise<string> {
  return startWithTime(Math.floor(Date.now() / 1000), await sha256Hex(crypto.randomUUID()));
}

/**
 * Ids that begin with the time stand side by side in a database's index where they are new, which
 * keeps a large one as fast as a small one.
 */
function startWithTime(seconds: number, hash: string): string {
  return seconds.toString(16).padStart(8, '0').slice(-8) + hash.slice(8);
}

/** What a call's `Idempotency-Key` stands for; undefined where it has none. */
export async function onceKeyOf(
  request: Request,
  body: JsonObject,
): Promise<OnceKey | undefined | Failure<'idempotency_key_invalid'>> {
  const key = request.headers.get('idempotency-key');
  if (!key) return undefined;
  if (key.length > LIMITS.idBytes) return failure('idempotency_key_invalid');
  const { pathname } = new URL(request.url);
  // One caller's keys are not another's. Whoever has a signed link calls by its context.
  const caller = body['context'] ?? request.headers.get('authorization');
  return {
    keyHash: await sha256Hex(JSON.stringify([caller, pathname, key])),
    bodyHash: await sha256Hex(JSON.stringify(body)),
  };
}

/** The turn of a signed context. */
export function identifyTurnOfContext(
  seed: string,
  { q, a, u, s }: FeedbackContext,
): Promise<TurnIdentity> {
  return identifyTurn(seed, { question: q, agentResponse: a, userId: u, sessionId: s });
}

/** The identity of a turn from 64 hex digits that stand for its context or its call. */
export async function identifyTurn(
  seed: string,
  {
    question,
    agentResponse,
    userId,
    sessionId,
  }: Pick<TurnIdentity, 'question' | 'agentResponse' | 'userId' | 'sessionId'>,
): Promise<TurnIdentity> {
  return {
    contextId: seed,
    turnId: `turn_${seed.slice(0, 32)}`,
    // A question of nothing but punctuation is like no other.
    questionKey: (await sha256Hex(normalizeQuestion(question) || seed)).slice(0, 32),
    question,
    agentResponse,
    userId,
    sessionId,
  };
}

export function annotationIdOf(seed: string): string {
  return `ann_${seed.slice(0, 32)}`;
}

/**
 * Questions are the same if they differ only in Unicode compatibility form, case, white space and
 * the marks that end a sentence: "What’s the limit?" and " what’s the  limit". What else stands at
 * the end tells questions apart: "What is C" and "What is C#".
 */
function normalizeQuestion(question: string): string {
  return (
    question
      .normalize('NFKC')
      .toLowerCase()
      .replace(/\s+/g, ' ')
      // What comes before is looked at first, so that a long run is tried from its start alone.
      .replace(/(?<![.,:;!?…。、，؟۔।\s])[.,:;!?…。、，؟۔।\s]+$/u, '')
      .trimStart()
  );
}
