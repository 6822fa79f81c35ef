import {
  AgentloopClosedEvent,
  AgentloopErrorEvent,
  AgentloopQueuedEvent,
  AgentloopRetractedEvent,
  AgentloopSubmittedEvent,
} from '../element/feedback-events.js';

import type { AgentloopFeedbackEventMap } from '../element/feedback-events.js';
import type { Fact } from './frame-facts.js';

/**
 * The element's events that a connected iframe fires. `input` of `agentloop-submitted` has the rating
 * and the reasons alone, and `message` of `agentloop-error` is its code: nothing that was typed
 * leaves the frame.
 */
export type FeedbackFrameEventMap = Pick<
  AgentloopFeedbackEventMap,
  | 'agentloop-submitted'
  | 'agentloop-queued'
  | 'agentloop-retracted'
  | 'agentloop-closed'
  | 'agentloop-error'
>;

/** What happened in the frame, as the event that the element itself would fire. */
export function toFrameEvent(fact: Fact): Event {
  switch (fact.type) {
    case 'submitted':
      return new AgentloopSubmittedEvent({ rating: fact.rating, reasons: fact.reasons }, fact);
    case 'queued':
      return new AgentloopQueuedEvent(fact.code, fact.is_durable);
    case 'retracted':
      return new AgentloopRetractedEvent();
    case 'closed':
      return new AgentloopClosedEvent();
    default:
      return new AgentloopErrorEvent(fact.code, fact.code);
  }
}
