export { bindThumbs } from './sdk/bind-thumbs.js';
export { createFeedbackClient } from './sdk/feedback-client.js';
export { AgentLoopError } from './protocol/agentloop-error.js';
export type { OutboxEvent, OutboxListener } from './delivery/outbox-feed.js';
export type { Submission, WritingCall } from './delivery/outbox-entry.js';
export type { AnnotationInput, Rating, Reason, SavedAnnotation } from './protocol/annotation.js';
export type {
  AnnotateAnswer,
  LogTurnAnswer,
  RetractAnswer,
  StateAnswer,
} from './protocol/answers.js';
export type { Condition } from './protocol/condition.js';
export type { TurnDetails } from './protocol/turn-details.js';
export type { Thumbs } from './sdk/bind-thumbs.js';
export type { BeforeSend, FeedbackClient, FeedbackClientOptions } from './sdk/feedback-client.js';
export type { Queued } from './sdk/submit.js';
