import { createElement, forwardRef, useEffect, useImperativeHandle, useRef } from 'react';

import { AgentloopFeedback as FeedbackElement } from '../element/agentloop-feedback.js';

import type { HTMLAttributes } from 'react';
import type { AgentloopFeedbackEventMap } from '../element/feedback-events.js';
import type { FeedbackProperties, FeedbackProperty } from './markup-types.js';

/** Which of the component's callbacks hears of which event. */
const CALLBACKS = {
  'agentloop-vote': 'onVote',
  'agentloop-submit': 'onSubmit',
  'agentloop-submitted': 'onSubmitted',
  'agentloop-queued': 'onQueued',
  'agentloop-retracted': 'onRetracted',
  'agentloop-closed': 'onClosed',
  'agentloop-error': 'onError',
} as const satisfies Record<keyof AgentloopFeedbackEventMap, string>;

type Callbacks = {
  [Name in keyof typeof CALLBACKS as (typeof CALLBACKS)[Name]]?:
    ((event: AgentloopFeedbackEventMap[Name]) => void) | undefined;
};

/** The element's properties and events, and HTML's own attributes. */
export type AgentloopFeedbackProps = FeedbackProperties &
  Callbacks &
  Omit<HTMLAttributes<FeedbackElement>, keyof Callbacks>;

const EVENTS = Object.keys(CALLBACKS) as (keyof typeof CALLBACKS)[];
const PROPERTIES = Object.keys(FeedbackElement.properties) as FeedbackProperty[];
const OWN = new Set<string>([...PROPERTIES, ...Object.values(CALLBACKS)]);

/**
 * `<agentloop-feedback>` as a component. React 18 gives a custom element attributes alone, and no
 * listeners; React 19 takes the tag itself as well.
 *
 * @example
 * <AgentloopFeedback feedbackUrl={url} onSubmitted={({ input }) => count(input.rating)} />
 */
export const AgentloopFeedback = forwardRef<FeedbackElement, AgentloopFeedbackProps>(
  function AgentloopFeedback(props, forwarded) {
    const element = useRef<FeedbackElement>(null);
    const latest = useRef(props);
    useImperativeHandle(forwarded, () => element.current!);

    // After each render: the element itself sees what has changed.
    useEffect(() => {
      latest.current = props;
      const values = Object.fromEntries(PROPERTIES.map((name) => [name, props[name]]));
      Object.assign(element.current!, values);
    });

    useEffect(() => {
      const target = element.current!;
      const hear = (event: Event) => {
        const name = CALLBACKS[event.type as keyof typeof CALLBACKS];
        (latest.current[name] as ((event: Event) => void) | undefined)?.(event);
      };
      EVENTS.forEach((type) => target.addEventListener(type, hear));
      return () => EVENTS.forEach((type) => target.removeEventListener(type, hear));
    }, []);

    const { className, ...others } = props;
    return createElement('agentloop-feedback', {
      ...Object.fromEntries(Object.entries(others).filter(([name]) => !OWN.has(name))),
      // React 18 knows a custom element's class under this name alone.
      class: className,
      // What a server draws works before any script.
      'feedback-url': props.feedbackUrl,
      ref: element,
    });
  },
);
