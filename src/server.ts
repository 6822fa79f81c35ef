export { parseFeedbackUrl } from './protocol/feedback-context.js';
export { AgentLoop } from './server/agentloop.js';
export { AgentLoopError } from './protocol/agentloop-error.js';
export { signFeedbackUrl } from './signing/sign-feedback-url.js';
export { verifyFeedbackUrl } from './signing/verify-feedback-url.js';
export type {
  FeedbackContext,
  ParsedFeedbackUrl,
  ValidityOptions,
} from './protocol/feedback-context.js';
export type { AnnotationInput, Rating, Reason, SavedAnnotation } from './protocol/annotation.js';
export type {
  AnnotateAnswer,
  KeyedAnnotateAnswer,
  LogTurnAnswer,
  RetractAnswer,
  StateAnswer,
} from './protocol/answers.js';
export type { Condition } from './protocol/condition.js';
export type { TurnDetails } from './protocol/turn-details.js';
export type { LogTurnArguments } from './server/agentloop.js';
export type {
  AgentLoopOptions,
  AnnotateOptions,
  CallOptions,
  FeedbackUrlOptions,
  LogTurnOptions,
  Memory,
  RequestOptions,
  SearchOptions,
  SignedTurn,
} from './server/options.js';
export type { FeedbackTurn, SignFeedbackUrlOptions } from './signing/sign-feedback-url.js';
export type { VerifiedFeedbackUrl } from './signing/verify-feedback-url.js';
