import { isLinkCode } from '../locales/describe-failure.js';
import { dressBar, onKeydown } from './feedback-bar.js';
import { FeedbackDraft } from './feedback-draft.js';
import * as events from './feedback-events.js';
import { adoptFormStyles } from './feedback-form-styles.js';
import { renderActions, renderForm, renderMessage } from './feedback-form.js';
import { openFeedbackLink } from './feedback-link.js';
import { LinkSpeaker } from './link-speaker.js';
import { Localizer } from './localizer.js';

import type { ReactiveController } from 'lit';
import type { AnnotationInput, Rating, Reason, SavedAnnotation } from '../protocol/annotation.js';
import type { AgentloopFeedback } from './agentloop-feedback.js';
import type { DraftValues, TextField } from './feedback-draft.js';
import type { FeedbackLink } from './feedback-link.js';
import type { Failure, Utterance } from './link-speaker.js';
import type { Word } from './same-turn.js';

/** What the person is told. */
export type Status =
  | 'idle'
  | 'sending'
  | 'votedUp'
  | 'votedDown'
  | 'sent'
  | 'retracted'
  /** It is sent when the device is online again. */
  | 'queued'
  /** It may succeed if it is tried again. */
  | 'failed'
  /** It never will. */
  | 'refused';

/**
 * What one element does with one feedback URL: the state behind the thumbs and the form. It loads
 * on demand, together with everything that it imports.
 */
export class FeedbackSession implements ReactiveController {
  status: Status = 'idle';
  /** What the thumbs show. */
  rating: Rating | undefined;
  isOpen: boolean;
  /** The fields that were too long when they should have been sent. */
  tooLong: readonly TextField[] = [];
  /** Why the last word was not delivered. */
  failure: Failure | undefined;

  readonly host: AgentloopFeedback;
  /** The feedback URL, as the element was given it. */
  readonly url: string;
  readonly draft: FeedbackDraft;
  readonly localizer: Localizer;
  readonly #link: FeedbackLink | undefined;
  readonly #speaker: LinkSpeaker | undefined;
  /** What the host or the ingest said last of what was said before. */
  #learned: SavedAnnotation | null | undefined;
  #isSubmitting = false;
  /** Whether the element has gone on to another feedback URL. */
  #isLeft = false;

