import { html } from 'hono/html';

import { renderDocument } from './render-document.js';

import type { Markup } from './markup.js';

/** The review queue: all of it is its script's. */
export function renderReviewPage(): Markup {
  return renderDocument({
    language: 'en',
    direction: 'ltr',
    title: 'Review queue',
    name: 'review-page',
    body: html`<div id="page">
      <noscript><p>The review queue needs JavaScript.</p></noscript>
    </div>`,
  });
}
