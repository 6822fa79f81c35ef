import { html, nothing } from 'lit';

import type { TemplateResult } from 'lit';
import type { Speech } from './speech.js';

export interface KeyFormView {
  speech: Speech;
  /** Why the last key was not taken. */
  refusal: 'key' | 'scope' | 'expired' | undefined;
  onKey: (key: string) => void;
}

const REFUSALS = { key: 'keyRefused', scope: 'keyScope', expired: 'keyExpired' } as const;

/** Asks for the API key. The key is sent with each call and shown nowhere. */
export function renderKeyForm({ speech, refusal, onKey }: KeyFormView): TemplateResult {
  return html`<main class="key-form">
    <h1>${speech.say('title')}</h1>
    <form
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const value = new FormData(event.target as HTMLFormElement).get('key');
        const key = typeof value === 'string' ? value.trim() : '';
        if (key) onKey(key);
      }}
    >
      <label for="key">${speech.say('keyLabel')}</label>
      <input
        id="key"
        name="key"
        type="password"
        autocomplete="off"
        required
        aria-describedby=${refusal ? 'key-problem key-hint' : 'key-hint'}
        aria-invalid=${refusal ? 'true' : nothing}
      />
      ${
        refusal
          ? html`<p id="key-problem" role="alert" class="problem">
              ${speech.say(REFUSALS[refusal])}
            </p>`
          : nothing
      }
      <p id="key-hint" class="quiet">${speech.say('keyHint')}</p>
      <button class="primary">${speech.say('keyOpen')}</button>
    </form>
  </main>`;
}
