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

  #session: FeedbackSession | undefined;
  /** The thumb that was pressed while the form's code is still on its way. */
  #intent: Rating | undefined;
  #isLoadFailed = false;

  constructor() {
    super();
    this.feedbackUrl = '';
    this.disabled = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Safari has no requestIdleCallback; there the code comes with the first sign of intent.
    globalThis.requestIdleCallback?.(this.#prepare);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('feedbackUrl') || !this.hasUpdated) return;
    this.#session = this.#intent = undefined;
    this.#prepare();
  }

  protected override render(): TemplateResult {
    const session = this.#session;
    return html`
      <div part="bar" @pointerenter=${this.#prepare} @focusin=${this.#prepare}>
        <div
          part="thumbs"
          role="group"
          aria-label=${SHELL_STRINGS.rate}
          @keydown=${(event: KeyboardEvent) => event.repeat && event.preventDefault()}
        >
          ${this.#renderThumb('up', true)} ${this.#renderThumb('down', false)}
        </div>
        <span part="status" role="status"
          >${this.#isLoadFailed ? SHELL_STRINGS.notLoaded : session?.message}</span
        >
        ${session?.renderActions()}
      </div>
      ${session?.renderForm()}
    `;
  }

  #renderThumb(name: 'up' | 'down', isUp: boolean): TemplateResult {
    const session = this.#session;
    const rating = this.#intent ?? session?.rating;
    return html`<button
      part="thumb thumb-${name}"
      type="button"
      aria-label=${SHELL_STRINGS[name]}
      aria-pressed=${Boolean(rating) && (rating === 'correct') === isUp}
      aria-expanded=${isUp ? nothing : Boolean(session?.isOpen)}
      ?disabled=${this.disabled || session?.isUnusable}
      @click=${(event: MouseEvent) => this.#vote(isUp ? 'correct' : 'incorrect', event)}
    >
      ${THUMB}
    </button>`;
  }

  /** Fetches the form's code, once for a page. Nothing is sent. */
  #prepare = (): void => {
    // A failure shows when somebody votes; the fetch is then tried again.
    this.#load().catch(() => {});
  };

  async #load(): Promise<FeedbackSession> {
    const { FeedbackSession } = await import('./feedback-session.js');
    return (this.#session ??= new FeedbackSession(this));
  }

  /**
   * Shown as pressed before anything else happens. The second click of a double click is not a
   * second word, nor is a key that is held down.
   */
  async #vote(rating: Rating, event: MouseEvent): Promise<void> {
    if (event.detail > 1) return;
    this.#intent = rating;
    this.requestUpdate();
    try {
      const session = await this.#load();
      this.#isLoadFailed = false;
      session.press(rating);
    } catch {
      this.#isLoadFailed = true;
    }
    this.#intent = undefined;
    this.requestUpdate();
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
