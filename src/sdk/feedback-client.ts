import { pageOutbox } from '../delivery/page-outbox.js';
import { readState } from '../delivery/read-state.js';
import { AgentLoopError } from '../protocol/agentloop-error.js';
import { isTrue } from '../protocol/condition.js';
import { readFeedbackUrl } from '../protocol/feedback-context.js';
import { DEFAULT_MAX_AGE_SECONDS } from '../protocol/limits.js';
import { assertSendable } from '../protocol/turn-details.js';
import { submit } from './submit.js';

import type { Outbox } from '../delivery/outbox.js';
import type { WritingCall } from '../delivery/outbox-entry.js';
import type { AnnotationInput } from '../protocol/annotation.js';
import type {
  AnnotateAnswer,
  LogTurnAnswer,
  RetractAnswer,
  StateAnswer,
} from '../protocol/answers.js';
import type { Condition } from '../protocol/condition.js';
import type { SignedPayload } from '../protocol/feedback-context.js';
import type { TurnDetails } from '../protocol/turn-details.js';
import type { Queued } from './submit.js';

export interface FeedbackClientOptions {
  /** Whether `logTurn` and `logTurnIf` throw where they fail. Default: false. */
  throwOnError?: boolean | undefined;
  /** Told of everything that fails, also of what is not thrown. */
  onError?: ((error: unknown) => void) | undefined;
  /**
   * Looks at what is about to be kept and sent, and gives it back, changed or not; null drops it.
   * Question and answer are signed and cannot be changed.
   */
  beforeSend?: ((input: object, about: BeforeSend) => object | null) | undefined;
  /** How long your ingest takes a link for valid, in seconds. Default: 30 days. */
  maxAgeSeconds?: number | undefined;
}

export interface BeforeSend {
  call: WritingCall;
  turn: Readonly<SignedPayload>;
}

export interface FeedbackClient {
  /**
   * Puts the turn of a feedback URL into the review queue, with the signals that say why. Repeated
   * calls for one turn unite their signals.
   *
   * @returns what the ingest answered; `{ status: 'queued' }` where it could not be reached and the
   *   outbox tries again; `{}` where it failed and `throwOnError` is not set
   * @throws if `throwOnError` is set: TypeError for what cannot be sent, AgentLoopError with a stable
   *   `code` for what can never be delivered
   */
  logTurn(feedbackUrl: string, details?: TurnDetails): Promise<Partial<LogTurnAnswer>>;
  /** `logTurn`, if the condition holds. A condition that throws counts as one that does not. */
  logTurnIf(
    condition: Condition,
    feedbackUrl: string,
    details?: TurnDetails,
  ): Promise<Partial<LogTurnAnswer>>;
  /**
   * Writes what a person says about the answer; what is left out stays as it was.
   *
   * @throws AgentLoopError with a stable `code`, if it can never be delivered
   */
  annotate(feedbackUrl: string, input: AnnotationInput): Promise<AnnotateAnswer | Queued>;
  /** Takes back what was said of the answer. Throws as `annotate` does. */
  retract(feedbackUrl: string): Promise<RetractAnswer | Queued>;
  /** Reads what was said of the answer. Throws AgentLoopError where it cannot be read. */
  state(feedbackUrl: string): Promise<StateAnswer>;
  /** What waits to be sent, from this page and its other tabs, elements included. */
  readonly outbox: Omit<Outbox, 'send'>;
}

/**
 * Logs turns and annotates them from a browser. There is no key: the signed feedback URL is the
 * credential. What was accepted is kept on the device until the ingest has it.
 *
 * @example
 * const feedback = createFeedbackClient();
 * await feedback.logTurn(feedbackUrl, { signals: { copied: true } });
 */
export function createFeedbackClient({
  throwOnError = false,
  onError,
  beforeSend,
  maxAgeSeconds = DEFAULT_MAX_AGE_SECONDS,
}: FeedbackClientOptions = {}): FeedbackClient {
  const send = async <Answer>(
    call: WritingCall,
    feedbackUrl: string,
    given: object,
  ): Promise<Answer | Queued | undefined> => {
    const { context, baseUrl } = read(feedbackUrl);
    const { sig: _, ...turn } = context;
    const input = beforeSend ? beforeSend(given, { call, turn }) : given;
    if (!input) return undefined;
    const expires = (context.t + maxAgeSeconds) * 1000;
    return submit<Answer>({ call, baseUrl, context, input, expires });
  };

  const logTurn = async (feedbackUrl: string, details: TurnDetails = {}) => {
    assertSendable(details);
    const { signals, metadata } = details;
    return (await send<LogTurnAnswer>('turns', feedbackUrl, { signals, metadata })) ?? {};
  };

  /** The answer to the user matters more than its log. */
  const quietly = async (work: () => Promise<Partial<LogTurnAnswer>>) => {
    try {
      return await work();
    } catch (error) {
      onError?.(error);
      if (throwOnError) throw error;
      return {};
    }
  };

  /** A person has said this, so it is never dropped without a word. */
  const loudly = async <Answer>(work: () => Promise<Answer | undefined>): Promise<Answer> => {
    try {
      const answer = await work();
      if (!answer) throw new AgentLoopError('beforeSend has dropped it.', { code: 'dropped' });
      return answer;
    } catch (error) {
      onError?.(error);
      throw error;
    }
  };

  return {
    logTurn: (feedbackUrl, details) => quietly(() => logTurn(feedbackUrl, details)),
    logTurnIf: (condition, feedbackUrl, details) =>
      quietly(async () => ((await isTrue(condition)) ? logTurn(feedbackUrl, details) : {})),
    annotate: (feedbackUrl, input) =>
      loudly(() => send<AnnotateAnswer>('annotations', feedbackUrl, input)),
    retract: (feedbackUrl) =>
      loudly(() => send<RetractAnswer>('feedback/retract', feedbackUrl, {})),
    state: (feedbackUrl) =>
      loudly(async () => {
        const { baseUrl, context } = read(feedbackUrl);
        const state = await readState(baseUrl, context);
        if (!state.ok) throw new AgentLoopError(state.message, state);
        return state.answer;
      }),
    // Asked for late: a client may be made on a server, before there is a page.
    get outbox() {
      return pageOutbox();
    },
  };
}

/** Whether the link has expired is for the ingest to say: it knows how long they live. */
function read(feedbackUrl: string) {
  const parsed = readFeedbackUrl(feedbackUrl);
  if (!parsed.ok) throw new AgentLoopError(parsed.message, { code: parsed.code });
  return parsed;
}
