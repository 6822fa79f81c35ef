import { html } from 'lit';

import { diffTexts } from './word-diff.js';

import type { TemplateResult } from 'lit';
import type { Speech } from './speech.js';
import type { DiffPart } from './word-diff.js';

/** A correction as changes to the answer; where that does not help, its text and why. */
export function renderDiff(answer: string, correction: string, speech: Speech): TemplateResult {
  if (answer.trim() === correction.trim()) {
    return renderText(correction, speech.say('sameText'));
  }
  const parts = diffTexts(answer, correction);
  return parts
    ? html`<p class="text diff" dir="auto">${parts.map(renderPart)}</p>`
    : renderText(correction, speech.say('tooDifferent'));
}

function renderText(text: string, why: string): TemplateResult {
  return html`<p class="text" dir="auto">${text}</p>
    <p class="quiet">${why}</p>`;
}

function renderPart({ kind, text }: DiffPart): TemplateResult | string {
  if (kind === 'same') return text;
  return kind === 'added' ? html`<ins>${text}</ins>` : html`<del>${text}</del>`;
}
