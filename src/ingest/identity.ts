import { canonicalJson } from '../protocol/canonical-json.js';
import { sha256Hex } from '../signing/hmac.js';

import type { FeedbackContext } from '../protocol/feedback-context.js';
import type { JsonObject, TurnIdentity } from './store/feedback-store.js';

/**
 * What stands for a signed context: a SHA-256 of the canonical payload. All ids derive from it, so a
 * double click, a retry, another tab and the link in the mail all land on one record.
 */
export function seedOfContext(context: FeedbackContext): Promise<string> {
  return sha256Hex(canonicalJson(context));
}

/**
 * What stands for a call with a key: its `Idempotency-Key` with its body, so that a repeated call
 * leads to the same record, or else nothing but itself.
 */
export function seedOfCall(request: Request, body: JsonObject): Promise<string> {
  const { pathname } = new URL(request.url);
  const key = request.headers.get('idempotency-key');
  const caller = request.headers.get('authorization');
  return sha256Hex(key ? JSON.stringify([caller, pathname, key, body]) : crypto.randomUUID());
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
  turn: Pick<TurnIdentity, 'question' | 'agentResponse' | 'userId' | 'sessionId'>,
): Promise<TurnIdentity> {
  const question = normalizeQuestion(turn.question);
  return {
    contextId: seed,
    turnId: `turn_${seed.slice(0, 32)}`,
    // A question of nothing but punctuation is like no other.
    questionKey: await sha256Hex(question || seed),
    ...turn,
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
