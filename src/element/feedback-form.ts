import { html, nothing } from 'lit';

import { STRINGS } from '../locales/en.js';
import { REASONS } from '../protocol/annotation.js';

import type { TemplateResult } from 'lit';
import type { Reason } from '../protocol/annotation.js';
import type { Draft } from './draft-store.js';
import type { FeedbackSession } from './feedback-session.js';

type TextField = 'correction' | 'comment';

/** What can be done about a vote, beside the status. */
export function renderActions(session: FeedbackSession): TemplateResult | typeof nothing {
  const { isOpen, isRetryable, rating, status } = session;
  if (isRetryable) return renderAction(STRINGS.retry, () => session.retry());
  if (!rating || isOpen || status === 'sending' || status === 'refused') return nothing;
  const label = status === 'votedDown' ? STRINGS.correct : STRINGS.change;
  return html`
    ${rating === 'correct' ? nothing : renderAction(label, () => session.open())}
    ${renderAction(STRINGS.undo, () => void session.retract())}
  `;
}

/** The form, while it is open. */
export function renderForm(session: FeedbackSession): TemplateResult | typeof nothing {
  if (!session.isOpen) return nothing;
  return html`
    <form
      part="panel"
      aria-label=${STRINGS.formTitle}
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        session.submit();
      }}
      @keydown=${(event: KeyboardEvent) => onKeydown(event, session)}
    >
      <fieldset>
        <legend>${STRINGS.ratingLegend}</legend>
        ${renderRating('incorrect', session)} ${renderRating('partial', session)}
      </fieldset>
      <fieldset>
        <legend>${STRINGS.reasonsLegend}</legend>
        ${REASONS.map((reason) => renderReason(reason, session))}
      </fieldset>
      ${renderText('correction', 3, session)} ${renderText('comment', 1, session)}
      <div class="buttons">
        <button part="button send" type="submit" ?disabled=${session.isUnusable}>
          ${STRINGS.send}
        </button>
        <button part="button close" type="button" @click=${() => session.close()}>
          ${STRINGS.close}
        </button>
      </div>
    </form>
  `;
}

function renderAction(label: string, act: () => void): TemplateResult {
  return html`<button part="action" type="button" @click=${act}>${label}</button>`;
}

function renderRating(rating: Draft['rating'], session: FeedbackSession): TemplateResult {
  return html`<label part="choice">
    <input
      type="radio"
      name="rating"
      .checked=${session.draft.rating === rating}
      @change=${() => session.edit({ rating })}
    /><span>${STRINGS.ratings[rating]}</span>
  </label>`;
}

function renderReason(reason: Reason, session: FeedbackSession): TemplateResult {
  return html`<label part="choice">
    <input
      type="checkbox"
      .checked=${session.draft.reasons.includes(reason)}
      @change=${() => session.toggle(reason)}
    /><span>${STRINGS.reasons[reason]}</span>
  </label>`;
}

function renderText(name: TextField, rows: number, session: FeedbackSession): TemplateResult {
  const isTooLong = session.tooLong.includes(name);
  return html`
    <label for=${name}>${STRINGS[name]} <small>${STRINGS.optional}</small></label>
    <textarea
      part="field"
      id=${name}
      rows=${rows}
      dir="auto"
      aria-invalid=${isTooLong}
      aria-describedby=${isTooLong ? `${name}-error` : nothing}
      .value=${session.draft[name]}
      @input=${(event: Event) =>
        session.edit({ [name]: (event.target as HTMLTextAreaElement).value })}
    ></textarea>
    ${isTooLong ? html`<p part="error" id="${name}-error">${STRINGS.tooLong}</p>` : nothing}
  `;
}

/** Escape closes; Control or Command with Enter sends. Neither reaches the page's own shortcuts. */
function onKeydown(event: KeyboardEvent, session: FeedbackSession): void {
  if (event.isComposing) return;
  if (event.key === 'Escape') session.close();
  else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) session.submit();
  event.stopPropagation();
}
