import { html } from 'lit';

import type { TemplateResult } from 'lit';
import type { CallFailure } from './review-client.js';
import type { Speech } from './speech.js';

/** What went wrong, in words that help, and a way to try again. */
export function renderFailure(
  failure: CallFailure,
  speech: Speech,
  onRetry: () => void,
): TemplateResult {
  return html`<div class="failure" role="alert">
    <p>${describeFailure(failure, speech)}</p>
    <button type="button" @click=${onRetry}>${speech.say('retry')}</button>
  </div>`;
}

export function describeFailure({ kind, message }: CallFailure, speech: Speech): string {
  switch (kind) {
    case 'unreachable':
      return speech.say(navigator.onLine ? 'unreachable' : 'offline');
    case 'busy':
      return speech.say('tooManyCalls');
    case 'missing':
      return speech.say('turnNotFound');
    case 'key':
      return speech.say('keyRefused');
    case 'scope':
      return speech.say('keyScope');
    default:
      return speech.say('failedAt', { message });
  }
}
