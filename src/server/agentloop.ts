import { AgentLoopError } from '../protocol/agentloop-error.js';
import { isTrue } from '../protocol/condition.js';
import { assertSendable } from '../protocol/turn-details.js';
import { signFeedbackUrl } from '../signing/sign-feedback-url.js';
import { assertRequestOptions } from './call-ingest.js';
import { createIngestCaller } from './ingest-caller.js';
import { isSignedTurn } from './signed-turn.js';

import type { AnnotationInput } from '../protocol/annotation.js';
import type {
  AnnotateAnswer,
  KeyedAnnotateAnswer,
  LogTurnAnswer,
  RetractAnswer,
  StateAnswer,
} from '../protocol/answers.js';
import type { Condition } from '../protocol/condition.js';
import type { TurnDetails } from '../protocol/turn-details.js';
import type {
  AgentLoopOptions,
  AnnotateOptions,
  CallOptions,
  FeedbackUrlOptions,
  LogTurnOptions,
  Memory,
  SearchOptions,
  SignedTurn,
} from './options.js';

/** By key, as in AgentLoop's own client; or by its signature, as in the browser SDK. */
export type LogTurnArguments =
  | [question: string, agentResponse: string, options?: LogTurnOptions, call?: CallOptions]
  | [turn: SignedTurn, details?: TurnDetails, call?: CallOptions];

/**
 * The server's client: signs feedback URLs, and logs turns and annotations.
 *
 * A call goes by the API key, with question and answer; or, as in the browser SDK, by a turn that was
 * signed, and then leads to the record that the element of this answer writes to. Whatever address a
 * feedback URL has, it is the client's own ingest that is asked. What fails by the way is tried again.
 *
 * @throws AgentLoopError without an API key or a base URL; TypeError for a number that is none
 *
 * @example
 * const loop = new AgentLoop({ apiKey, baseUrl, feedbackSigningSecret });
 * const url = await loop.feedbackUrl(question, answer, { user_id: 'u_42' });
 * await loop.logTurnIf(confidence < 0.6, question, answer, { signals: { confidence } });
 * const { annotation } = await loop.state(url);
 */
export class AgentLoop {
  readonly #options: AgentLoopOptions;
  readonly #baseUrl: string;
  readonly #call: ReturnType<typeof createIngestCaller>;

  constructor(options: AgentLoopOptions) {
    if (!options?.apiKey) throw new AgentLoopError('apiKey is required');
    // In a header anything else would fail later, with the key in the message.
    if (!/^[!-~]+$/.test(options.apiKey)) {
      throw new AgentLoopError('apiKey must be of printable ASCII characters without spaces');
    }
    const baseUrl = options.baseUrl ?? readEnvironment('AGENTLOOP_BASE_URL');
    if (!baseUrl) throw new AgentLoopError('baseUrl is required');
    if (!/^https?:\/\//.test(baseUrl) || !URL.canParse(baseUrl)) {
      throw new AgentLoopError('baseUrl must be an http(s) address');
    }
    assertRequestOptions(options);
    this.#options = options;
    this.#baseUrl = baseUrl.replace(/\/+$/, '');
    this.#call = createIngestCaller(this.#baseUrl, options, (...turn) => this.feedbackUrl(...turn));
  }

  /**
   * A feedback URL for one answer: for the element, an iframe or a link.
   *
   * @throws AgentLoopError without `feedbackSigningSecret`; TypeError for what cannot be signed
   */
  async feedbackUrl(
    question: string,
    agentResponse: string,
    { user_id, session_id, issued_at, carry }: FeedbackUrlOptions = {},
  ): Promise<string> {
    const secret = this.#options.feedbackSigningSecret;
    if (!secret) throw new AgentLoopError('feedbackSigningSecret is required for feedbackUrl()');
    const ids = { userId: user_id, sessionId: session_id, issuedAt: issued_at };
    return signFeedbackUrl(this.#baseUrl, secret, { question, agentResponse, ...ids }, { carry });
  }

  /**
   * Puts a turn into the review queue, with the signals that say why. Repeated calls for one turn
   * unite their signals. Never throws unless `throwOnError` is set: the answer to the user matters
   * more than its log.
   *
   * @returns what the ingest answered; `{}` if it refused or could not be reached
   * @throws if `throwOnError` is set: TypeError for what cannot be sent, AgentLoopError with the HTTP
   *   status and the ingest's code
   */
  async logTurn(...turn: LogTurnArguments): Promise<Partial<LogTurnAnswer>> {
    return this.#quietly<Partial<LogTurnAnswer>>({}, () => this.#logTurn(turn));
  }

  /** `logTurn`, if the condition holds. A condition that throws counts as one that does not. */
  async logTurnIf(
    condition: Condition,
    ...turn: LogTurnArguments
  ): Promise<Partial<LogTurnAnswer>> {
    return this.#quietly<Partial<LogTurnAnswer>>({}, async () =>
      (await isTrue(condition)) ? this.#logTurn(turn) : {},
    );
  }

