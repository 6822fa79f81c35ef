export { agentPunted } from './signals/agent-punted.js';
export { confidenceOf } from './signals/confidence-of.js';
export { LOG_EVERYTHING, THUMBS_DOWN, THUMBS_UP } from './signals/constant-signals.js';
export { factualClaim } from './signals/factual-claim.js';
export { isRephrase } from './signals/is-rephrase.js';
export { lowConfidence } from './signals/low-confidence.js';
export { createOutcomeMemory } from './signals/outcome-memory.js';
export { PUNT_PHRASES } from './signals/punt-phrases.js';
export { recommendedSignals } from './signals/recommended-signals.js';
export { sample } from './signals/sample.js';
export { when } from './signals/when.js';
export type { Logprobs } from './signals/confidence-of.js';
export type { FactualClaim } from './signals/factual-claim.js';
export type { RephraseOptions } from './signals/is-rephrase.js';
export type {
  OutcomeMemory,
  OutcomeMemoryOptions,
  OutcomeStorage,
} from './signals/outcome-memory.js';
export type {
  DetectedSignals,
  Heuristic,
  RecommendedSignalsOptions,
} from './signals/recommended-signals.js';
export type { SampleOptions } from './signals/sample.js';
export type { Detector, Signals, Turn } from './signals/turn.js';
export type { Predicate } from './signals/when.js';
