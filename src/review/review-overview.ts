import { html, LitElement, nothing } from 'lit';

import { renderFailure } from './render-failure.js';
import { renderOverview } from './render-overview.js';

import type { TemplateResult } from 'lit';
import type { Overview } from '../protocol/review.js';
import type { Filter } from './review-address.js';
import type { CallFailure, ReviewClient } from './review-client.js';
import type { Speech } from './speech.js';

/** Counted anew this often while somebody looks at it. */
const REFRESH_MS = 30_000;
const DEFAULT_DAYS = 30;

/** The overview, which reads its own figures while it is shown. */
export class ReviewOverview extends LitElement {
  static override properties = {
    client: { attribute: false },
    speech: { attribute: false },
    onFilter: { attribute: false },
    _overview: { state: true },
    _failure: { state: true },
    _days: { state: true },
  };

  declare client: ReviewClient;
  declare speech: Speech;
  /** Shows the turns behind a figure. */
  declare onFilter: (part: Partial<Filter>) => void;
  declare private _overview: Overview | undefined;
  declare private _failure: CallFailure | undefined;
  declare private _days: number;

  #abort = new AbortController();
  #timer = 0;

  constructor() {
    super();
    this._days = DEFAULT_DAYS;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = window.setInterval(() => {
      if (document.visibilityState === 'visible') void this.#read();
    }, REFRESH_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    this.#abort.abort();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override firstUpdated(): void {
    void this.#read();
  }

  protected override render(): TemplateResult {
    const { speech } = this;
    return html`
      ${this._failure ? renderFailure(this._failure, speech, () => void this.#read()) : nothing}
      ${
        this._overview
          ? renderOverview({
              speech,
              overview: this._overview,
              days: this._days,
              onFilter: this.onFilter,
              onDays: (days) => this.#choose(days),
            })
          : html`<p class="quiet" role="status">
              ${this._failure ? nothing : speech.say('loading')}
            </p>`
      }
    `;
  }

  #choose(days: number): void {
    this._days = days;
    void this.#read();
  }

  async #read(): Promise<void> {
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const query = new URLSearchParams({
      days: String(this._days),
      offset_minutes: String(-new Date().getTimezoneOffset()),
    });
    const answer = await this.client.readOverview(query, signal);
    if (signal.aborted) return;
    this._failure = answer.ok ? undefined : answer;
    if (answer.ok) this._overview = answer.value;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'review-overview': ReviewOverview;
  }
}
