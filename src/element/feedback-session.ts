import { createIngestClient } from '../delivery/ingest-client.js';
import { createSerialSender } from '../delivery/serial-sender.js';
import { STRINGS } from '../locales/en.js';
import { parseFeedbackUrl } from '../protocol/feedback-context.js';
import { byteLength, DEFAULT_MAX_AGE_SECONDS, LIMITS } from '../protocol/limits.js';
import { describeFailure, isLinkCode } from './describe-failure.js';
import { createDraftStore } from './draft-store.js';
import {
  AgentloopErrorEvent,
  AgentloopRetractedEvent,
  AgentloopSubmitEvent,
  AgentloopSubmittedEvent,
  AgentloopVoteEvent,
} from './feedback-events.js';
import { adoptFormStyles } from './feedback-form-styles.js';
import { renderActions, renderForm } from './feedback-form.js';

import type { IngestClient } from '../delivery/ingest-client.js';
import type { Delivered, DeliveryFailure } from '../delivery/post.js';
import type { AnnotationInput, Rating, Reason, SavedAnnotation } from '../protocol/annotation.js';
import type { FeedbackContext } from '../protocol/feedback-context.js';
import type { AgentloopFeedback } from './agentloop-feedback.js';
import type { Draft, DraftStore } from './draft-store.js';

/** What the person is told. `failed` may pass if it is tried again, `refused` never will. */
export type Status =
  'idle' | 'sending' | 'votedUp' | 'votedDown' | 'sent' | 'retracted' | 'failed' | 'refused';

type Failure = Pick<DeliveryFailure, 'code' | 'message' | 'isRetryable'>;

/** What a well-formed link leads to. */
interface Line {
  context: FeedbackContext;
  client: IngestClient;
  drafts: DraftStore;
}

/**
 * What one element does with one feedback URL: the state behind the thumbs and the form. It loads
 * on demand, together with everything that it imports.
 */
export class FeedbackSession {
  status: Status = 'idle';
  /** What the thumbs show. */
  rating: Rating | undefined;
  draft: Draft = { rating: 'incorrect', reasons: [], correction: '', comment: '' };
  isOpen = false;
  /** The fields whose text is too long. */
  tooLong: readonly ('correction' | 'comment')[] = [];

  readonly #host: AgentloopFeedback;
  readonly #line: Line | undefined;
  readonly #send = createSerialSender();
  /** What the ingest has acknowledged. */
  #acknowledged: Rating | undefined;
  /** Whether it is known what was said on another day. */
  #isKnown = false;
  #isTouched = false;
  #failure: Failure | undefined;
  #again: (() => void) | undefined;

  constructor(host: AgentloopFeedback) {
    this.#host = host;
    adoptFormStyles(host.renderRoot as ShadowRoot);
    const parsed = parseFeedbackUrl(readUrl(host));
    if (!parsed.ok) {
      this.#fail({ ...parsed, isRetryable: false });
      return;
    }
    const { context, baseUrl } = parsed;
    const expiresAt = new Date((context.t + DEFAULT_MAX_AGE_SECONDS) * 1000);
    const drafts = createDraftStore(context.sig, expiresAt);
    this.#line = { context, drafts, client: createIngestClient(baseUrl) };
    if (host.annotation !== undefined) this.#learn(host.annotation);
    const draft = drafts.read();
    if (draft) this.#touch(draft);
    host.requestUpdate();
  }

