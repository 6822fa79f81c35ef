import { html } from 'lit';

import { REVIEW_LANGUAGES } from './localize-review.js';

import type { TemplateResult } from 'lit';
import type { Speech } from './speech.js';

export interface SettingsView {
  speech: Speech;
  isOn: boolean;
  onSwitch: (isOn: boolean) => void;
  onLanguage: (language: string) => void;
}

/** The keys, whether they are used, and the page's language: what stands in the dialog. */
export function renderSettings({
  speech,
  isOn,
  onSwitch,
  onLanguage,
}: SettingsView): TemplateResult {
  const row = (keys: readonly string[], text: string) =>
    html`<tr>
      <td>${keys.map((key) => html`<kbd>${key}</kbd> `)}</td>
      <td>${text}</td>
    </tr>`;
  return html`
    <h2 id="settings-title">${speech.say('shortcuts')}</h2>
    <table>
      <tbody>
        ${row(['j'], speech.say('keyNext'))} ${row(['k'], speech.say('keyPrevious'))}
        ${row(['1', '2', '3'], speech.say('keyRate'))} ${row(['e'], speech.say('keyEdit'))}
        ${row(['⏎'], speech.say('keySave'))} ${row(['Ctrl ⏎'], speech.say('keySaveInField'))}
        ${row(['x'], speech.say('keyDismiss'))} ${row(['u'], speech.say('keyUndo'))}
        ${row(['/'], speech.say('keySearch'))} ${row(['?'], speech.say('keyHelp'))}
        ${row(['Esc'], speech.say('keyLeave'))}
      </tbody>
    </table>
    <label class="switch">
      <input
        type="checkbox"
        .checked=${isOn}
        @change=${(event: Event) => onSwitch((event.target as HTMLInputElement).checked)}
      />
      ${speech.say('shortcutsOn')}
    </label>
    <p class="quiet">${speech.say('shortcutsHint')}</p>
    <label
      >${speech.say('language')}
      <select @change=${(event: Event) => onLanguage((event.target as HTMLSelectElement).value)}>
        ${Object.entries(REVIEW_LANGUAGES).map(
          ([language, name]) =>
            html`<option
              value=${language}
              lang=${language}
              ?selected=${speech.language.split('-')[0] === language}
            >
              ${name}
            </option>`,
        )}
      </select>
    </label>
    <form method="dialog"><button class="primary">${speech.say('close')}</button></form>
  `;
}
