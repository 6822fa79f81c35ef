import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';

import { RATINGS, REASONS, ROOT_CAUSES } from '../protocol/annotation.js';
import { isSameDraft, personOf, prefill, splitTags } from './draft.js';
import { renderDiff } from './render-diff.js';
import { renderKey } from './render-parts.js';
import { ratingIcon } from './review-icons.js';

import type { TemplateResult } from 'lit';
import type { RootCause } from '../protocol/annotation.js';
import type { TurnItem } from '../protocol/review.js';
import type { Draft, DraftProblem } from './draft.js';
import type { Speech } from './speech.js';

export interface VerdictView {
  speech: Speech;
  turn: TurnItem;
  draft: Draft;
  problem: DraftProblem | undefined;
  reviewer: string;
  isBusy: boolean;
  /** Whether the keys of one letter are on, and therefore shown. */
  showsKeys: boolean;
  onChange: (part: Partial<Draft>) => void;
  onReviewer: (name: string) => void;
  onSave: () => void;
  onDismiss: () => void;
  onReopen: () => void;
  onDiscard: () => void;
}

/** The verdict on a turn, as it is being made. */
export function renderVerdict(view: VerdictView): TemplateResult {
  const { speech, draft, turn, onSave } = view;
  const isOpen = draft.rating !== 'correct';
  return html`
    <form
      class="verdict"
      aria-labelledby="verdict-title"
      novalidate
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        onSave();
      }}
    >
      <h2 id="verdict-title">${speech.say('verdict')}</h2>
      ${renderRatings(view)} ${isOpen ? renderCorrection(view) : nothing}
      ${isOpen ? renderCauses(view) : nothing} ${renderTags(view)}
      <div class="field">
        <label for="reviewer">${speech.say('reviewer')}</label>
        <input
          id="reviewer"
          autocomplete="name"
          dir="auto"
          maxlength="128"
          aria-describedby="reviewer-hint"
          .value=${live(view.reviewer)}
          @change=${(event: Event) => view.onReviewer(valueOf(event))}
        />
        <small id="reviewer-hint">${speech.say('reviewerHint')}</small>
      </div>
      ${
        isSameDraft(draft, prefill(turn))
          ? nothing
          : html`<p class="quiet">
              ${speech.say('draftKept')}
              <button type="button" class="link" @click=${view.onDiscard}>
                ${speech.say('discardDraft')}
              </button>
            </p>`
      }
      ${renderButtons(view)}
    </form>
  `;
}

function renderRatings({
  speech,
  draft,
  problem,
  showsKeys,
  onChange,
}: VerdictView): TemplateResult {
  const isMissing = problem === 'chooseRating';
  return html`<fieldset class="ratings" aria-describedby=${isMissing ? 'problem' : nothing}>
    <legend>${speech.say('howRight')}</legend>
    ${RATINGS.map(
      (rating, index) =>
        html`<label data-rating=${rating}>
          <input
            type="radio"
            name="rating"
            .value=${rating}
            aria-keyshortcuts=${showsKeys ? String(index + 1) : nothing}
            aria-invalid=${isMissing ? 'true' : nothing}
            .checked=${live(draft.rating === rating)}
            @change=${() => onChange({ rating })}
          />
          ${ratingIcon(rating)}<span>${speech.say(rating)}</span>${renderKey(String(index + 1), showsKeys)}
        </label>`,
    )}
    ${isMissing ? renderProblem(speech, problem) : nothing}
  </fieldset>`;
}

function renderCorrection({
  speech,
  turn,
  draft,
  problem,
  showsKeys,
  onChange,
}: VerdictView): TemplateResult {
  const person = personOf(turn);
  const isWrong = problem === 'correctionMissing' || problem === 'textTooLong';
  const describedBy = [
    ...(person?.correction ? ['correction-hint'] : []),
    ...(isWrong ? ['problem'] : []),
  ].join(' ');
  const isNew = draft.correction.trim() !== '' && draft.correction !== person?.correction;
  return html`<div class="field">
    <label for="correction">${speech.say('correction')}</label>${renderKey('e', showsKeys)}
    ${
      person?.correction
        ? html`<small id="correction-hint">${speech.say('correctionHint')}</small>`
        : nothing
    }
    <textarea
      id="correction"
      dir="auto"
      rows="4"
      aria-keyshortcuts=${showsKeys ? 'e' : nothing}
      aria-describedby=${describedBy || nothing}
      aria-invalid=${isWrong ? 'true' : nothing}
      .value=${live(draft.correction)}
      @input=${(event: Event) => onChange({ correction: valueOf(event) })}
    ></textarea>
    ${isWrong ? renderProblem(speech, problem) : nothing}
    ${
      draft.correction.trim() === '' && turn.agent_response
        ? html`<button
            type="button"
            class="link"
            @click=${() => onChange({ correction: turn.agent_response })}
          >
            ${speech.say('fromAnswer')}
          </button>`
        : nothing
    }
    ${
      isNew && turn.agent_response
        ? html`<details class="compare">
            <summary>${speech.say('compare')}</summary>
            ${guard([turn.agent_response, draft.correction, speech], () =>
              renderDiff(turn.agent_response, draft.correction, speech),
            )}
          </details>`
        : nothing
    }
  </div>`;
}