  constructor(host: AgentloopFeedback, url: string) {
    this.host = host;
    this.url = url;
    this.isOpen = host.variant === 'form';
    adoptFormStyles(host.renderRoot as ShadowRoot);
    const absolute = URL.canParse(url, document.baseURI) ? new URL(url, document.baseURI).href : '';
    const opened = openFeedbackLink(absolute, Number(host.maxAge) || undefined);
    if (opened.ok) {
      this.#link = opened.link;
      this.#speaker = new LinkSpeaker(opened.link);
      this.#acknowledge(opened.link.memory.rating);
    }
    this.draft = new FeedbackDraft(this.#link?.memory);
    this.localizer = new Localizer(host);
    const problem = opened.ok ? opened.link.problem : opened;
    if (problem) this.#fail({ ...problem, isRetryable: false });
    host.addController(this);
  }

  hostConnected(): void {
    this.#speaker?.join((word) => this.#hear(word));
    this.host.addEventListener('keydown', this.#onKeydown);
  }

  hostDisconnected(): void {
    this.#speaker?.leave();
    this.host.removeEventListener('keydown', this.#onKeydown);
  }

  hostUpdate(): void {
    const { annotation, url } = this.host;
    if (url !== this.url) {
      // What was said before was said of the answer before.
      if (annotation === this.#learned) this.host.annotation = undefined;
      return this.#leave();
    }
    if (annotation !== undefined && annotation !== this.#learned) this.learn(annotation);
  }

  hostUpdated(): void {
    const root = this.host.renderRoot;
    dressBar(root, this);
    const form = root.querySelector<HTMLElement>('form[popover]');
    if (form?.isConnected && !form.matches(':popover-open')) form.showPopover();
  }

  /** Whether nothing can be sent with this link, now or later. */
  get isUnusable(): boolean {
    return this.status === 'refused' && isLinkCode(this.failure?.code ?? '');
  }

  /**
   * A thumb was pressed: a vote, or its end where it was shown as pressed.
   *
   * @param wasPressed whether that thumb was shown as pressed when the person pressed it
   */
  press(rating: Rating, wasPressed: boolean, { detail }: Pick<MouseEvent, 'detail'>): void {
    // The second click of a double click is not a second word.
    if (this.isUnusable || detail > 1) return;
    if (wasPressed && this.failure) return this.retry();
    if (wasPressed) return void this.retract();
    const isUp = rating === 'correct';
    // Thumbs up leaves nothing to correct; thumbs down leaves what was typed as it is.
    const input: AnnotationInput = isUp
      ? { rating, correction: '', reasons: [], comment: '' }
      : { rating };
    if (!this.host.dispatchEvent(new events.AgentloopVoteEvent(input))) return;
    this.isOpen = !isUp;
    void this.#vote(input, isUp);
  }

  /** The form was sent off. */
  submit(): void {
    if (this.#isSubmitting || this.isUnusable) return;
    this.tooLong = this.draft.tooLong;
    if (this.tooLong.length > 0) return this.#focus('[aria-invalid=true]');
    const input = this.draft.toInput();
    if (!this.host.dispatchEvent(new events.AgentloopSubmitEvent(input))) return;
    void this.#correct(input);
  }

  /** Takes back what was said. What was typed stays here, in case of a change of mind. */
  async retract(): Promise<void> {
    const isDone = await this.#say({
      word: null,
      request: ({ client, context }) => client.retract(context),
      onDelivered: ({ annotation }) => {
        if (annotation) this.draft.keep(annotation);
        this.host.dispatchEvent(new events.AgentloopRetractedEvent());
      },
      again: () => void this.retract(),
    });
    if (!isDone) return;
    this.rating = undefined;
    this.#close('retracted');
  }

  retry(): void {
    this.#speaker?.retry();
  }

  open(): void {
    this.isOpen = true;
    this.#focus('textarea');
    void this.#readBack();
  }

  close(): void {
    this.#close(this.status);
  }

  /** Copies what was typed, where it can no longer be sent. */
  copy(): void {
    const { correction, comment } = this.draft.values;
    const text = [correction, comment].filter(Boolean).join('\n\n');
    // An insecure page has no clipboard, and a frame may be denied it: then the form shows the text.
    const { clipboard } = navigator as Partial<Navigator>;
    if (clipboard) clipboard.writeText(text).catch(() => this.open());
    else this.open();
  }

  type(change: Partial<DraftValues>): void {
    this.draft.type(change);
    if (this.tooLong.length > 0) this.tooLong = this.draft.tooLong;
    this.host.requestUpdate();
  }

  toggle(reason: Reason): void {
    this.draft.toggle(reason);
    this.host.requestUpdate();
  }

  /** It is known what was said before. */
  learn(annotation: SavedAnnotation | null): void {
    this.#learned = annotation;
    this.draft.isKnown = true;
    if (annotation) this.draft.learn(annotation);
    // What is being said now is newer.
    if (this.status === 'sending' || this.failure) return;
    this.#acknowledge(annotation?.rating);
    this.#link?.memory.remember({ rating: annotation?.rating });
    this.host.requestUpdate();
  }

  renderForm(): unknown {
    return renderForm(this);
  }

  renderActions(): unknown {
    return renderActions(this);
  }

  renderMessage(): unknown {
    return renderMessage(this);
  }

  async #vote(input: AnnotationInput, isUp: boolean): Promise<void> {
    if (!(await this.#annotate(input, () => void this.#vote(input, isUp)))) return;
    this.#setStatus(isUp ? 'votedUp' : 'votedDown');
    if (!isUp) await this.#readBack();
  }

  async #correct(input: AnnotationInput): Promise<void> {
    this.#isSubmitting = true;
    const isDone = await this.#annotate(input, () => this.submit());
    this.#isSubmitting = false;
    if (!isDone) return;
    // What was typed while it was being sent is still to be sent.
    if (this.draft.settle(input)) this.#close('sent');
    else this.#setStatus('sent');
  }

  #annotate(given: AnnotationInput, again: () => void): Promise<boolean> {
    const input = this.#toPlain(given);
    this.rating = input.rating;
    return this.#say({
      word: input,
      request: ({ client, context }) => client.annotate(context, input),
      onDelivered: (answer) => {
        this.draft.learn(input);
        this.host.dispatchEvent(new events.AgentloopSubmittedEvent(input, answer));
      },
      again,
    });
  }

  /** What a host has added may be anything. Without it, if it cannot be sent. */
  #toPlain(input: AnnotationInput): AnnotationInput {
    try {
      return JSON.parse(JSON.stringify(input)) as AnnotationInput;
    } catch (error) {
      const { metadata: _, ...rest } = input;
      this.host.dispatchEvent(new events.AgentloopErrorEvent('metadata_invalid', String(error)));
      return rest;
    }
  }

