/** Why a turn is worth a look: names and JSON values, ready for `logTurn(…, { signals })`. */
export type Signals = Readonly<Record<string, unknown>>;

/** One question and its answer, with what is known about them. */
export interface Turn {
  readonly question: string;
  readonly agentResponse: string;
  /** The session's earlier questions, newest last. */
  readonly history?: readonly string[] | undefined;
  /** How sure the agent is, from 0 to 1, e.g. by `confidenceOf`. */
  readonly confidence?: number | undefined;
  /** What the person pressed. */
  readonly thumbs?: 'up' | 'down' | undefined;
  readonly sessionId?: string | undefined;
  readonly userId?: string | undefined;
}

/** Looks at a turn and says what it found, or nothing. */
export type Detector<Seen = Turn> = (
  turn: Seen,
) => Signals | undefined | Promise<Signals | undefined>;
