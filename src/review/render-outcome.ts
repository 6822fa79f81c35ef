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
    ${showsKeys ? renderKeys(speech) : nothing}
  </footer>`;
}

/** The keys that are not written where they work; those who do not see them find them in a dialog. */
function renderKeys(speech: Speech): TemplateResult {
  return html`<p class="keys" aria-hidden="true">
    <span><kbd>j</kbd> <kbd>k</kbd> ${speech.say('keysRead')}</span>
    <span><kbd>1</kbd> <kbd>2</kbd> <kbd>3</kbd> ${speech.say('keysRate')}</span>
    <span><kbd>e</kbd> ${speech.say('keysEdit')}</span>
    <span><kbd>⏎</kbd> ${speech.say('keysSave')}</span>
    <span><kbd>x</kbd> ${speech.say('keysDismiss')}</span>
    <span><kbd>u</kbd> ${speech.say('keysUndo')}</span>
    <span><kbd>/</kbd> ${speech.say('keysSearch')}</span>
    <span><kbd>?</kbd> ${speech.say('keysHelp')}</span>
  </p>`;
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
