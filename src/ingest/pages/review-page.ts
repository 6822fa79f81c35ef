import { html } from './html.js';
import { renderDocument } from './render-document.js';

/** The review queue: all of it is its script's. */
export function renderReviewPage(): string {
  return renderDocument({
    language: 'en',
    direction: 'ltr',
    title: 'Review queue',
    name: 'review-page',
    body: html`<main id="page">
      <noscript><p>The review queue needs JavaScript.</p></noscript>
    </main>`,
  });
}