function renderCauses({ speech, draft, onChange }: VerdictView): TemplateResult {
  const choice = (cause: RootCause | null) => {
    const name = cause ?? 'noCause';
    const hint = cause && speech.say(`${cause}Hint`);
    return html`<label title=${hint ?? nothing}>
      <input
        type="radio"
        name="root-cause"
        .value=${name}
        .checked=${live(draft.root_cause === cause)}
        @change=${() => onChange({ root_cause: cause })}
      />
      <span>${speech.say(name)}</span>
      ${hint ? html`<span class="visually-hidden">: ${hint}</span>` : nothing}
    </label>`;
  };
  const { root_cause: chosen } = draft;
  return html`<fieldset class="choices">
    <legend>${speech.say('why')}</legend>
    ${choice(null)} ${ROOT_CAUSES.map(choice)}
    ${chosen ? html`<small aria-hidden="true">${speech.say(`${chosen}Hint`)}</small>` : nothing}
  </fieldset>`;
}

function renderTags({ speech, draft, problem, onChange }: VerdictView): TemplateResult {
  const tags = splitTags(draft.tags);
  const isWrong = problem === 'tooManyTags';
  const add = (tag: string) => onChange({ tags: [...tags, tag].join(', ') });
  const suggestions = REASONS.filter((reason) => reason !== 'other' && !tags.includes(reason));
  return html`<div class="field">
    <label for="tags">${speech.say('tags')}</label>
    <small id="tags-hint">${speech.say('tagsHint')}</small>
    <input
      id="tags"
      dir="auto"
      autocomplete="off"
      aria-describedby=${isWrong ? 'tags-hint problem' : 'tags-hint'}
      aria-invalid=${isWrong ? 'true' : nothing}
      .value=${live(draft.tags)}
      @input=${(event: Event) => onChange({ tags: valueOf(event) })}
    />
    ${isWrong ? renderProblem(speech, problem) : nothing}
    <ul class="chips" aria-label=${speech.say('suggestedTags')}>
      ${suggestions.map(
        (tag) =>
          html`<li>
            <button type="button" class="chip" @click=${() => add(tag)}>
              + ${speech.name(tag)}
            </button>
          </li>`,
      )}
    </ul>
  </div>`;
}

function renderButtons(view: VerdictView): TemplateResult {
  const { speech, turn, isBusy, showsKeys, onDismiss, onReopen } = view;
  return html`<div class="buttons">
    <button
      class="primary"
      aria-keyshortcuts=${showsKeys ? 'Enter' : nothing}
      aria-disabled=${isBusy ? 'true' : nothing}
    >
      ${isBusy ? speech.say('saving') : speech.say(saveLabel(view))} ${renderKey('⏎', showsKeys)}
    </button>
    ${
      turn.review
        ? html`<button type="button" @click=${onReopen}>${speech.say('reopen')}</button>`
        : html`<button
            type="button"
            title=${speech.say('dismissHint')}
            aria-keyshortcuts=${showsKeys ? 'x' : nothing}
            @click=${onDismiss}
          >
            ${speech.say('dismiss')} ${renderKey('x', showsKeys)}
          </button>`
    }
  </div>`;
}

/** What saving would mean, so that one key is pressed knowingly. */
function saveLabel({ draft, turn }: VerdictView): 'approve' | 'confirm' | 'save' {
  if (draft.rating === 'correct') return 'confirm';
  const person = personOf(turn);
  const isTheirs =
    !turn.review && person && person.correction !== '' && person.correction === draft.correction;
  return isTheirs && person.rating === draft.rating ? 'approve' : 'save';
}

function renderProblem(speech: Speech, problem: DraftProblem): TemplateResult {
  return html`<p class="problem" id="problem">${speech.say(problem)}</p>`;
}

function valueOf({ target }: Event): string {
  return (target as HTMLInputElement | HTMLTextAreaElement).value;
}
