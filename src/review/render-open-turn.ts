import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';

import { renderConflict } from './render-conflict.js';
import { describeFailure, renderFailure } from './render-failure.js';
import { renderKey } from './render-parts.js';
import { renderTurn } from './render-turn.js';
import { renderVerdict } from './render-verdict.js';

import type { TemplateResult } from 'lit';
import type { OpenTurn } from './open-turn.js';
import type { ReviewDesk } from './review-desk.js';
import type { Speech } from './speech.js';
import type { Outcome } from './verdicts.js';

export interface OpenTurnView {
  speech: Speech;
  desk: ReviewDesk;
  showsKeys: boolean;
  showsChanges: boolean;
  onShowChanges: (showsChanges: boolean) => void;
  onStep: (by: 1 | -1) => void;
  onBack: () => void;
  onSave: () => void;
  onDismiss: () => void;
}

/** The right side: the turn that is open, and the verdict on it. */
export function renderOpenTurn(view: OpenTurnView): TemplateResult {
  const { speech, desk, showsKeys, onStep, onBack } = view;
  const { open } = desk;
  return html`<section class="open" aria-label=${speech.say('turnId')}>
    ${
      open
        ? html`<div class="row steps">
            <button type="button" class="back" @click=${onBack}>${speech.say('backToList')}</button>
            <button
              type="button"
              aria-keyshortcuts=${showsKeys ? 'k' : nothing}
              @click=${() => onStep(-1)}
            >
              ${speech.say('previousTurn')} ${renderKey('k', showsKeys)}
            </button>
            <button
              type="button"
              aria-keyshortcuts=${showsKeys ? 'j' : nothing}
              @click=${() => onStep(1)}
            >
              ${speech.say('nextTurn')} ${renderKey('j', showsKeys)}
            </button>
            ${renderNews(open, desk, speech)}
          </div>`
        : nothing
    }
    ${open ? keyed(open.id, renderBody(open, view)) : renderNothing(speech)}
  </section>`;
}

function renderBody(open: OpenTurn, view: OpenTurnView): TemplateResult {
  const { speech, desk } = view;
  const { turn } = open;
  const outcome = desk.verdicts.outcomes.get(open.id);
  if (!turn) {
    return open.failure
      ? renderFailure(open.failure, speech, () => void open.read())
      : html`<p class="quiet state" role="status">${speech.say('loading')}</p>`;
  }
  return html`<div class="reading">
      ${outcome ? renderOutcome(outcome, open.id, view) : nothing}
      ${renderTurn(turn, {
        speech,
        showsChanges: view.showsChanges,
        onShowChanges: view.onShowChanges,
        onUseCorrection: (correction) => open.change({ correction }),
        onFilter: (part) => desk.filterBy(part),
      })}
    </div>
    ${renderVerdict({
      speech,
      turn,
      draft: open.draft,
      problem: open.problem,
      reviewer: desk.reviewer,
      isBusy: desk.verdicts.isBusy(open.id),
      showsKeys: view.showsKeys,
      onChange: (part) => open.change(part),
      onReviewer: (name) => desk.nameReviewer(name),
      onSave: view.onSave,
      onDismiss: view.onDismiss,
      onReopen: () => desk.reopen(),
      onDiscard: () => open.discard(),
    })}`;
}

/** Where a verdict was not stored: why, and what can be done. */
function renderOutcome(
  outcome: Outcome,
  turnId: string,
  { speech, desk }: OpenTurnView,
): TemplateResult | typeof nothing {
  const { state, failure } = outcome;
  if (state === 'conflict') {
    return renderConflict({
      speech,
      outcome,
      onKeepTheirs: () => desk.keepTheirs(),
      onReplaceTheirs: () => desk.replaceTheirs(),
    });
  }
  if (!failure || (state !== 'failed' && state !== 'waiting')) return nothing;
  return html`<div class="failure">
    <p>
      <strong>${speech.say('notSaved')}.</strong> ${describeFailure(failure, speech)}
      ${state === 'waiting' ? speech.say('waitsForNetwork') : nothing}
    </p>
    <button type="button" @click=${() => void desk.verdicts.retry(turnId)}>
      ${speech.say('retry')}
    </button>
  </div>`;
}

/** What has been learnt of the turn meanwhile; it stands in a line that is there anyway. */
function renderNews(
  { turn, newer }: OpenTurn,
  desk: ReviewDesk,
  speech: Speech,
): TemplateResult | typeof nothing {
  if (!newer) return nothing;
  const isReviewed = newer.review !== null && newer.revision !== turn?.revision;
  const name = newer.review?.reviewer ?? speech.say('somebody');
  return html`<span class="news" role="status"
    >${isReviewed ? speech.say('turnReviewedBy', { name }) : speech.say('turnChanged')}
    <button type="button" class="link" @click=${() => desk.showNewer()}>
      ${speech.say('showChange')}
    </button></span
  >`;
}

function renderNothing(speech: Speech): TemplateResult {
  return html`<div class="state">
    <p>${speech.say('noTurn')}</p>
    <p class="quiet">${speech.say('noTurnHint', { key: 'j' })}</p>
  </div>`;
}
