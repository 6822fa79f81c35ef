import { html, LitElement, nothing } from 'lit';

import { ApiKey } from './api-key.js';
import { ExportJob } from './export-job.js';
import { localizeReview } from './localize-review.js';
import { renderExport } from './render-export.js';
import { renderKeyForm } from './render-key-form.js';
import { renderOpenTurn } from './render-open-turn.js';
import { renderOutcomes } from './render-outcome.js';
import { renderQueue } from './render-queue.js';
import { renderSettings } from './render-settings.js';
import { renderTop } from './render-top.js';
import { formatAddress, parseAddress, queryOf } from './review-address.js';
import { ReviewDesk } from './review-desk.js';
import { actionOf, shortcutSetting } from './shortcuts.js';
import { createPlace } from './storage.js';

import type { PropertyValues, TemplateResult } from 'lit';
import type { Rating } from '../protocol/annotation.js';
import type { ExportFormat } from '../protocol/review.js';
import type { Action } from './shortcuts.js';
import type { Speech } from './speech.js';

const languagePlace = createPlace<string>('agentloop-feedback:language');

/** What stands where the focus goes when something is missing. */
const FIELDS = {
  chooseRating: 'input[name=rating]',
  correctionMissing: '#correction',
  textTooLong: '#correction',
  tooManyTags: '#tags',
} as const;

const RATES: Partial<Record<Action, Rating>> = {
  rateIncorrect: 'incorrect',
  ratePartial: 'partial',
  rateCorrect: 'correct',
};

/** The review queue: the key, then the desk. It joins what a reviewer does to what the desk knows. */
export class ReviewApp extends LitElement {
  static override properties = {
    _speech: { state: true },
    _desk: { state: true },
    _refusal: { state: true },
    _version: { state: true },
    _usesKeys: { state: true },
    _showsChanges: { state: true },
    _job: { state: true },
  };

  declare private _speech: Speech | undefined;
  declare private _desk: ReviewDesk | undefined;
  declare private _refusal: 'key' | 'scope' | 'expired' | undefined;
  declare private _version: number;
  declare private _usesKeys: boolean;
  declare private _showsChanges: boolean;
  declare private _job: ExportJob | undefined;

  readonly #key = new ApiKey();
  #leave = new AbortController();
  #shownTurn = '';

  constructor() {
    super();
    this._version = 0;
    this._usesKeys = shortcutSetting.read() ?? true;
    this._showsChanges = true;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leave = new AbortController();
    const { signal } = this.#leave;
    addEventListener('keydown', (event) => this.#press(event), { signal });
    addEventListener('popstate', () => this._desk?.goTo(parseAddress(location.hash)), { signal });
    addEventListener('online', this.#redraw, { signal });
    addEventListener('offline', this.#redraw, { signal });
    void this.#speak([languagePlace.read() ?? [], ...navigator.languages].flat());
    if (this.#key.value) this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave.abort();
    this._desk?.close();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { _speech: speech, _desk: desk } = this;
    if (!speech) return nothing;
    return desk
      ? this.#renderDesk(desk, speech)
      : renderKeyForm({
          speech,
          refusal: this._refusal,
          onKey: (key) => {
            this.#key.keep(key);
            this.#open();
          },
        });
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const turn = this._desk?.address.turn ?? '';
    if (turn !== this.#shownTurn) {
      this.#shownTurn = turn;
      this.#find('.open')?.scrollTo(0, 0);
      this.querySelector('review-turn-list')?.reveal(this._desk?.queue.indexOf(turn) ?? -1);
    }
  }

  #renderDesk(desk: ReviewDesk, speech: Speech): TemplateResult {
    const { address, verdicts } = desk;
    const showsKeys = this._usesKeys;
    return html`
      ${renderTop({
        speech,
        address,
        live: desk.live,
        onView: (view) => desk.view(view),
        onSettings: () => this.#dialog('settings')?.showModal(),
        onSignOut: () => this.#signOut(),
      })}
      ${
        address.view === 'overview'
          ? html`<main class="overview">
              <review-overview
                .client=${desk.client}
                .speech=${speech}
                .onFilter=${desk.filterBy.bind(desk)}
              ></review-overview>
            </main>`
          : html`<main class="desk" ?data-open=${desk.open !== undefined}>
              ${renderQueue({
                speech,
                desk,
                showsKeys,
                version: this._version,
                onChoose: (turnId, isByKey) => {
                  desk.openTurn(turnId);
                  if (isByKey || this.#isNarrow()) void this.#focusTurn();
                },
                onExport: () => this.#dialog('export')?.showModal(),
              })}
              ${renderOpenTurn({
                speech,
                desk,
                showsKeys,
                showsChanges: this._showsChanges,
                onShowChanges: (showsChanges) => (this._showsChanges = showsChanges),
                onStep: (by) => void this.#step(by),
                onBack: () => void this.#back(),
                onSave: () => this.#save(),
                onDismiss: () => this.#dismiss(),
              })}
              ${renderOutcomes({
                speech,
                verdicts,
                showsKeys,
                onUndo: () => void this.#undo(),
                onShow: (turnId) => {
                  desk.openTurn(turnId);
                  void this.#focusTurn();
                },
              })}
            </main>`
      }
      <dialog id="settings" aria-labelledby="settings-title">
        ${renderSettings({
          speech,
          isOn: this._usesKeys,
          onSwitch: (isOn) => {
            this._usesKeys = isOn;
            shortcutSetting.write(isOn);
          },
          onLanguage: (language) => {
            languagePlace.write(language);
            void this.#speak([language]);
          },
        })}
      </dialog>
      <dialog id="export" aria-labelledby="export-title">
        ${renderExport({
          speech,
          job: this._job,
          onExport: (format) => this.#export(desk, format),
        })}
      </dialog>
    `;
  }

  #redraw = () => {
    this._version += 1;
  };

  async #speak(languages: readonly string[]): Promise<void> {
    this._speech = await localizeReview(languages);
    document.documentElement.lang = this._speech.language;
    document.title = this._speech.say('title');
  }

  #open(): void {
    this._refusal = undefined;
    this._desk = new ReviewDesk(this.#key.value, parseAddress(location.hash), {
      onChange: this.#redraw,
      onRefused: (kind) => {
        // A key that has worked before was withdrawn meanwhile.
        const hasWorked = (this._desk?.queue.turns.length ?? 0) > 0;
        this.#signOut();
        this._refusal = kind === 'key' && hasWorked ? 'expired' : kind;
      },
      onAddress: (address, isStep) => {
        const url = formatAddress(address);
        if (isStep) history.pushState(null, '', url);
        else history.replaceState(null, '', url);
      },
    });
    this._desk.start();
  }

