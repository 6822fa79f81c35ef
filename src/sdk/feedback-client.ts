import { createIngestClient } from '../delivery/ingest-client.js';
import { AgentLoopError } from '../protocol/agentloop-error.js';
import { isTrue } from '../protocol/condition.js';
import { readFeedbackUrl } from '../protocol/feedback-context.js';

import type { TurnDetails } from '../delivery/ingest-client.js';
import type { LogTurnAnswer } from '../protocol/answers.js';
import type { Condition } from '../protocol/condition.js';

export interface FeedbackClientOptions {
  /** How long a call may take, in milliseconds. Default: 15,000. */
  timeoutMs?: number | undefined;
  /** Whether a call that fails throws. Default: false. */
  throwOnError?: boolean | undefined;
  /** Default: the global `fetch`. */
  fetch?: typeof fetch | undefined;
}

export interface FeedbackClient {
  /**
   * Puts the turn of a feedback URL into the review queue, with the signals that say why. Repeated
   * calls for one turn unite their signals.
   *
   * @returns what the ingest answered; `{}` where it failed and `throwOnError` is not set
   * @throws AgentLoopError with a stable `code`, if `throwOnError` is set
   */
  logTurn(feedbackUrl: string, details?: TurnDetails): Promise<Partial<LogTurnAnswer>>;
  /** `logTurn`, if the condition holds. A condition that throws counts as one that does not. */
  logTurnIf(
    condition: Condition,
    feedbackUrl: string,
    details?: TurnDetails,
  ): Promise<Partial<LogTurnAnswer>>;
}

/**
 * Logs turns from a browser. There is no key: the signed feedback URL is the credential.
 *
 * @example
 * const feedback = createFeedbackClient();
 * await feedback.logTurn(feedbackUrl, { signals: { copied: true } });
 */
export function createFeedbackClient(options: FeedbackClientOptions = {}): FeedbackClient {
  const attempt = async <Answer>(
    work: () => Promise<Partial<Answer>>,
  ): Promise<Partial<Answer>> => {
    try {
      return await work();
    } catch (error) {
      if (options.throwOnError) throw error;
      return {};
    }
  };

  const logTurn = async (feedbackUrl: string, details: TurnDetails = {}) => {
    // Whether the link has expired is for the ingest to say: it knows how long they live.
    const parsed = readFeedbackUrl(feedbackUrl);
    if (!parsed.ok) throw new AgentLoopError(parsed.message, { code: parsed.code });
    const { signals, metadata } = details;
    const client = createIngestClient(parsed.baseUrl, options);
    const sent = await client.logTurn(parsed.context, { signals, metadata });
    if (!sent.ok) throw new AgentLoopError(sent.message, { code: sent.code, status: sent.status });
    return sent.answer;
  };

  return {
    logTurn: (feedbackUrl, details) => attempt<LogTurnAnswer>(() => logTurn(feedbackUrl, details)),
    logTurnIf: (condition, feedbackUrl, details) =>
      attempt<LogTurnAnswer>(async () =>
        (await isTrue(condition)) ? logTurn(feedbackUrl, details) : {},
      ),
  };
}
