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
export type {
  AgentLoopOptions,
  AnnotateOptions,
  FeedbackUrlOptions,
  LogTurnOptions,
} from './server/agentloop.js';
export type { FeedbackTurn, SignFeedbackUrlOptions } from './signing/sign-feedback-url.js';
export type { VerifiedFeedbackUrl } from './signing/verify-feedback-url.js';
