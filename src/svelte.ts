import './index.js';

import type { HTMLAttributes } from 'svelte/elements';
import type { AgentloopFeedback } from './element.js';
import type { FeedbackMarkup } from './frameworks/markup-types.js';

export * from './element.js';

/** What the tag takes in a component's markup. */
export type AgentloopFeedbackTag = Omit<HTMLAttributes<AgentloopFeedback>, keyof FeedbackMarkup> &
  FeedbackMarkup;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'agentloop-feedback': AgentloopFeedbackTag;
  }
}