  /** @returns whether it was delivered and nothing else was said since */
  async #say<Answer>(utterance: Utterance<Answer>): Promise<boolean> {
    if (!this.#speaker) return false;
    this.failure = undefined;
    this.#setStatus('sending');
    const outcome = await this.#speaker.say(utterance);
    if (typeof outcome === 'string') return outcome === 'done';
    if (!outcome.isRetryable) this.rating = this.#speaker.acknowledged;
    this.#fail(outcome);
    return false;
  }

  /** Another element has said something with this link, here or in another tab. */
  #hear(word: Word): void {
    this.rating = word?.rating;
    if (word) this.draft.hear(word);
    if (this.status === 'sending' || this.isUnusable) return;
    this.failure = undefined;
    this.#setStatus('idle');
  }

  /** Fills the form with what was said on another device. */
  async #readBack(): Promise<void> {
    if (this.draft.isKnown || !this.#link) return;
    const state = await this.#link.client.readState(this.#link.context);
    if (state.ok) this.learn(state.answer.annotation);
  }

  #acknowledge(rating: Rating | undefined): void {
    this.rating = rating;
    if (this.#speaker) this.#speaker.acknowledged = rating;
  }

  #close(status: Status): void {
    const isInside = Boolean(this.host.shadowRoot?.activeElement?.closest('form'));
    this.isOpen = false;
    this.#setStatus(status);
    if (isInside) this.#focus('[part~=thumb-down]');
  }

  #setStatus(status: Status): void {
    // The actions come and go with the status; the focus must not go with them.
    const isOnAction = this.host.shadowRoot?.activeElement?.matches('[part=action]');
    if (isOnAction) this.#focus(`[part~=thumb-${this.rating === 'correct' ? 'up' : 'down'}]`);
    this.status = status;
    this.host.requestUpdate();
  }

  #fail(failure: Failure): void {
    this.failure = failure;
    if (failure.code === 'offline') {
      this.#setStatus('queued');
      this.host.dispatchEvent(new events.AgentloopQueuedEvent());
      return;
    }
    this.#setStatus(failure.isRetryable ? 'failed' : 'refused');
    this.host.dispatchEvent(new events.AgentloopErrorEvent(failure.code, failure.message));
  }

  /** Ends it: the element has another feedback URL. What is on its way is still delivered. */
  #leave(): void {
    this.#isLeft = true;
    this.localizer.leave();
    this.hostDisconnected();
    this.host.removeController(this);
  }

  #onKeydown = (event: KeyboardEvent): void => onKeydown(event, this);

  #focus(selector: string): void {
    if (this.#isLeft) return;
    this.host.requestUpdate();
    void this.host.updateComplete.then(() =>
      this.host.renderRoot.querySelector<HTMLElement>(selector)?.focus(),
    );
  }
}
