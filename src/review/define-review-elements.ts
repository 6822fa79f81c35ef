import { ReviewApp } from './review-app.js';
import { ReviewOverview } from './review-overview.js';
import { ReviewTurnList } from './review-turn-list.js';

/** Makes the page's elements known. They are the page's own, so nobody else has defined them. */
export function defineReviewElements(): void {
  customElements.define('review-turn-list', ReviewTurnList);
  customElements.define('review-overview', ReviewOverview);
  customElements.define('review-app', ReviewApp);
}
