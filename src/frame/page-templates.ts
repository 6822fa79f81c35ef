import { isLong } from '../protocol/is-long.js';

import type { FeedbackContext } from '../protocol/feedback-context.js';

/** The one box that holds everything. The ingest has written it. */
export const page = document.querySelector('#page') as HTMLElement;

/**
 * Shows one of the templates that the ingest has written: `turn`, `not-usable` or `not-reached`. So
 * there is one place where the page's markup and words come from.
 */
export function show(name: string): void {
  const template = document.querySelector<HTMLTemplateElement>(`template#${name}`);
  if (template) page.replaceChildren(template.content.cloneNode(true));
}

/**
 * Shows the turn of a context that the ingest has verified.
 *
 * @returns the plain form, whose place the element takes
 */
export function showTurn({ q, a }: FeedbackContext): HTMLFormElement {
  show('turn');
  fill('.question', q);
  fill('.answer', a);
  return page.querySelector('form') as HTMLFormElement;
}

function fill(selector: string, text: string): void {
  const box = page.querySelector(selector);
  box?.querySelector('p')?.append(text);
  if (!isLong(text)) box?.querySelector('details')?.remove();
}
