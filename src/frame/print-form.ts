import type { AgentloopFeedback } from '../element/agentloop-feedback.js';
import type { AnnotationInput } from '../protocol/annotation.js';

/**
 * Paper shows what was said in the plain form, of which the style sheet prints what is filled in.
 * The element prints no form.
 *
 * @param saved what was said before
 */
export function printForm(
  form: HTMLFormElement,
  element: AgentloopFeedback,
  saved: AnnotationInput | null,
): void {
  let said: Partial<AnnotationInput> = saved ?? {};
  element.addEventListener('agentloop-submitted', ({ input }) => {
    said = { ...said, ...input };
  });
  element.addEventListener('agentloop-retracted', () => {
    said = {};
  });
  // It comes without the script no longer.
  form.removeAttribute('class');
  addEventListener('beforeprint', () => {
    fill(form, said);
    element.after(form);
  });
  addEventListener('afterprint', () => form.remove());
}

function fill(form: HTMLFormElement, said: Partial<AnnotationInput>): void {
  const chosen = new Set<string | undefined>([said.rating, ...(said.reasons ?? [])]);
  for (const box of form.querySelectorAll('input')) box.checked = chosen.has(box.value);
  for (const field of form.querySelectorAll('textarea')) {
    field.value = said[field.name as 'correction' | 'comment'] ?? '';
  }
}
