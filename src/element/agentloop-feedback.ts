import { html, LitElement } from 'lit';

import { SHELL_STRINGS } from '../locales/en-shell.js';
import { shellStyles } from './agentloop-feedback-styles.js';
import { THUMB } from './icons.js';

import type { PropertyValues, TemplateResult } from 'lit';
import type { Strings } from '../locales/strings.js';
import type { Rating, Reason, SavedAnnotation } from '../protocol/annotation.js';
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
 * @tagname agentloop-feedback
 *
 * @fires agentloop-vote - A thumb was pressed. Cancelable: then nothing is sent.
 * @fires agentloop-submit - The form was sent off. Cancelable: then nothing is sent.
 * @fires agentloop-submitted - The ingest has stored a vote or a correction.
 * @fires agentloop-queued - It could not be sent now; it is kept, and tried again by itself.
 * @fires agentloop-retracted - The ingest has taken back what was said.
 * @fires agentloop-closed - The form was open and is closed.
 * @fires agentloop-error - Something failed; `code` is stable.
 * @attr debug - Logs the element's events to the console.
 * @slot - A link with the feedback URL, for pages without JavaScript.
 * @slot prompt - What stands before the thumbs, e.g. "Was this right?".
 * @slot up - The icon of thumbs up.
 * @slot down - The icon of thumbs down.
 * @slot thanks - What is said once a vote or a correction was stored.
 * @csspart bar - The line with the thumbs and the status.
 * @csspart thumbs - The group of the two thumbs.
 * @csspart thumb - Each thumb; also `thumb-up` and `thumb-down`.
 * @csspart status - What is being said about the vote.
 * @csspart action - Each button beside the status: undo, change, try again.
 * @csspart panel - The form.
 * @csspart choice - Each rating and each reason of the form.
 * @csspart field - Each text field.
 * @csspart error - What is wrong with a field.
 * @csspart button - Each button of the form; also `send` and `close`.
 * @cssprop [--agentloop-accent=light-dark(#2f5fd0, #9db8ff)] - The colour of what is chosen or focused.
 * @cssprop [--agentloop-on-accent=light-dark(#fff, #10203f)] - The colour of the text on the accent.
 * @cssprop [--agentloop-color=inherit] - The colour of the text; as a popover, `CanvasText` if not set.
 * @cssprop [--agentloop-background=none] - What the form stands on; as a popover, `Canvas` if not set.
 * @cssprop [--agentloop-border=color-mix(in srgb, currentColor 50%, transparent)] - The colour of lines.
 * @cssprop [--agentloop-error=light-dark(#b3261e, #ffb4ab)] - The colour of what is wrong.
 * @cssprop [--agentloop-font=inherit] - The family of the font.
 * @cssprop [--agentloop-font-size=0.875em] - The size of the text.
 * @cssprop [--agentloop-radius=0.5em] - The radius of the corners.
 * @cssprop [--agentloop-space=0.5em] - The distance between things.
 */
export class AgentloopFeedback extends LitElement {
  static override styles = shellStyles;

  static override properties = {
    feedbackUrl: { attribute: 'feedback-url' },
    variant: {},
    placement: {},
    reasons: {},
    readonly: { type: Boolean },
    disabled: { type: Boolean },
    hideInvalid: { type: Boolean, attribute: 'hide-invalid' },
    maxAge: { attribute: 'max-age' },
    annotation: { attribute: false },
    strings: { attribute: false },
  };

  /** The signed feedback URL of the answer. */
  declare feedbackUrl: string;

  /** What is there at first: the `thumbs` alone (default), or the `form` as well. */
  declare variant: 'thumbs' | 'form' | undefined;

  /** Where the form opens: `inline` below the thumbs (default), or as a `popover` beside them. */
  declare placement: 'inline' | 'popover' | undefined;

  /** The reasons to choose from, in their order; as a text, with spaces between. Default: all. */
  declare reasons: readonly Reason[] | string | undefined;

  /** Whether a vote is shown and cannot be changed. */
  declare readonly: boolean;

  /** Whether the thumbs take no input. */
  declare disabled: boolean;

  /** Whether nothing is shown where the link cannot be used; otherwise the element says why. */
  declare hideInvalid: boolean;

  /** How long the ingest takes a link for valid, in seconds. Default: 30 days. */
  declare maxAge: number | string | undefined;

  /**
   * What was said before, if the host knows it: an annotation as `POST /v1/feedback/state` gives it,
   * or null where nothing was. Without it the element asks after a thumbs-down, and when the form is
   * opened again.
   */
  declare annotation: SavedAnnotation | null | undefined;

  /** Words of your own in place of the element's: see `locales/en.ts` for the keys. */
  declare strings: Partial<Strings> | undefined;

  #session: FeedbackSession | undefined;
  /** The thumb that was pressed while the form's code is on its way, or cannot be had. */
  #intent: Intent | undefined;

  constructor() {
    super();
    this.feedbackUrl = '';
    this.readonly = this.disabled = this.hideInvalid = false;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('feedbackUrl')) return;
    // Safari has no requestIdleCallback.
    (globalThis.requestIdleCallback ?? setTimeout)(this.#prepare);
  }

  protected override render(): TemplateResult {
    const url = this.url;
    const session = this.#session?.url === url ? this.#session : undefined;
    const strings = session?.localizer.strings ?? { ...SHELL_STRINGS, ...this.strings };
    const intent = this.#intent?.url === url ? this.#intent : undefined;
    const { rating } = intent ?? session ?? this.annotation ?? {};
    const message = intent ? strings[intent.state] : session?.renderMessage();
    const renderThumb = (name: 'up' | 'down', isUp: boolean) => {
      const isPressed = Boolean(rating) && (rating === 'correct') === isUp;
      return html`<button
        part="thumb thumb-${name}"
        type="button"
        aria-label=${strings[name]}
        aria-pressed=${isPressed}
        ?disabled=${this.disabled || this.readonly}
        @click=${(event: MouseEvent) =>
          this.#vote(url, isUp ? 'correct' : 'incorrect', isPressed, event)}
      >
        <slot name=${name}>${THUMB}</slot>
      </button>`;
    };
    return html`
      <div part="bar" @pointerenter=${this.#prepare}>
        <slot name="prompt"></slot>
        <div part="thumbs" role="group" aria-label=${strings.rate}>
          ${renderThumb('up', true)} ${renderThumb('down', false)}
        </div>
        <span part="status" role="status">${message}</span>
        ${session?.renderActions()}
      </div>
      ${session?.renderForm()}
    `;
  }

  /** The feedback URL: of the attribute, or else of the link inside. */
  get url(): string {
    return this.feedbackUrl || this.querySelector?.('a')?.href || '';
  }

  /** Fetches the form's code, once for a page. Nothing is sent. */
  #prepare = (): void => {
    const url = this.url;
    // A link may come later; and where the code cannot be had, a vote goes without it.
    if (url) this.loadSession(url).catch(() => {});
  };

  /**
   * The session of a feedback URL: fetches the form's code. It ends by itself when the element goes
   * on to another one.
   */
  protected async loadSession(url: string): Promise<FeedbackSession> {
    const { FeedbackSession } = await import('./feedback-session.js');
    if (this.#session?.url !== url) this.#session = new FeedbackSession(this, url);
    return this.#session;
  }

  /** Shown as pressed, and announced, before anything else happens. */
  async #vote(url: string, rating: Rating, wasPressed: boolean, event: MouseEvent): Promise<void> {
    // Pressed again while the code is on its way: a key that is held down.
    if (wasPressed && this.#intent?.state === 'sending') return;
    this.#intent = { url, rating, state: 'sending' };
    this.requestUpdate();
    try {
      const session = await this.loadSession(url);
      session.press(rating, wasPressed, event);
      this.#intent = undefined;
    } catch {
      this.#intent = await this.#voteAlone(url, rating);
    }
    this.requestUpdate();
  }

  /** A vote alone, where the code for everything else cannot be fetched. */
  async #voteAlone(url: string, rating: Rating): Promise<Intent | undefined> {
    const vote = { input: { rating } };
    const options = { bubbles: true, composed: true, cancelable: true };
    const event = Object.assign(new Event('agentloop-vote', options), vote);
    if (!this.dispatchEvent(event)) return undefined;
    try {
      const { origin, pathname, search, hash } = new URL(url, document.baseURI);
      const context: Record<string, unknown> = Object.fromEntries(
        new URLSearchParams(search || hash.slice(1)),
      );
      context['t'] = Number(context['t']);
      const { ok } = await fetch(origin + pathname.replace(/feedback$/, 'v1/annotations'), {
        method: 'POST',
        body: JSON.stringify({ context, ...vote.input }),
      });
      if (ok) return { url, rating, state: 'votedUp' };
    } catch {
      // No link, or no network.
    }
    return { url, state: 'notLoaded' };
  }
}

/** A vote before, or without, the form's code. */
interface Intent {
  url: string;
  rating?: Rating;
  /** What the person is told. */
  state: 'sending' | 'votedUp' | 'notLoaded';
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
