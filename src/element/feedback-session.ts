import { byteLength, LIMITS } from '../protocol/limits.js';
import { describeFailure, isLinkCode } from './describe-failure.js';
import * as events from './feedback-events.js';
import { adoptFormStyles } from './feedback-form-styles.js';
import { renderActions, renderForm, renderMessage } from './feedback-form.js';
import { openFeedbackLink } from './feedback-link.js';
import { LinkSpeaker } from './link-speaker.js';
import { ENGLISH, languageOf, localize } from './localize.js';
import { watchLanguages } from './watch-languages.js';

import type { ReactiveController } from 'lit';
import type { AnnotationInput, Rating, Reason, SavedAnnotation } from '../protocol/annotation.js';
import type { Strings } from '../locales/strings.js';
import type { AgentloopFeedback } from './agentloop-feedback.js';
import type { FeedbackLink } from './feedback-link.js';
import type { Draft } from './link-memory.js';
import type { Failure, Utterance } from './link-speaker.js';
import type { Localization } from './localize.js';
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
  draft: Draft = { rating: 'incorrect', reasons: [], correction: '', comment: '' };
  isOpen: boolean;
  /** The fields whose text is too long. */
  tooLong: readonly ('correction' | 'comment')[] = [];
  localization: Localization = ENGLISH;

  readonly host: AgentloopFeedback;
  readonly #link: FeedbackLink | undefined;
  readonly #speaker: LinkSpeaker | undefined;
  /** Whether it is known what was said on another device. */
  #isKnown = false;
  #isTouched = false;
  #failure: Failure | undefined;
  #unwatch: (() => void) | undefined;

  constructor(host: AgentloopFeedback) {
    this.host = host;
    this.isOpen = host.variant === 'form';
    adoptFormStyles(host.renderRoot as ShadowRoot);
    const opened = openFeedbackLink(readUrl(host));
    if (opened.ok) {
      this.#link = opened.link;
      this.#speaker = new LinkSpeaker(opened.link);
      const { draft, rating } = opened.link.memory;
      if (draft) this.#touch(draft);
      if (host.annotation !== undefined) this.#learn(host.annotation);
      else this.#acknowledge(rating);
    }
    const problem = opened.ok ? opened.link.problem : opened;
    if (problem) this.#fail({ ...problem, isRetryable: false });
    host.addController(this);
  }

  hostConnected(): void {
    this.#speaker?.join((word) => this.#hear(word));
    this.#unwatch = watchLanguages(() => void this.localize());
    void this.localize();
  }

  hostDisconnected(): void {
    this.#speaker?.leave();
    this.#unwatch?.();
  }

  hostUpdated(): void {
    const form = this.host.renderRoot.querySelector<HTMLElement>('form[popover]');
    if (form && !form.matches(':popover-open')) form.showPopover();
  }

  /** Ends it: the element has another feedback URL. What is on its way is still delivered. */
  leave(): void {
    this.hostDisconnected();
    this.host.removeController(this);
  }

  get strings(): Strings {
    return { ...this.localization.strings, ...this.host.strings };
  }

  /** Whether nothing can be sent with this link, now or later. */
  get isUnusable(): boolean {
    return this.status === 'refused' && isLinkCode(this.#failure?.code ?? '');
  }

  /** Whether there is a text that can only be kept by copying it. */
  get isStranded(): boolean {
    return this.status === 'refused' && Boolean(this.draft.correction || this.draft.comment);
  }

  get message(): string {
    const { status, strings } = this;
    if (this.#failure && status !== 'queued') return describeFailure(this.#failure, strings);
    if (this.host.readonly && this.rating) return strings.readonly;
    if (status === 'votedDown' && !this.isOpen) return strings.votedUp;
    return strings[status as keyof Strings] ?? '';
  }

  /** A thumb was pressed: a vote, or its end where it was that thumb already. */
  press(rating: Rating): void {
    const isUp = rating === 'correct';
    if (this.rating && (this.rating === 'correct') === isUp) return void this.retract();
    // Thumbs up leaves nothing to correct; thumbs down leaves what was typed as it is.
    const input: AnnotationInput = isUp
      ? { rating, correction: '', reasons: [], comment: '' }
      : { rating };
    if (!this.host.dispatchEvent(new events.AgentloopVoteEvent(input))) return;
    this.isOpen = !isUp;
    void this.#annotate(input, isUp ? 'votedUp' : 'votedDown');
  }

  /** The form was sent off. */
  submit(): void {
    if (this.status === 'sending' || this.isUnusable) return;
    const { correction, comment } = this.draft;
    this.tooLong = [
      ...(byteLength(correction) > LIMITS.correctionBytes ? (['correction'] as const) : []),
      ...(byteLength(comment) > LIMITS.commentBytes ? (['comment'] as const) : []),
    ];
    if (this.tooLong.length > 0) return this.#focus('[aria-invalid=true]');
    const input: AnnotationInput = { ...this.draft };
    if (!this.host.dispatchEvent(new events.AgentloopSubmitEvent(input))) return;
    void this.#annotate(input, 'sent');
  }

  /** Takes back what was said. What was typed stays here, in case of a change of mind. */
  async retract(): Promise<void> {
    const isDone = await this.#say({
      word: null,
      request: ({ client, context }) => client.retract(context),
      onDelivered: ({ annotation }) => {
        // The ingest forgets the text; the person may still want it.
        if (annotation && !this.#isTouched) this.edit(textsOf(annotation));
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
    this.#focus('[part~=thumb-down]');
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
    const { correction, comment } = this.draft;
    const text = [correction, comment].filter(Boolean).join('\n\n');
    // A frame may be denied the clipboard: then the text is there to be selected.
    void navigator.clipboard?.writeText(text).catch(() => this.open());
  }

  edit(change: Partial<Draft>): void {
    this.#touch({ ...this.draft, ...change });
    this.#link?.memory.remember({ draft: this.draft });
    this.host.requestUpdate();
  }

  toggle(reason: Reason): void {
    const chosen = new Set(this.draft.reasons);
    if (!chosen.delete(reason)) chosen.add(reason);
    this.edit({ reasons: [...chosen] });
  }

  /** Speaks the language of the place that the element is at. */
  async localize(): Promise<void> {
    this.localization = await localize(languageOf(this.host));
    this.host.requestUpdate();
  }

  renderForm = () => renderForm(this);

  renderActions = () => renderActions(this);

  renderMessage = () => renderMessage(this);

  async #annotate(input: AnnotationInput, then: 'votedUp' | 'votedDown' | 'sent'): Promise<void> {
    this.rating = input.rating;
    const isDone = await this.#say({
      word: input,
      request: ({ client, context }) => client.annotate(context, input),
      onDelivered: (answer) =>
        this.host.dispatchEvent(new events.AgentloopSubmittedEvent(input, answer)),
      again: () => void this.#annotate(input, then),
    });
    if (!isDone) return;
    if (then === 'sent') {
      this.#link?.memory.remember({ draft: undefined });
      this.#close('sent');
    } else {
      this.#setStatus(then);
      await this.#readBack();
    }
  }

  /** @returns whether it was delivered and nothing else was said since */
  async #say<Answer>(utterance: Utterance<Answer>): Promise<boolean> {
    if (!this.#speaker) return false;
    this.#failure = undefined;
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
    if (!this.#isTouched && word) this.draft = { ...this.draft, ...textsOf(word) };
    if (this.status !== 'sending') this.#setStatus('idle');
  }

  /** Fills the form with what was said on another device. */
  async #readBack(): Promise<void> {
    if (this.#isKnown || !this.#link) return;
    const state = await this.#link.client.readState(this.#link.context);
    if (state.ok) this.#learn(state.answer.annotation);
    this.host.requestUpdate();
  }

  #learn(annotation: SavedAnnotation | null): void {
    this.#isKnown = true;
    if (!annotation) return;
    if (!this.rating) this.#acknowledge(annotation.rating);
    if (!this.#isTouched) this.draft = { ...this.draft, ...textsOf(annotation) };
  }

  #acknowledge(rating: Rating | undefined): void {
    this.rating = rating;
    if (this.#speaker) this.#speaker.acknowledged = rating;
  }

  #touch(draft: Draft): void {
    this.#isTouched = true;
    this.draft = draft;
  }

  #close(status: Status): void {
    const hadFocus = Boolean(this.host.shadowRoot?.activeElement);
    this.isOpen = false;
    this.#setStatus(status);
    if (hadFocus) this.#focus('[part~=thumb-down]');
  }

  #setStatus(status: Status): void {
    this.status = status;
    this.host.requestUpdate();
  }

  #fail(failure: Failure): void {
    this.#failure = failure;
    if (failure.code === 'offline') {
      this.#setStatus('queued');
      this.host.dispatchEvent(new events.AgentloopQueuedEvent());
      return;
    }
    this.#setStatus(failure.isRetryable ? 'failed' : 'refused');
    this.host.dispatchEvent(new events.AgentloopErrorEvent(failure.code, failure.message));
  }

  #focus(selector: string): void {
    this.host.requestUpdate();
    void this.host.updateComplete.then(() =>
      this.host.renderRoot.querySelector<HTMLElement>(selector)?.focus(),
    );
  }
}

/** The feedback URL, absolute: of the attribute, or else of the link inside. */
function readUrl(host: AgentloopFeedback): string {
  const url = host.feedbackUrl || host.querySelector('a')?.href || '';
  return URL.canParse(url, document.baseURI) ? new URL(url, document.baseURI).href : url;
}

/** What of a word the form shows. */
function textsOf(word: AnnotationInput): Partial<Draft> {
  const { rating, reasons, correction, comment } = word;
  return {
    rating: rating === 'partial' ? 'partial' : 'incorrect',
    ...(reasons && { reasons }),
    ...(correction !== undefined && { correction }),
    ...(comment !== undefined && { comment }),
  };
}
