import { html, nothing } from 'lit';

import { renderKey } from './render-parts.js';

import type { TemplateResult } from 'lit';
import type { Speech } from './speech.js';
import type { Outcome, Verdicts } from './verdicts.js';

export interface OutcomeView {
  speech: Speech;
  verdicts: Verdicts;
  showsKeys: boolean;
  onUndo: () => void;
  onShow: (turnId: string) => void;
}

/**
 * What became of the verdicts of this tab: the last one, which can be undone, and those that are not
 * stored. It stays until there is news, since a message that leaves by itself is missed.
 */
export function renderOutcomes(view: OutcomeView): TemplateResult {
  const { speech, verdicts, showsKeys, onUndo } = view;
  const last = verdicts.last ? verdicts.outcomes.get(verdicts.last) : undefined;
  return html`<footer class="outcomes">
    ${renderUnsaved(view)}
    <p role="status">${renderNews(verdicts, speech)}</p>
    ${
      last
        ? html`<button
            type="button"
            aria-keyshortcuts=${showsKeys ? 'u' : nothing}
            @click=${onUndo}
          >
            ${speech.say('undo')} ${renderKey('u', showsKeys)}
          </button>`
        : nothing
    }
    ${
      verdicts.savedCount > 0
        ? html`<span class="quiet">${speech.count('sessionCount', verdicts.savedCount)}</span>`
        : nothing
    }
  </footer>`;
}

/** What a verdict came to, in a few words. */
export function describeOutcome({ state, input }: Outcome, speech: Speech): string {
  if (state === 'saving') return speech.say('saving');
  if (state === 'undone') return speech.say('undone');
  if (state === 'waiting') return speech.say('waitsForNetwork');
  if (state !== 'saved') return speech.say('notSaved');
  if (input.verdict === 'reopen') return speech.say('savedReopened');
  return input.rating && input.verdict === 'annotate'
    ? speech.say('savedAs', { rating: speech.say(input.rating) })
    : speech.say('savedDismissed');
}

function renderNews({ outcomes }: Verdicts, speech: Speech): TemplateResult | typeof nothing {
  const newest = [...outcomes.values()].at(-1);
  return newest
    ? html`<strong>${describeOutcome(newest, speech)}</strong>
        <span class="quiet" dir="auto">${newest.question}</span>`
    : nothing;
}

function renderUnsaved({
  verdicts: { unsaved },
  speech,
  onShow,
}: OutcomeView): TemplateResult | typeof nothing {
  const [first] = unsaved;
  return first
    ? html`<p role="alert" class="unsaved">
        ${speech.count('notSavedCount', unsaved.length)}
        <button type="button" @click=${() => onShow(first)}>${speech.say('show')}</button>
      </p>`
    : nothing;
}
