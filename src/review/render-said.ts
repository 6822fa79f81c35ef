import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';

import { renderDiff } from './render-diff.js';
import { renderAge, renderRating } from './render-parts.js';

import type { TemplateResult } from 'lit';
import type { AnnotationItem, TurnItem } from '../protocol/review.js';
import type { TurnView } from './render-turn.js';

/** What people said about an answer, newest first. A reviewer's own verdict stands elsewhere. */
export function renderSaid(turn: TurnItem, view: TurnView): TemplateResult {
  const { speech } = view;
  const said = turn.annotations.filter(({ source }) => source !== 'reviewer');
  const more = turn.annotation_count - said.length;
  return html`<section class="said" aria-labelledby="said-title">
    <div class="row">
      <h3 id="said-title">${speech.say('whatPeopleSaid')}</h3>
      ${said.some(({ correction }) => correction) ? renderChoice(view) : nothing}
    </div>
    ${said.length === 0 ? html`<p class="quiet">${speech.say('nobodySaid')}</p>` : nothing}
    ${said.map((annotation) => renderAnnotation(annotation, turn.agent_response, view))}
    ${more > 0 ? html`<p class="quiet">${speech.count('moreSaid', more)}</p>` : nothing}
  </section>`;
}

function renderChoice({ speech, showsChanges, onShowChanges }: TurnView): TemplateResult {
  const button = (isChanges: boolean) =>
    html`<button
      type="button"
      aria-pressed=${showsChanges === isChanges}
      @click=${() => onShowChanges(isChanges)}
    >
      ${speech.say(isChanges ? 'asChanges' : 'asText')}
    </button>`;
  return html`<div class="segments" role="group" aria-label=${speech.say('showAs')}>
    ${button(true)}${button(false)}
  </div>`;
}

function renderAnnotation(
  { rating, tags, updated_at, comment, correction }: AnnotationItem,
  answer: string,
  view: TurnView,
): TemplateResult {
  const { speech } = view;
  return html`<article class="annotation" data-rating=${rating}>
    <p class="facts">
      ${renderRating(rating, speech)}
      ${tags.map((tag) => html`<span class="chip"><bdi>${speech.name(tag)}</bdi></span>`)}
      ${renderAge(updated_at, speech)}
    </p>
    ${correction ? renderCorrection(correction, answer, view) : nothing}
    ${
      comment
        ? html`<h4>${speech.say('comment')}</h4>
            <p class="text" dir="auto">${comment}</p>`
        : nothing
    }
  </article>`;
}

function renderCorrection(correction: string, answer: string, view: TurnView): TemplateResult {
  const { speech, showsChanges, onUseCorrection } = view;
  return html`<h4>${speech.say('shouldHaveBeen')}</h4>
    ${
      showsChanges
        ? guard([answer, correction, speech], () => renderDiff(answer, correction, speech))
        : html`<p class="text" dir="auto">${correction}</p>`
    }
    <button type="button" class="link" @click=${() => onUseCorrection(correction)}>
      ${speech.say('useCorrection')}
    </button>`;
}
