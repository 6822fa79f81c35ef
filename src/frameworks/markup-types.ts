import type { AgentloopFeedback } from '../element/agentloop-feedback.js';
import type { AgentloopFeedbackEventMap } from '../element/feedback-events.js';

export type FeedbackProperty = keyof typeof AgentloopFeedback.properties;

/** The element's properties, as a template sets them. */
export type FeedbackProperties = {
  [Name in FeedbackProperty]?: AgentloopFeedback[Name] | undefined;
};

/** The attributes that are not written like their property. */
export interface FeedbackAttributes {
  'feedback-url'?: string | undefined;
  'hide-invalid'?: boolean | '' | undefined;
  'max-age'?: number | string | undefined;
  debug?: boolean | '' | undefined;
}

/** Listeners under `on` and the event's name, e.g. `onagentloop-submitted`. */
export type FeedbackListeners = {
  [Name in keyof AgentloopFeedbackEventMap as `on${Name}`]?:
    ((event: AgentloopFeedbackEventMap[Name]) => void) | undefined;
};

/** All that a template may write on the tag besides HTML's own. */
export type FeedbackMarkup = FeedbackProperties & FeedbackAttributes & FeedbackListeners;
