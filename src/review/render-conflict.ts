import { html, nothing } from 'lit';

import type { TemplateResult } from 'lit';
import type { TurnItem } from '../protocol/review.js';
import type { Speech } from './speech.js';
import type { Outcome } from './verdicts.js';

export interface ConflictView {
  speech: Speech;
  outcome: Outcome;
  onKeepTheirs: () => void;
  onReplaceTheirs: () => void;
}

/** Somebody else was faster: what they said, what would be saved, and the choice between the two. */
export function renderConflict({
  speech,
  outcome,
  onKeepTheirs,
  onReplaceTheirs,
}: ConflictView): TemplateResult {
  const theirs = outcome.failure?.turn;
  const correction = theirs?.review?.correction;
  const isOverwriting = Boolean(theirs?.review);
  return html`<section class="conflict" role="alert" aria-labelledby="conflict-title">
    <h2 id="conflict-title" tabindex="-1">${speech.say('conflictTitle')}</h2>
    <p>${theirs ? describe(theirs, speech) : speech.say('conflictChanged')}</p>
    ${correction ? renderText('theirs', correction, speech) : nothing}
    ${outcome.input.correction ? renderText('yours', outcome.input.correction, speech) : nothing}
    <div class="buttons">
      <button type="button" class="primary" @click=${onKeepTheirs}>
        ${speech.say(isOverwriting ? 'keepTheirs' : 'readAgain')}
      </button>
      <button type="button" @click=${onReplaceTheirs}>
        ${speech.say(isOverwriting ? 'replaceTheirs' : 'saveMine')}
      </button>
    </div>
  </section>`;
}

function describe({ review }: TurnItem, speech: Speech): string {
  if (!review) return speech.say('conflictChanged');
  const values = {
    name: review.reviewer ?? speech.say('somebody'),
    age: speech.age(review.reviewed_at),
  };
  return review.rating
    ? speech.say('conflictReviewed', { ...values, rating: speech.say(review.rating) })
    : speech.say('conflictDismissed', values);
}

function renderText(name: 'theirs' | 'yours', text: string, speech: Speech): TemplateResult {
  return html`<h3>${speech.say(name)}</h3>
    <p class="text" dir="auto">${text}</p>`;
}
