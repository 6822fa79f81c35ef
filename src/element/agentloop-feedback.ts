import { html, LitElement, nothing } from 'lit';

import { SHELL_STRINGS } from '../locales/en-shell.js';
import { shellStyles } from './agentloop-feedback-styles.js';
import { THUMB } from './icons.js';

import type { PropertyValues, TemplateResult } from 'lit';
import type { Rating, SavedAnnotation } from '../protocol/annotation.js';
import type { AgentloopFeedbackEventMap } from './feedback-events.js';
import type { FeedbackSession } from './feedback-session.js';

/**
 * Two thumbs under an agent's answer, and a form to correct it.
 *
 * A vote is saved at once; thumbs down also opens the form. A link inside the element is what people
 * see without JavaScript, and gives the feedback URL where the attribute does not:
 *
 * ```html
 * <agentloop-feedback><a href="https://…/feedback?q=…">Rate this answer</a></agentloop-feedback>
 * ```
 *
 * @fires agentloop-vote - A thumb was pressed. Cancelable: then nothing is sent.
 * @fires agentloop-submit - The form was sent off. Cancelable: then nothing is sent.
 * @fires agentloop-submitted - The ingest has stored a vote or a correction.
 * @fires agentloop-retracted - The ingest has taken back what was said.
 * @fires agentloop-error - Something failed; `code` is stable.
 * @csspart bar - The line with the thumbs and the status.
 * @csspart thumbs - The group of the two thumbs.
 * @csspart thumb - Each thumb; also `thumb-up` and `thumb-down`.
 * @csspart status - What is being said about the vote.
 * @csspart panel - The form.
 * @cssprop --agentloop-accent - The colour of what is chosen or focused.
 * @cssprop --agentloop-font-size - The size of the text.
 * @cssprop --agentloop-radius - The radius of the corners.
 */
export class AgentloopFeedback extends LitElement {
  static override styles = shellStyles;

  static override properties = {
    feedbackUrl: { attribute: 'feedback-url' },
    disabled: { type: Boolean },
    annotation: { attribute: false },
    _session: { state: true },
    _intent: { state: true },
    _isLoadFailed: { state: true },
  };

  /** The signed feedback URL of the answer. */
  declare feedbackUrl: string;

  /** Whether the thumbs take no input. */
  declare disabled: boolean;

  /**
   * What was said before, if the host knows it: an annotation as `POST /v1/feedback/state` gives it,
   * or null where nothing was. Without it the element asks when the form opens.
   */
  declare annotation: SavedAnnotation | null | undefined;

  declare private _session: FeedbackSession | undefined;
  declare private _intent: Rating | undefined;
  declare private _isLoadFailed: boolean;

  #idleCallback = 0;

  constructor() {
    super();
    this.feedbackUrl = '';
    this.disabled = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Safari has no requestIdleCallback; there the code comes with the first sign of intent.
    this.#idleCallback = globalThis.requestIdleCallback?.(() => this.#prepare());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    globalThis.cancelIdleCallback?.(this.#idleCallback);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('feedbackUrl') && this.hasUpdated) {
      this._session = this._intent = undefined;
      this.#prepare();
    }
  }

  protected override render(): TemplateResult {
    const session = this._session;
    const rating = this._intent ?? session?.rating;
    const isDisabled = this.disabled || session?.isUnusable;
    return html`
      <div part="bar" @pointerenter=${this.#prepare} @focusin=${this.#prepare}>
        <div
          part="thumbs"
          role="group"
          aria-label=${SHELL_STRINGS.rate}
          @keydown=${(event: KeyboardEvent) => event.repeat && event.preventDefault()}
        >
          <button
            part="thumb thumb-up"
            type="button"
            aria-label=${SHELL_STRINGS.right}
            aria-pressed=${rating === 'correct'}
            ?disabled=${isDisabled}
            @click=${(event: MouseEvent) => this.#vote('correct', event)}
          >
            ${THUMB}
          </button>
          <button
            part="thumb thumb-down"
            type="button"
            aria-label=${SHELL_STRINGS.wrong}
            aria-pressed=${rating === 'incorrect' || rating === 'partial'}
            aria-expanded=${Boolean(session?.isOpen)}
            ?disabled=${isDisabled}
            @click=${(event: MouseEvent) => this.#vote('incorrect', event)}
          >
            ${THUMB}
          </button>
        </div>
        <span part="status" role="status"
          >${this._isLoadFailed ? SHELL_STRINGS.notLoaded : (session?.message ?? nothing)}</span
        >
        ${session?.renderActions()}
      </div>
      ${session?.renderForm()}
    `;
  }

  /** Fetches the form's code, once for a page. Nothing is sent. */
  #prepare = (): void => {
    // A failure shows when somebody votes; the fetch is then tried again.
    this.#load().catch(() => {});
  };

  async #load(): Promise<FeedbackSession> {
    const { FeedbackSession } = await import('./feedback-session.js');
    this._session ??= new FeedbackSession(this);
    return this._session;
  }

  /**
   * Shown as pressed before anything else happens. The second click of a double click is not a
   * second word, nor is a key that is held down.
   */
  async #vote(rating: Rating, event: MouseEvent): Promise<void> {
    if (event.detail > 1) return;
    this._intent = rating;
    try {
      const session = await this.#load();
      this._isLoadFailed = false;
      session.press(rating);
    } catch {
      this._isLoadFailed = true;
    }
    this._intent = undefined;
  }
}

/** Listeners for the element's own events are typed. */
export interface AgentloopFeedback {
  addEventListener<K extends keyof EventMap>(
    type: K,
    listener: (this: AgentloopFeedback, event: EventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

type EventMap = HTMLElementEventMap & AgentloopFeedbackEventMap;
