import { html, nothing } from 'lit';

import { nameSignal, renderAge, renderDaysLeft, renderRating } from './render-parts.js';
import { renderSaid } from './render-said.js';

import type { TemplateResult } from 'lit';
import type { Review, TurnItem } from '../protocol/review.js';
import type { Filter } from './review-address.js';
import type { Speech } from './speech.js';

export interface TurnView {
  speech: Speech;
  /** Corrections are shown as changes to the answer, or as they were written. */
  showsChanges: boolean;
  onShowChanges: (showsChanges: boolean) => void;
  onUseCorrection: (correction: string) => void;
  onFilter: (part: Partial<Filter>) => void;
}

/** A turn to be read: what was asked and answered, why it is here, and what people said. */
export function renderTurn(turn: TurnItem, view: TurnView): TemplateResult {
  const { speech } = view;
  return html`
    <p class="facts">
      ${turn.status === 'pending' ? renderDaysLeft(turn.expires_at, speech) : renderStatus(turn, speech)}
      ${renderAge(turn.created_at, speech)}
      ${
        turn.duplicate_count > 0
          ? html`<span>${speech.count('askedTimes', turn.duplicate_count + 1)}</span>`
          : nothing
      }
      ${renderWho('user', turn.user_id, view)} ${renderWho('session', turn.session_id, view)}
    </p>
    <h2 id="turn-title" tabindex="-1" dir="auto">${turn.question}</h2>
    ${renderSignals(turn, view)} ${turn.review ? renderReview(turn.review, speech) : nothing}
    <section class="answer" aria-labelledby="answer-title">
      <h3 id="answer-title">${speech.say('answer')}</h3>
      ${
        turn.agent_response
          ? html`<p class="text" dir="auto">${turn.agent_response}</p>`
          : html`<p class="quiet">${speech.say('noAnswer')}</p>`
      }
    </section>
    ${renderSaid(turn, view)} ${renderDetails(turn, speech)}
  `;
}

function renderStatus({ status, review }: TurnItem, speech: Speech): TemplateResult {
  const name = status === 'annotated' ? 'reviewed' : status;
  return html`<span class="status" data-status=${status}
    >${speech.say(name)}${review?.reviewer ? html` · ${review.reviewer}` : nothing}</span
  >`;
}

/** A turn of somebody: a button that shows all of them. */
function renderWho(
  field: 'user' | 'session',
  id: string,
  { speech, onFilter }: TurnView,
): TemplateResult | typeof nothing {
  return id
    ? html`<button
        type="button"
        class="link"
        title=${speech.say(field === 'user' ? 'onlyUser' : 'onlySession')}
        @click=${() => onFilter({ [field]: id })}
      >
        ${speech.say(field)} <bdi>${id}</bdi>
      </button>`
    : nothing;
}

function renderSignals(
  { signals }: TurnItem,
  { speech, onFilter }: TurnView,
): TemplateResult | typeof nothing {
  const entries = Object.entries(signals);
  if (entries.length === 0) return nothing;
  return html`<ul class="chips" aria-label=${speech.say('signals')}>
    ${entries.map(
      ([name, value]) =>
        html`<li>
          <button
            type="button"
            class="chip"
            title=${speech.say('onlySignal')}
            @click=${() => onFilter({ signal: name })}
          >
            <bdi>${nameSignal(name, value)}</bdi>
          </button>
        </li>`,
    )}
  </ul>`;
}

function renderReview(review: Review, speech: Speech): TemplateResult {
  const name = review.reviewer ?? speech.say('somebody');
  return html`<section class="review" aria-label=${speech.say('verdict')}>
    <p class="facts">
      ${
        review.rating
          ? renderRating(review.rating, speech)
          : html`<strong>${speech.say('dismissed')}</strong>`
      }
      <span>${speech.say('reviewedBy', { name })}</span> ${renderAge(review.reviewed_at, speech)}
    </p>
    ${review.correction ? html`<p class="text" dir="auto">${review.correction}</p>` : nothing}
  </section>`;
}

/** What is rarely needed. */
function renderDetails(turn: TurnItem, speech: Speech): TemplateResult {
  return html`<details class="details">
    <summary>${speech.say('details')}</summary>
    <dl>
      <dt>${speech.say('turnId')}</dt>
      <dd>${turn.turn_id}</dd>
      <dt>${speech.say('logged')}</dt>
      <dd>${speech.time(turn.created_at)}</dd>
      <dt>${speech.say('expires')}</dt>
      <dd>${speech.time(turn.expires_at)}</dd>
      ${
        Object.keys(turn.metadata).length > 0
          ? html`<dt>${speech.say('metadata')}</dt>
              <dd><pre class="text" dir="ltr">${JSON.stringify(turn.metadata, null, 2)}</pre></dd>`
          : nothing
      }
    </dl>
  </details>`;
}
