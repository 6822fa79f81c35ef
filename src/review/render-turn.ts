import { html, nothing } from 'lit';

import type { TemplateResult } from 'lit';
import type { AnnotationItem, TurnItem } from '../protocol/review.js';

const RATING_NAMES = { incorrect: 'Wrong', partial: 'Partly right', correct: 'Right' };

/** One turn of the queue. Everything that people wrote stays text. */
export function renderTurn(turn: TurnItem): TemplateResult {
  return html`
    <li>
      <article aria-label=${turn.question}>
        <h2 dir="auto">${turn.question}</h2>
        <p class="text" dir="auto">${turn.agent_response}</p>
        <p class="facts">
          ${Object.entries(turn.signals).map(([name, value]) => renderSignal(name, value))}
          ${
            turn.duplicate_count > 0
              ? html`<span>asked ${turn.duplicate_count + 1} times</span>`
              : nothing
          }
          ${renderTime(turn.created_at)}
        </p>
        ${turn.annotations.map(renderAnnotation)}
      </article>
    </li>
  `;
}

function renderSignal(name: string, value: unknown): TemplateResult {
  return html`<span class="chip"
    >${value === true ? name : `${name}: ${JSON.stringify(value)}`}</span
  >`;
}

function renderAnnotation(annotation: AnnotationItem): TemplateResult {
  return html`
    <section aria-label="Annotation">
      <p class="facts">
        <strong>${RATING_NAMES[annotation.rating]}</strong>
        ${annotation.tags.map((tag) => html`<span class="chip">${tag}</span>`)}
        ${renderTime(annotation.updated_at)}
      </p>
      ${renderText('Should have been', annotation.correction)}
      ${renderText('Comment', annotation.comment)}
    </section>
  `;
}

function renderText(label: string, text: string): TemplateResult | typeof nothing {
  return text
    ? html`<h3>${label}</h3>
        <p class="text" dir="auto">${text}</p>`
    : nothing;
}

function renderTime(iso: string): TemplateResult {
  return html`<time datetime=${iso}>${new Date(iso).toLocaleString()}</time>`;
}
