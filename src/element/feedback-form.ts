import { html, nothing } from 'lit';

import { REASONS } from '../protocol/annotation.js';

import type { TemplateResult } from 'lit';
import type { Reason } from '../protocol/annotation.js';
import type { FeedbackSession } from './feedback-session.js';
import type { Draft } from './link-memory.js';

type TextField = 'correction' | 'comment';

/** What the person is told; the host's own thanks take the place of ours. */
export function renderMessage({ message, status }: FeedbackSession): unknown {
  const isThanks = status === 'votedUp' || status === 'votedDown' || status === 'sent';
  return isThanks ? html`<slot name="thanks">${message}</slot>` : message;
}

/** What can be done about a vote, beside the status. */
export function renderActions(session: FeedbackSession): unknown {
  const { isOpen, rating, status, strings, host } = session;
  if (session.isStranded) return renderAction(strings.copy, () => session.copy());
  if (status === 'failed' || status === 'queued') {
    return renderAction(strings.retry, () => session.retry());
  }
  const isQuiet = !rating || isOpen || status === 'sending' || status === 'refused';
  if (isQuiet || host.disabled || host.readonly) return nothing;
  const label = status === 'votedDown' ? strings.correct : strings.change;
  return html`
    ${rating === 'correct' ? nothing : renderAction(label, () => session.open())}
    ${renderAction(strings.undo, () => void session.retract())}
  `;
}

/** The form, while it is open. */
export function renderForm(session: FeedbackSession): TemplateResult | typeof nothing {
  const { host, localization, strings } = session;
  if (!session.isOpen || host.disabled || host.readonly) return nothing;
  const reasons = host.reasons ?? REASONS;
  return html`
    <form
      part="panel"
      lang=${localization.language}
      dir=${localization.direction}
      aria-label=${strings.formTitle}
      popover=${host.placement === 'popover' ? 'manual' : nothing}
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        session.submit();
      }}
      @keydown=${(event: KeyboardEvent) => onKeydown(event, session)}
    >
      <fieldset>
        <legend>${strings.ratingLegend}</legend>
        ${renderRating('incorrect', session)} ${renderRating('partial', session)}
      </fieldset>
      ${
        reasons.length === 0
          ? nothing
          : html`<fieldset>
              <legend>${strings.reasonsLegend}</legend>
              ${reasons.map((reason) => renderReason(reason, session))}
            </fieldset>`
      }
      ${renderText('correction', 3, session)} ${renderText('comment', 1, session)}
      <div class="buttons">
        <button part="button send" type="submit" ?disabled=${session.isUnusable}>
          ${strings.send}
        </button>
        <button part="button close" type="button" @click=${() => session.close()}>
          ${strings.close}
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
    /><span>${session.strings[rating]}</span>
  </label>`;
}

function renderReason(reason: Reason, session: FeedbackSession): TemplateResult {
  return html`<label part="choice">
    <input
      type="checkbox"
      .checked=${session.draft.reasons.includes(reason)}
      @change=${() => session.toggle(reason)}
    /><span>${session.strings[reason]}</span>
  </label>`;
}

function renderText(name: TextField, rows: number, session: FeedbackSession): TemplateResult {
  const { draft, strings } = session;
  const isTooLong = session.tooLong.includes(name);
  return html`
    <label for=${name}>${strings[name]} <small>${strings.optional}</small></label>
    <textarea
      part="field"
      id=${name}
      rows=${rows}
      dir="auto"
      aria-invalid=${isTooLong}
      aria-describedby=${isTooLong ? `${name}-error` : nothing}
      .value=${draft[name]}
      @input=${(event: Event) =>
        session.edit({ [name]: (event.target as HTMLTextAreaElement).value })}
    ></textarea>
    ${isTooLong ? html`<p part="error" id="${name}-error">${strings.tooLong}</p>` : nothing}
  `;
}

/** Escape closes; Control or Command with Enter sends. Neither reaches the page's own shortcuts. */
function onKeydown(event: KeyboardEvent, session: FeedbackSession): void {
  if (event.isComposing) return;
  if (event.key === 'Escape') session.close();
  else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) session.submit();
  event.stopPropagation();
}
