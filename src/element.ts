export { AgentloopFeedback } from './element/agentloop-feedback.js';
export type {
  AgentloopClosedEvent,
  AgentloopErrorEvent,
  AgentloopFeedbackEventMap,
  AgentloopQueuedEvent,
  AgentloopRetractedEvent,
  AgentloopSubmitEvent,
  AgentloopSubmittedEvent,
  AgentloopVoteEvent,
} from './element/feedback-events.js';
export type { AnnotationInput, Rating, Reason, SavedAnnotation } from './protocol/annotation.js';
export type { Strings } from './locales/strings.js';
