import { html } from 'hono/html';

import { isLong } from '../../protocol/is-long.js';

import type { SignedPayload } from '../../protocol/feedback-context.js';
import type { Content, Markup } from './markup.js';
import type { Speech } from './speech.js';

/**
 * A question, its answer, and what is asked about it. Without texts it is what the script fills in,
 * once it knows them. Each heading names its string, so that the script can say it in another
 * language.
 */
export function renderTurn(
  { strings }: Speech,
  { q, a }: Partial<SignedPayload>,
  { message, form }: { message?: Content; form: Markup },
): Markup {
  return html`<h1 data-say="rate">${strings.rate}</h1>
    ${message}
    <h2 id="question" data-say="question">${strings.question}</h2>
    ${renderText('question', q, strings.showAll)}
    <h2 id="answer" data-say="answer">${strings.answer}</h2>
    ${renderText('answer', a, strings.showAll)}
    <h2 id="rating" data-say="askRating">${strings.askRating}</h2>
    ${form}`;
}

/**
 * A long text is folded to the eye alone, and a screen reader reads all of it: the style sheet looks
 * at whether the `details` is open.
 */
function renderText(
  name: 'question' | 'answer',
  text: string | undefined,
  showAll: string,
): Markup {
  return html`<div class="${name}">
    <p class="text" dir="auto">${text}</p>
    ${(text === undefined || isLong(text)) && renderFold(name, showAll)}
  </div>`;
}

function renderFold(name: string, showAll: string): Markup {
  return html`<details>
    <summary aria-describedby="${name}" data-say="showAll">${showAll}</summary>
  </details>`;
}
