import { agentPunted } from './agent-punted.js';
import { checkShare } from './check-number.js';
import { THUMBS_DOWN, THUMBS_UP } from './constant-signals.js';
import { factualClaim } from './factual-claim.js';
import { isRephrase } from './is-rephrase.js';
import { lowConfidence } from './low-confidence.js';
import { sample } from './sample.js';

import type { OutcomeMemory } from './outcome-memory.js';
import type { Detector, Signals, Turn } from './turn.js';

export type Heuristic = 'rephrased' | 'punted' | 'factual_claim';

export interface RecommendedSignalsOptions<Seen extends Turn = Turn> {
  /** Which heuristics make a turn worth a look. Default: `rephrased` and `punted`. */
  heuristics?: readonly Heuristic[] | undefined;
  /** Where to remember questions, so that `recurrence` is found. Default: nowhere. */
  outcomes?: OutcomeMemory | undefined;
  /** Below which confidence an answer counts as unsure, from 0 to 1. Default: 0.6. */
  confidenceThreshold?: number | undefined;
  /** Whether low confidence by itself makes a turn worth a look. Default: false. */
  logLowConfidence?: boolean | undefined;
  /** Which share of all sessions to log whatever they hold, from 0 to 1. Default: 0. */
  sampleRate?: number | undefined;
  /** Detectors of one's own, e.g. by `when`. What they find makes a turn worth a look. */
  detectors?: readonly Detector<Seen>[] | undefined;
}

export interface DetectedSignals {
  readonly signals: Signals;
  /** Whether the turn is worth a place in the review queue. */
  readonly shouldLog: boolean;
}

/**
 * The stack that AgentLoop's guide recommends: explicit feedback always, usually some heuristics,
 * sometimes outcomes, rarely low confidence alone, rarely a sample.
 *
 * Low confidence and a thumbs-up are put along with what makes a turn worth a look, and do not make
 * it so by themselves: a model that is unsure is often right, and an answer that is right is nothing
 * to review. A detector that throws has found nothing: the answer to the user matters more.
 *
 * @returns a function that looks at a turn; it never rejects
 * @throws TypeError for an option outside its range
 *
 * @example
 * const detect = recommendedSignals({ sampleRate: 0.01 });
 * const { signals, shouldLog } = await detect({ question, agentResponse, history, sessionId });
 * await loop.logTurnIf(shouldLog, question, agentResponse, { signals });
 */
export function recommendedSignals<Seen extends Turn = Turn>({
  heuristics = ['rephrased', 'punted'],
  outcomes,
  confidenceThreshold = 0.6,
  logLowConfidence = false,
  sampleRate = 0,
  detectors = [],
}: RecommendedSignalsOptions<Seen> = {}): (turn: Seen) => Promise<DetectedSignals> {
  checkShare('confidenceThreshold', confidenceThreshold);
  checkShare('sampleRate', sampleRate);

  const unsure: Detector = ({ confidence }) => lowConfidence(confidence, confidenceThreshold);
  const reasons: readonly Detector<Seen>[] = [
    ({ thumbs }) => (thumbs === 'down' ? THUMBS_DOWN : undefined),
    ...heuristics.map((name) => HEURISTICS[name]),
    ({ sessionId, question }) => outcomes?.recurrence(sessionId ?? '', question),
    ({ sessionId }) => sample(sampleRate, { by: sessionId }),
    ...detectors,
    ...(logLowConfidence ? [unsure] : []),
  ];
  const companions: readonly Detector<Seen>[] = [
    ({ thumbs }) => (thumbs === 'up' ? THUMBS_UP : undefined),
    unsure,
  ];

  return async (turn) => {
    const found = await detectAll(reasons, turn);
    const along = await detectAll(companions, turn);
    return { signals: { ...along, ...found }, shouldLog: Object.keys(found).length > 0 };
  };
}

const HEURISTICS: Record<Heuristic, Detector> = {
  rephrased: ({ question, history = [] }) =>
    isRephrase(question, history) ? { rephrased: true } : undefined,
  punted: ({ agentResponse }) => (agentPunted(agentResponse) ? { punted: true } : undefined),
  factual_claim: ({ agentResponse }) => {
    const claim = factualClaim(agentResponse);
    return claim && { factual_claim: claim };
  },
};

async function detectAll<Seen>(detectors: readonly Detector<Seen>[], turn: Seen): Promise<Signals> {
  const found = await Promise.all(detectors.map((detector) => detect(detector, turn)));
  return Object.assign({}, ...found) as Signals;
}

async function detect<Seen>(detector: Detector<Seen>, turn: Seen): Promise<Signals | undefined> {
  try {
    return await detector(turn);
  } catch {
    return undefined;
  }
}
