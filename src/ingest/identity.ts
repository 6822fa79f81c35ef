import { canonicalJson } from '../protocol/canonical-json.js';
import { sha256Hex } from '../signing/hmac.js';

import type { FeedbackContext } from '../protocol/feedback-context.js';
import type { TurnIdentity } from './store/feedback-store.js';

/**
 * One record for each signed context: its ids derive from a SHA-256 of the canonical payload, so a
 * double click, a retry, another tab and the link in the mail all land on the same one.
 */
export async function identifyContext(
  context: FeedbackContext,
): Promise<{ annotationId: string; turn: TurnIdentity }> {
  const seed = await sha256Hex(canonicalJson(context));
  const annotationId = annotationIdOf(seed);
  const texts = { question: context.q, agentResponse: context.a };
  return {
    annotationId,
    turn: await identifyTurn(seed, { ...texts, userId: context.u, sessionId: context.s }),
  };
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
 * What stands for a call with a key: its `Idempotency-Key`, so that a repeated call leads to the
 * same record, or else nothing but itself.
 */
export async function seedOfCall(request: Request): Promise<string> {
  const idempotencyKey = request.headers.get('idempotency-key');
  const key = request.headers.get('authorization');
  return sha256Hex(idempotencyKey ? JSON.stringify([key, idempotencyKey]) : crypto.randomUUID());
}

/**
 * Questions are the same if they differ only in Unicode compatibility form, case, white space and
 * final punctuation: "What’s the limit?" and " what’s the  limit".
 */
export function normalizeQuestion(question: string): string {
  return question
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[\p{Punctuation}\s]+$/u, '')
    .trimStart();
}
