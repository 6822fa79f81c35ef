import './index.js';

import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { AgentloopFeedback as FeedbackElement } from './element.js';
import type { FeedbackMarkup } from './frameworks/markup-types.js';

export { AgentloopFeedback } from './frameworks/react-component.js';
export type { AgentloopFeedbackProps } from './frameworks/react-component.js';

/** What the tag takes in JSX. */
export type AgentloopFeedbackTag = DetailedHTMLProps<
  HTMLAttributes<FeedbackElement>,
  FeedbackElement
> &
  FeedbackMarkup;

declare module 'react' {
  // React's own types are a namespace.
  // oxlint-disable-next-line typescript/no-namespace
  namespace JSX {
    interface IntrinsicElements {
      'agentloop-feedback': AgentloopFeedbackTag;
    }
  }
}
