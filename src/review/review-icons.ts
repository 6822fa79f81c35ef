import { html } from 'lit';

import type { TemplateResult } from 'lit';
import type { Rating } from '../protocol/annotation.js';

/** Each rating has a shape of its own, so that it is told apart without its colour. */
const SHAPES: Readonly<Record<Rating, TemplateResult>> = {
  incorrect: html`<svg viewBox="0 0 16 16" aria-hidden="true">
    <path d="m4.5 4.5 7 7m0-7-7 7" />
  </svg>`,
  partial: html`<svg viewBox="0 0 16 16" aria-hidden="true">
    <path d="M2.5 8c1.8-2.6 3.7-2.6 5.5 0s3.7 2.6 5.5 0" />
  </svg>`,
  correct: html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="m3 8.5 3.3 3.3L13 5" /></svg>`,
};

export function ratingIcon(rating: Rating): TemplateResult {
  return SHAPES[rating];
}
