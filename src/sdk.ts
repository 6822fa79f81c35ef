export { createFeedbackClient } from './sdk/feedback-client.js';
export { AgentLoopError } from './protocol/agentloop-error.js';
export type { TurnDetails } from './delivery/ingest-client.js';
export type { LogTurnAnswer } from './protocol/answers.js';
export type { Condition } from './protocol/condition.js';
export type { FeedbackClient, FeedbackClientOptions } from './sdk/feedback-client.js';
