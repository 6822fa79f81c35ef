import { AgentLoopError } from '../protocol/agentloop-error.js';
import { isTrue } from '../protocol/condition.js';
import { signFeedbackUrl } from '../signing/sign-feedback-url.js';
import { postJson } from './post-json.js';

import type { Rating, RootCause } from '../protocol/annotation.js';
import type { KeyedAnnotateAnswer, LogTurnAnswer } from '../protocol/answers.js';
import type { Condition } from '../protocol/condition.js';
import type { SignFeedbackUrlOptions } from '../signing/sign-feedback-url.js';

/** Named as in AgentLoop's own client. */
export interface AgentLoopOptions {
  /** A key that the ingest knows. Keep it on the server. */
  apiKey: string;
  /** The ingest's address without `/feedback`. Default: the variable `AGENTLOOP_BASE_URL`. */
  baseUrl?: string | undefined;
  /** The secret that the ingest verifies feedback URLs with. Needed for `feedbackUrl` alone. */
  feedbackSigningSecret?: string | undefined;
  /** How long a call may take, in milliseconds. Default: 10,000. */
  timeoutMs?: number | undefined;
  /** Whether `logTurn` and `logTurnIf` throw when the ingest cannot be reached. Default: false. */
  throwOnError?: boolean | undefined;
  /** Default: the global `fetch`. */
  fetch?: typeof fetch | undefined;
}

export interface LogTurnOptions {
  user_id?: string | undefined;
  session_id?: string | undefined;
  /** Why the turn is worth a look, e.g. `{ confidence: 0.4 }`. At most 64, of JSON values. */
  signals?: Record<string, unknown> | undefined;
  metadata?: Record<string, unknown> | undefined;
}

export interface AnnotateOptions {
  question: string;
  agent_response: string;
  /** What the answer should have been. */
  correction: string;
  rating: Rating;
  root_cause?: RootCause | undefined;
  tags?: readonly string[] | undefined;
  reviewer?: string | undefined;
  user_id?: string | undefined;
  metadata?: Record<string, unknown> | undefined;
}

export type FeedbackUrlOptions = Pick<LogTurnOptions, 'user_id' | 'session_id'> &
  SignFeedbackUrlOptions;

/**
 * The server's client: signs feedback URLs, and logs turns and annotations under a key.
 *
 * @throws AgentLoopError without an API key, a base URL or a `fetch`
 *
 * @example
 * const loop = new AgentLoop({ apiKey, baseUrl, feedbackSigningSecret });
 * const url = await loop.feedbackUrl(question, answer, { user_id: 'u_42' });
 * await loop.logTurnIf(confidence < 0.6, question, answer, { signals: { confidence } });
 */
export class AgentLoop {
  readonly #options: AgentLoopOptions;
  readonly #baseUrl: string;

  constructor(options: AgentLoopOptions) {
    if (!options?.apiKey) throw new AgentLoopError('apiKey is required');
    // In a header anything else would fail later, with the key in the message.
    if (!/^[!-~]+$/.test(options.apiKey)) {
      throw new AgentLoopError('apiKey must be of printable ASCII characters without spaces');
    }
    const baseUrl = options.baseUrl ?? readEnvironment('AGENTLOOP_BASE_URL');
    if (!baseUrl) throw new AgentLoopError('baseUrl is required');
    this.#options = options;
    this.#baseUrl = baseUrl.replace(/\/+$/, '');
  }

  /**
   * A feedback URL for one answer: for the element, an iframe or a link.
   *
   * @throws AgentLoopError without `feedbackSigningSecret`; TypeError for what cannot be signed
   */
  async feedbackUrl(
    question: string,
    agentResponse: string,
    { user_id, session_id, carry }: FeedbackUrlOptions = {},
  ): Promise<string> {
    const secret = this.#options.feedbackSigningSecret;
    if (!secret) throw new AgentLoopError('feedbackSigningSecret is required for feedbackUrl()');
    const turn = { question, agentResponse, userId: user_id, sessionId: session_id };
    return signFeedbackUrl(this.#baseUrl, secret, turn, { carry });
  }

  /**
   * Puts a turn into the review queue. Never throws unless `throwOnError` is set: the answer to the
   * user matters more than its log.
   *
   * @returns what the ingest answered; `{}` if it refused or could not be reached
   */
  async logTurn(
    question: string,
    agentResponse: string,
    options: LogTurnOptions = {},
  ): Promise<Partial<LogTurnAnswer>> {
    try {
      return await this.#post<LogTurnAnswer>('/v1/turns', {
        question,
        agent_response: agentResponse,
        ...options,
      });
    } catch (error) {
      if (this.#options.throwOnError) throw error;
      return {};
    }
  }

  /**
   * `logTurn`, if the condition holds. A condition that throws or rejects counts as one that does
   * not hold, unless `throwOnError` is set.
   */
  async logTurnIf(
    condition: Condition,
    question: string,
    agentResponse: string,
    options: LogTurnOptions = {},
  ): Promise<Partial<LogTurnAnswer>> {
    try {
      if (!(await isTrue(condition))) return {};
    } catch (error) {
      if (this.#options.throwOnError) throw error;
      return {};
    }
    return this.logTurn(question, agentResponse, options);
  }

  /**
   * Writes down a correction outside the review queue. A human made it, so it always throws where
   * it could not be kept.
   *
   * @throws AgentLoopError with the HTTP status and the ingest's code
   */
  async annotate(options: AnnotateOptions): Promise<KeyedAnnotateAnswer> {
    if (!options.question || !options.agent_response || !options.correction) {
      throw new AgentLoopError('question, agent_response, and correction are required');
    }
    return this.#post<KeyedAnnotateAnswer>('/v1/annotations', options);
  }

  async #post<Answer>(path: string, body: object): Promise<Answer> {
    const { apiKey, fetch: send = fetch, timeoutMs = 10_000 } = this.#options;
    return postJson(`${this.#baseUrl}${path}`, body, { apiKey, send, timeoutMs });
  }
}

/** Not every runtime has `process`. */
function readEnvironment(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[name];
}