  #signOut(): void {
    this._desk?.close();
    this._desk = undefined;
    this.#key.forget();
  }

  #press(event: KeyboardEvent): void {
    const action = actionOf(event, this._usesKeys);
    if (!action || !this._desk) return;
    if (this._desk.address.view !== 'queue' && action !== 'help') return;
    event.preventDefault();
    this.#do(action, this._desk);
  }

  #do(action: Action, desk: ReviewDesk): void {
    const rating = RATES[action];
    if (rating) desk.open?.change({ rating });
    else if (action === 'next') void this.#step(1);
    else if (action === 'previous') void this.#step(-1);
    else if (action === 'save') this.#save();
    else if (action === 'dismiss') this.#dismiss();
    else if (action === 'undo') void this.#undo();
    else if (action === 'help') this.#dialog('settings')?.showModal();
    else if (action === 'edit') void this.#edit();
    else if (action === 'search') void this.#search();
    else void this.#leaveField();
  }

  /** The keys are the queue's again, whether or not a turn is open. */
  #leaveField(): Promise<void> {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    return this.#focusTurn();
  }

  async #step(by: 1 | -1): Promise<void> {
    if (await this._desk?.step(by)) await this.#focusTurn();
  }

  #save(): void {
    if (this._desk?.save()) {
      void this.#focusTurn();
      return;
    }
    const problem = this._desk?.open?.problem;
    if (problem) void this.updateComplete.then(() => this.#find(FIELDS[problem])?.focus());
  }

  #dismiss(): void {
    this._desk?.dismiss();
    void this.#focusTurn();
  }

  async #undo(): Promise<void> {
    if (await this._desk?.undo()) await this.#focusTurn();
  }

  /** An answer that is right has no correction: who wants to write one finds it partly right. */
  async #edit(): Promise<void> {
    const open = this._desk?.open;
    if (open?.draft.rating === 'correct') open.change({ rating: 'partial' });
    await this.updateComplete;
    this.#find('#correction')?.focus();
  }

  async #search(): Promise<void> {
    if (this.#isNarrow()) this._desk?.openTurn('');
    await this.updateComplete;
    this.#find('#q')?.focus();
  }

  async #back(): Promise<void> {
    const turn = this._desk?.address.turn ?? '';
    this._desk?.openTurn('');
    await this.updateComplete;
    await this.querySelector('review-turn-list')?.focusRow(this._desk?.queue.indexOf(turn) ?? -1);
  }

  /** The next turn is read from its question on, by eyes as by a screen reader. */
  async #focusTurn(): Promise<void> {
    await this.updateComplete;
    const title = this.#find('#conflict-title') ?? this.#find('#turn-title');
    title?.focus({ preventScroll: true });
  }

  #export(desk: ReviewDesk, format: ExportFormat): void {
    this._job = new ExportJob(this.#redraw);
    void this._job.run(desk.client, queryOf(desk.address.filter), format);
  }

  /** Whether list and turn take turns on the screen. */
  #isNarrow(): boolean {
    return matchMedia('(width < 52rem)').matches;
  }

  #dialog(id: 'settings' | 'export'): HTMLDialogElement | null {
    return this.querySelector<HTMLDialogElement>(`#${id}`);
  }

  #find(selector: string): HTMLElement | null {
    return this.querySelector<HTMLElement>(selector);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'review-app': ReviewApp;
  }
}