  /**
   * By key: writes down a correction outside the review queue. Of a signed turn: writes what a person
   * says about the answer; what is left out stays as it was. A human made it, so it always throws
   * where it could not be kept.
   *
   * @throws AgentLoopError with the HTTP status and a stable `code`; TypeError for what cannot be sent
   */
  async annotate(options: AnnotateOptions, call?: CallOptions): Promise<KeyedAnnotateAnswer>;
  async annotate(
    turn: SignedTurn,
    input: AnnotationInput,
    call?: CallOptions,
  ): Promise<AnnotateAnswer>;
  async annotate(
    what: AnnotateOptions | SignedTurn,
    input?: AnnotationInput | CallOptions,
    call?: CallOptions,
  ): Promise<KeyedAnnotateAnswer | AnnotateAnswer> {
    return this.#loudly<KeyedAnnotateAnswer | AnnotateAnswer>(async () =>
      isSignedTurn(what)
        ? this.#annotateTurn(what, input as AnnotationInput, call)
        : this.#annotateByKey(what, input as CallOptions),
    );
  }

  /** Takes back what was said of the answer. Throws as `annotate` does. */
  async retract(turn: SignedTurn, call?: CallOptions): Promise<RetractAnswer> {
    return this.#loudly(() => this.#call.byTurn('/v1/feedback/retract', turn, {}, call));
  }

  /** Reads what was said of the answer, and until when it can be. Throws as `annotate` does. */
  async state(turn: SignedTurn, call?: CallOptions): Promise<StateAnswer> {
    return this.#loudly(() => this.#call.byTurn('/v1/feedback/state', turn, {}, call));
  }

  /**
   * AgentLoop's call for what was learnt before. This package's ingest keeps no memories and finds
   * none, so that code which asks first works unchanged. It is asked once: an answer waits for it.
   *
   * @returns the memories; `[]` where it fails, unless `throwOnError` is set
   */
  async search(query: string, options: SearchOptions = {}, call?: CallOptions): Promise<Memory[]> {
    const { limit = 3, user_id, tags } = options;
    return this.#quietly([], async () => {
      const answer = await this.#call.byKey<{ memories?: Memory[] }>(
        '/v1/memories/search',
        { query, limit, user_id, tags: tags?.length ? tags : undefined },
        { ...call, maxRetries: call?.maxRetries ?? 0 },
      );
      return answer.memories ?? [];
    });
  }

  async #logTurn(turn: LogTurnArguments): Promise<LogTurnAnswer> {
    if (isByKey(turn)) {
      const [question, agentResponse, options, call] = turn;
      const { user_id, session_id } = options ?? {};
      const texts = { question, agent_response: agentResponse, user_id, session_id };
      return this.#call.byKey('/v1/turns', { ...texts, ...readDetails(options) }, call);
    }
    const [signed, details, call] = turn;
    return this.#call.byTurn('/v1/turns', signed, readDetails(details), call);
  }

  async #annotateByKey(options: AnnotateOptions, call?: CallOptions): Promise<KeyedAnnotateAnswer> {
    if (!options?.question || !options.agent_response || !options.correction) {
      throw new AgentLoopError('question, agent_response, and correction are required');
    }
    readDetails(options);
    return this.#call.byKey('/v1/annotations', options, call);
  }

  async #annotateTurn(turn: SignedTurn, input: AnnotationInput, call?: CallOptions) {
    readDetails(input);
    return this.#call.byTurn<AnnotateAnswer>('/v1/annotations', turn, input, call);
  }

  /** The answer to the user matters more than its log. */
  async #quietly<Answer>(nothing: Answer, work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      this.#options.onError?.(error);
      if (this.#options.throwOnError) throw error;
      return nothing;
    }
  }

  /** A person has said this, so it is never dropped without a word. */
  async #loudly<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      this.#options.onError?.(error);
      throw error;
    }
  }
}

function isByKey(
  turn: LogTurnArguments,
): turn is Extract<LogTurnArguments, [string, string, ...unknown[]]> {
  return typeof turn[1] === 'string';
}

/** What of signals and metadata can be sent; `null` counts as left out. */
function readDetails(given: TurnDetails | undefined): TurnDetails {
  const details = {
    signals: given?.signals ?? undefined,
    metadata: given?.metadata ?? undefined,
  };
  assertSendable(details);
  return details;
}

/** Not every runtime has `process`. */
function readEnvironment(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[name];
}
