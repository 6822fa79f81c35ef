import { defineReviewElements } from './define-review-elements.js';

/* The script of the review queue's page: what stood there for those without scripts goes. */
defineReviewElements();
document.querySelector('#page')?.replaceChildren(document.createElement('review-app'));
