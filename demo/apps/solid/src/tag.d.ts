import type { AgentloopFeedback, AgentloopFeedbackEventMap } from 'agentloop-feedback';
import type { JSX } from 'solid-js';

/** Solid sets properties by `prop:` and listens by `on:`. */
type Tag = JSX.HTMLAttributes<AgentloopFeedback> & {
  [
    Name in 'feedbackUrl' | 'reasons' | 'variant' | 'placement' as `prop:${Name}`
  ]?: AgentloopFeedback[Name];
} & {
  [Name in keyof AgentloopFeedbackEventMap as `on:${Name}`]?: (
    event: AgentloopFeedbackEventMap[Name],
  ) => void;
};

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'agentloop-feedback': Tag;
    }
  }
}
