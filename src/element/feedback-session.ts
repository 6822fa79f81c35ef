import { readState } from '../delivery/read-state.js';
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
import type { DeliveryFailure } from '../delivery/post.js';
import type { AnnotationInput, Rating, Reason, SavedAnnotation } from '../protocol/annotation.js';
import type { AnnotateAnswer, RetractAnswer } from '../protocol/answers.js';
import type { AgentloopFeedback } from './agentloop-feedback.js';
import type { DraftValues, TextField } from './feedback-draft.js';
import type { FeedbackLink } from './feedback-link.js';
import type { Report, Word } from './link-speaker.js';

type Failure = Pick<DeliveryFailure, 'code' | 'message' | 'isRetryable'>;

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
  /** Whether somebody has done something here; what was there before is not announced. */
  hasActed = false;
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
  /** Whether the last that was said here came from the form. */
  #isCorrection = false;
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
      this.#speaker = new LinkSpeaker(opened.link, (report) => this.#hear(report));
      this.rating = this.#speaker.acknowledged;
    }
    this.draft = new FeedbackDraft(this.#link?.memory);
    this.localizer = new Localizer(host);
    const problem = opened.ok ? opened.link.problem : opened;
    if (problem) this.#fail({ ...problem, isRetryable: false });
    host.addController(this);
  }

  hostConnected(): void {
    this.#speaker?.join();
    this.host.addEventListener('keydown', this.#onKeydown);
  }

  hostDisconnected(): void {
    this.#speaker?.leave();
    this.host.removeEventListener('keydown', this.#onKeydown);
    document.removeEventListener('pointerdown', this.#onPointerDown);
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
    if (form) document.addEventListener('pointerdown', this.#onPointerDown);
    else document.removeEventListener('pointerdown', this.#onPointerDown);
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
    if (wasPressed && this.status === 'failed') return this.retry();
    if (wasPressed) return this.retract();
    const isUp = rating === 'correct';
    // Thumbs up leaves nothing to correct; thumbs down leaves what was typed as it is.
    const input: AnnotationInput = isUp
      ? { rating, correction: '', reasons: [], comment: '' }
      : { rating };
    if (!this.#dispatch(new events.AgentloopVoteEvent(input))) return;
    this.#setOpen(!isUp);
    this.#say(this.#toPlain(input));
  }

  /** The form was sent off. */
  submit(): void {
    const isSubmitting = this.status === 'sending' && this.#isCorrection;
    if (isSubmitting || this.isUnusable) return;
    this.tooLong = this.draft.tooLong;
    if (this.tooLong.length > 0) return this.#focus('[aria-invalid=true]');
    const input = this.draft.toInput();
    if (!this.#dispatch(new events.AgentloopSubmitEvent(input))) return;
    this.#say(this.#toPlain(input), true);
  }

  /** Takes back what was said. What was typed stays here, in case of a change of mind. */
  retract(): void {
    this.#say(null);
  }

  /** Tries again at once; a correction as it is typed now. */
  retry(): void {
    if (this.#isCorrection) return this.submit();
    this.hasActed = true;
    const { status } = this;
    this.#setStatus('sending');
    void this.#speaker?.retry().then(() => {
      // Nothing was sent: the ingest has asked to be left alone for a while.
      if (this.status === 'sending') this.#setStatus(status);
    });
  }

  open(): void {
    this.hasActed = true;
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
    if (this.#speaker?.isWaiting || this.failure) return;
    this.rating = annotation?.rating;
    this.#speaker?.learn(this.rating);
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

  /** What a host has added may be anything. Without it, if it cannot be sent. */
  #toPlain(input: AnnotationInput): AnnotationInput {
    try {
      return JSON.parse(JSON.stringify(input)) as AnnotationInput;
    } catch (error) {
      const { metadata: _, ...rest } = input;
      this.#dispatch(new events.AgentloopErrorEvent('metadata_invalid', String(error)));
      return rest;
    }
  }

  #say(word: Word, isCorrection = false): void {
    this.hasActed = true;
    this.#isCorrection = isCorrection;
    this.failure = undefined;
    this.#setStatus('sending');
    this.rating = word?.rating;
    this.#speaker?.say(word);
  }

  /** Something has become of a word, which was said here, in another element, or in another tab. */
  #hear(report: Report): void {
    const { word, isOwn, isLatest } = report;
    if (report.type === 'delivered') {
      if (isOwn) this.#tellDelivered(report);
      else if (word) this.draft.hear(word);
    }
    if (!isLatest || (report.type === 'accepted' && isOwn)) return;
    this.rating = report.type === 'refused' ? this.#speaker?.acknowledged : word?.rating;
    if (report.type === 'waiting') return this.#wait(report);
    if (report.type === 'refused') return this.#fail({ ...report, isRetryable: false });
    this.failure = undefined;
    if (isOwn) this.#thank(word);
    else this.#setStatus('idle');
  }

  #tellDelivered({ word, answer }: Report & { type: 'delivered' }): void {
    if (word) {
      this.draft.learn(word);
      this.#dispatch(new events.AgentloopSubmittedEvent(word, answer as AnnotateAnswer));
      return;
    }
    const { annotation } = answer as RetractAnswer;
    if (annotation) this.draft.keep(annotation);
    this.#dispatch(new events.AgentloopRetractedEvent());
  }

  #thank(word: Word): void {
    if (!word) return this.#close('retracted');
    if (this.#isCorrection) {
      // What was typed while it was being sent is still to be sent.
      if (this.draft.settle(word)) this.#close('sent');
      else this.#setStatus('sent');
      return;
    }
    this.#setStatus(word.rating === 'correct' ? 'votedUp' : 'votedDown');
    if (word.rating !== 'correct') void this.#readBack();
  }

  /** Fills the form with what was said on another device. */
  async #readBack(): Promise<void> {
    if (this.draft.isKnown || !this.#link) return;
    const state = await readState(this.#link.baseUrl, this.#link.context);
    if (state.ok) this.learn(state.answer.annotation);
  }

  #close(status: Status): void {
    const isInside = Boolean(this.host.shadowRoot?.activeElement?.closest('form'));
    this.#setOpen(false);
    this.#setStatus(status);
    if (isInside) this.#focus('[part~=thumb-down]');
  }

  #setOpen(isOpen: boolean): void {
    const isClosed = this.isOpen && !isOpen;
    this.isOpen = isOpen;
    if (isClosed) this.#dispatch(new events.AgentloopClosedEvent());
  }

  #setStatus(status: Status): void {
    // The actions come and go with the status; the focus must not go with them.
    const isOnAction = this.host.shadowRoot?.activeElement?.matches('[part=action]');
    if (isOnAction) this.#focus(`[part~=thumb-${this.rating === 'correct' ? 'up' : 'down'}]`);
    this.status = status;
    this.host.requestUpdate();
  }

  /** It is kept, and will be tried again. */
  #wait({ code, message, isDurable, isOwn }: Report & { type: 'waiting' }): void {
    this.failure = { code, message, isRetryable: true };
    this.#setStatus(code === 'offline' ? 'queued' : 'failed');
    if (!isOwn) return;
    if (code !== 'offline') this.#dispatch(new events.AgentloopErrorEvent(code, message));
    this.#dispatch(new events.AgentloopQueuedEvent(code, isDurable));
  }

  #fail(failure: Failure): void {
    this.failure = failure;
    this.#setStatus('refused');
    this.#dispatch(new events.AgentloopErrorEvent(failure.code, failure.message));
  }

  /** @returns whether its host lets it happen */
  #dispatch(event: Event): boolean {
    // Only for a host that has asked for it.
    // oxlint-disable-next-line no-console
    if (this.host.hasAttribute('debug')) console.debug(event.type, event);
    return this.host.dispatchEvent(event);
  }

  /** Ends it: the element has another feedback URL. What is on its way is still delivered. */
  #leave(): void {
    this.#isLeft = true;
    this.localizer.leave();
    this.hostDisconnected();
    this.host.removeController(this);
  }

  #onKeydown = (event: KeyboardEvent): void => onKeydown(event, this);

  /** A press outside closes a popover, unless something was typed, which stays in sight. */
  #onPointerDown = (event: Event): void => {
    if (!this.draft.isTouched && !event.composedPath().includes(this.host)) this.close();
  };

  #focus(selector: string): void {
    if (this.#isLeft) return;
    this.host.requestUpdate();
    void this.host.updateComplete.then(() =>
      this.host.renderRoot.querySelector<HTMLElement>(selector)?.focus(),
    );
  }
}
