import { readFeedbackUrl } from '../protocol/feedback-context.js';
import { printForm } from './print-form.js';

import type { StateAnswer } from '../protocol/answers.js';

/** Puts the element in the place of the plain form, with what was said before. */
export function mountElement(
  form: HTMLFormElement,
  url: string,
  { annotation, expires_at }: StateAnswer,
): void {
  const read = readFeedbackUrl(url);
  if (!read.ok) return;
  const element = document.createElement('agentloop-feedback');
  element.feedbackUrl = url;
  element.maxAge = Date.parse(expires_at) / 1000 - read.context.t;
  element.annotation = annotation;
  form.replaceWith(element);
  printForm(form, element, annotation);
}
