import './index.js';

import type { HTMLAttributes } from 'vue';
import type { AgentloopFeedbackEventMap } from './element.js';
import type { FeedbackAttributes, FeedbackProperties } from './frameworks/markup-types.js';

export * from './element.js';

/** `@agentloop-submitted` is this to Vue's compiler. */
type Handlers = {
  [Name in keyof AgentloopFeedbackEventMap as `on${PascalCase<Name>}`]?:
    ((event: AgentloopFeedbackEventMap[Name]) => void) | undefined;
};
type PascalCase<Text extends string> = Text extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${PascalCase<Rest>}`
  : Capitalize<Text>;

declare module 'vue' {
  interface GlobalComponents {
    'agentloop-feedback': new () => {
      $props: HTMLAttributes & FeedbackProperties & FeedbackAttributes & Handlers;
    };
  }
}
