import { AgentLoopError } from '../protocol/agentloop-error.js';
import { readFeedbackUrl } from '../protocol/feedback-context.js';

import type { FeedbackContext } from '../protocol/feedback-context.js';
import type { FeedbackUrlOptions, SignedTurn } from './options.js';

/** Signs a feedback URL. */
export type Sign = (
  question: string,
  agentResponse: string,
  options: FeedbackUrlOptions,
) => Promise<string>;

/** Tells a turn of a feedback URL from the options of a call by key. */
export function isSignedTurn(value: unknown): value is SignedTurn {
  return (
    typeof value === 'string' ||
    value instanceof URL ||
    (typeof value === 'object' && value !== null && 'issued_at' in value)
  );
}

/**
 * The context that proves a call.
 *
 * @throws AgentLoopError for what is no feedback URL; TypeError for a turn without its `issued_at`;
 *   whatever signing throws
 */
export async function contextOf(turn: SignedTurn, sign: Sign): Promise<FeedbackContext> {
  if (!isSignedTurn(turn)) {
    throw new TypeError('A signed turn is its feedback URL, or has the issued_at of it.');
  }
  const parsed = readFeedbackUrl(
    typeof turn === 'string' || turn instanceof URL ? turn : await signAgain(turn, sign),
  );
  if (!parsed.ok) throw new AgentLoopError(parsed.message, { code: parsed.code });
  return parsed.context;
}

function signAgain(
  { question, agent_response, ...options }: Exclude<SignedTurn, string | URL>,
  sign: Sign,
): Promise<string> {
  // Signed for now, it would be another record.
  if (!(options.issued_at instanceof Date)) throw new TypeError('issued_at must be a Date.');
  return sign(question, agent_response, options);
}