  /** Whether nothing can be sent with this link, now or later. */
  get isUnusable(): boolean {
    return this.status === 'refused' && isLinkCode(this.#failure?.code ?? '');
  }

  get isRetryable(): boolean {
    return this.status === 'failed';
  }

  get message(): string {
    if (this.#failure) return describeFailure(this.#failure);
    if (this.status === 'votedDown' && !this.isOpen) return STRINGS.messages.votedUp;
    return STRINGS.messages[this.status as keyof typeof STRINGS.messages] ?? '';
  }

  /** A thumb was pressed: a vote, or its end where it was that thumb already. */
  press(rating: Rating): void {
    const isUp = rating === 'correct';
    if (this.rating && (this.rating === 'correct') === isUp) return void this.retract();
    // Thumbs up leaves nothing to correct; thumbs down leaves what was typed as it is.
    const input: AnnotationInput = isUp
      ? { rating, correction: '', reasons: [], comment: '' }
      : { rating };
    if (!this.#host.dispatchEvent(new AgentloopVoteEvent(input))) return;
    this.isOpen = !isUp;
    void this.#annotate(input, isUp ? 'votedUp' : 'votedDown');
  }

  /** The form was sent off. */
  submit(): void {
    if (this.status === 'sending') return;
    const { correction, comment } = this.draft;
    this.tooLong = [
      ...(byteLength(correction) > LIMITS.correctionBytes ? (['correction'] as const) : []),
      ...(byteLength(comment) > LIMITS.commentBytes ? (['comment'] as const) : []),
    ];
    if (this.tooLong.length > 0) return this.#focus('[aria-invalid=true]');
    const input: AnnotationInput = { ...this.draft };
    if (this.#host.dispatchEvent(new AgentloopSubmitEvent(input)))
      void this.#annotate(input, 'sent');
  }

  /** Takes back what was said. What was typed stays here, in case of a change of mind. */
  async retract(): Promise<void> {
    const isDone = await this.#deliver(
      ({ client, context }) => client.retract(context),
      () => {
        this.#acknowledged = undefined;
        this.#host.dispatchEvent(new AgentloopRetractedEvent());
      },
      () => void this.retract(),
    );
    if (!isDone) return;
    this.rating = undefined;
    this.#close('retracted');
  }

  retry(): void {
    this.#again?.();
    this.#focus('[part~=thumb-down]');
  }

  open(): void {
    this.isOpen = true;
    this.#focus('textarea');
  }

  close(): void {
    this.#close(this.status);
  }

  edit(change: Partial<Draft>): void {
    this.#touch({ ...this.draft, ...change });
    this.#line?.drafts.write(this.draft);
    this.#host.requestUpdate();
  }

  toggle(reason: Reason): void {
    const chosen = new Set(this.draft.reasons);
    if (!chosen.delete(reason)) chosen.add(reason);
    this.edit({ reasons: [...chosen] });
  }

  renderForm = () => renderForm(this);

  renderActions = () => renderActions(this);

  async #annotate(input: AnnotationInput, then: 'votedUp' | 'votedDown' | 'sent'): Promise<void> {
    this.rating = input.rating;
    const isDone = await this.#deliver(
      ({ client, context }) => client.annotate(context, input),
      (answer) => {
        this.#acknowledged = input.rating;
        this.#host.dispatchEvent(new AgentloopSubmittedEvent(input, answer));
      },
      () => void this.#annotate(input, then),
    );
    if (!isDone) return;
    if (then === 'sent') {
      this.#line?.drafts.clear();
      this.#close('sent');
    } else {
      this.#setStatus(then);
      await this.#readBack();
    }
  }

  /**
   * Sends after everything that is being sent already.
   *
   * @returns whether it was delivered and nothing else was sent since
   */
  async #deliver<Answer>(
    request: (line: Line) => Promise<Delivered<Answer>>,
    onDelivered: (answer: Answer) => void,
    again: () => void,
  ): Promise<boolean> {
    const line = this.#line;
    if (!line) return false;
    this.#failure = undefined;
    this.#setStatus('sending');
    const { result, isLastWord } = await this.#send(() => request(line));
    if (result.ok) onDelivered(result.answer);
    if (!isLastWord || result.ok) return isLastWord;
    if (!result.isRetryable) this.rating = this.#acknowledged;
    this.#again = again;
    this.#fail(result);
    return false;
  }

  /** Fills the form with what was said on another day. */
  async #readBack(): Promise<void> {
    if (this.#isKnown || !this.#line) return;
    const state = await this.#line.client.readState(this.#line.context);
    if (state.ok) this.#learn(state.answer.annotation);
    this.#host.requestUpdate();
  }

  #learn(annotation: SavedAnnotation | null): void {
    this.#isKnown = true;
    if (!annotation) return;
    this.rating ??= this.#acknowledged = annotation.rating;
    if (this.#isTouched) return;
    const { reasons, correction, comment } = annotation;
    const rating = annotation.rating === 'partial' ? 'partial' : 'incorrect';
    this.draft = { rating, reasons, correction, comment };
  }

  #touch(draft: Draft): void {
    this.#isTouched = true;
    this.draft = draft;
  }

  #close(status: Status): void {
    const hadFocus = Boolean(this.#host.shadowRoot?.activeElement);
    this.isOpen = false;
    this.#setStatus(status);
    if (hadFocus) this.#focus('[part~=thumb-down]');
  }

  #setStatus(status: Status): void {
    this.status = status;
    this.#host.requestUpdate();
  }

  #fail(failure: Failure): void {
    this.#failure = failure;
    this.#setStatus(failure.isRetryable ? 'failed' : 'refused');
    this.#host.dispatchEvent(new AgentloopErrorEvent(failure.code, failure.message));
  }

  #focus(selector: string): void {
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() =>
      this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus(),
    );
  }
}

/** The feedback URL, absolute: of the attribute, or else of the link inside. */
function readUrl(host: AgentloopFeedback): string {
  const url = host.feedbackUrl || host.querySelector('a')?.href || '';
  return URL.canParse(url, document.baseURI) ? new URL(url, document.baseURI).href : url;
}
