import { html, nothing } from 'lit';

import { describeFailure } from '../locales/describe-failure.js';
import { REASONS } from '../protocol/annotation.js';

import type { TemplateResult } from 'lit';
import type { Strings } from '../locales/strings.js';
import type { Reason } from '../protocol/annotation.js';
import type { AgentloopFeedback } from './agentloop-feedback.js';
import type { DraftValues, TextField } from './feedback-draft.js';
import type { FeedbackSession } from './feedback-session.js';

/** What the person is told; the host's own thanks take the place of ours. */
export function renderMessage(session: FeedbackSession): unknown {
  const { status } = session;
  const message = messageOf(session);
  const isThanks = status === 'votedUp' || status === 'votedDown' || status === 'sent';
  return isThanks ? html`<slot name="thanks">${message}</slot>` : message;
}

/** What can be done about a vote, beside the status. */
export function renderActions(session: FeedbackSession): unknown {
  const { isOpen, rating, status, host, isUnusable } = session;
  const { strings } = session.localizer;
  if (host.disabled || host.readonly) return nothing;
  const isWaiting = status === 'failed' || status === 'queued';
  const canOpen = !isOpen && !isUnusable && rating !== 'correct' && (rating || isWaiting);
  const canUndo = rating && !isOpen && status !== 'refused';
  if (status === 'sending') return nothing;
  return html`
    ${isWaiting ? renderAction(strings.retry, () => session.retry()) : nothing}
    ${
      status === 'refused' && session.draft.hasText
        ? renderAction(strings.copy, () => session.copy())
        : nothing
    }
    ${
      canOpen
        ? renderAction(
            status === 'votedDown' ? strings.correct : strings.change,
            () => session.open(),
            'false',
          )
        : nothing
    }
    ${canUndo ? renderAction(strings.undo, () => session.retract()) : nothing}
  `;
}

/** The form, while it is open. */
export function renderForm(session: FeedbackSession): TemplateResult | typeof nothing {
  const { host, localizer } = session;
  const { strings } = localizer;
  const reasons = reasonsOf(host);
  if (!session.isOpen || host.disabled || host.readonly) return nothing;
  if (host.hideInvalid && session.isUnusable && !session.draft.hasText) return nothing;
  const isPopover = host.placement === 'popover' && 'popover' in HTMLElement.prototype;
  return html`
    <form
      part="panel"
      lang=${localizer.language}
      dir=${localizer.direction}
      aria-label=${strings.formTitle}
      popover=${isPopover ? 'manual' : nothing}
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
        <button
          part="button send"
          type="submit"
          aria-disabled=${session.isUnusable}
          @click=${(event: Event) => {
            // A sandboxed frame that allows no forms fires no submit event.
            event.preventDefault();
            session.submit();
          }}
        >
          ${strings.send}
        </button>
        <button part="button close" type="button" @click=${() => session.close()}>
          ${strings.close}
        </button>
      </div>
      ${isPopover && session.failure ? renderFailure(session) : nothing}
    </form>
  `;
}

/** A popover may lie above the status; what went wrong is said once more where it is seen. */
function renderFailure(session: FeedbackSession): TemplateResult {
  return html`<p part="error" aria-hidden="true">${messageOf(session)}</p>`;
}

function messageOf({ failure, host, isOpen, localizer, rating, status }: FeedbackSession): string {
  const { strings } = localizer;
  if (status === 'queued') return strings.queued;
  if (failure) return describeFailure(failure, strings);
  if (host.readonly && rating) return strings.readonly;
  if (status === 'idle') return '';
  // The question is asked only where it can be answered.
  return strings[status === 'votedDown' && !isOpen ? 'votedUp' : (status as keyof Strings)];
}

/** The reasons to choose from. What is no reason is left out. */
function reasonsOf({ reasons }: AgentloopFeedback): readonly Reason[] {
  // Null where the attribute was taken away.
  if (reasons === undefined || reasons === null) return REASONS;
  const wanted: readonly string[] = typeof reasons === 'string' ? reasons.split(/\s+/) : reasons;
  return wanted.flatMap((key) => REASONS.find((reason) => reason === key) ?? []);
}

function renderAction(label: string, act: () => void, isExpanded?: 'false'): TemplateResult {
  return html`<button
    part="action"
    type="button"
    aria-expanded=${isExpanded ?? nothing}
    @click=${act}
  >
    ${label}
  </button>`;
}

function renderRating(rating: DraftValues['rating'], session: FeedbackSession): TemplateResult {
  return html`<label part="choice">
    <input
      type="radio"
      name="rating"
      .checked=${session.draft.values.rating === rating}
      @change=${() => session.type({ rating })}
    /><span>${session.localizer.strings[rating]}</span>
  </label>`;
}

function renderReason(reason: Reason, session: FeedbackSession): TemplateResult {
  return html`<label part="choice">
    <input
      type="checkbox"
      .checked=${session.draft.values.reasons.includes(reason)}
      @change=${() => session.toggle(reason)}
    /><span>${session.localizer.strings[reason]}</span>
  </label>`;
}

function renderText(name: TextField, rows: number, session: FeedbackSession): TemplateResult {
  const { draft } = session;
  const { strings } = session.localizer;
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
      .value=${draft.values[name]}
      @input=${(event: Event) =>
        session.type({ [name]: (event.target as HTMLTextAreaElement).value })}
    ></textarea>
    ${isTooLong ? html`<p part="error" id="${name}-error">${strings.tooLong}</p>` : nothing}
  `;
}

/**
 * Control or Command with Enter sends. What is typed stays inside: to the page the target is no text
 * field but this element, so its shortcuts of one letter would take it for theirs.
 */
function onKeydown(event: KeyboardEvent, session: FeedbackSession): void {
  const { key } = event;
  const isCommand = event.ctrlKey || event.metaKey;
  if (!event.isComposing && key === 'Enter' && isCommand) session.submit();
  else if (isCommand || key === 'Tab' || key === 'Escape') return;
  event.stopPropagation();
}
