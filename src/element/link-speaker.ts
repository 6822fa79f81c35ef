import { joinSameTurn } from './same-turn.js';

import type { Delivered, DeliveryFailure } from '../delivery/post.js';
import type { Rating } from '../protocol/annotation.js';
import type { FeedbackLink } from './feedback-link.js';
import type { Word } from './same-turn.js';

export type Failure = Pick<DeliveryFailure, 'code' | 'message' | 'isRetryable'>;

/** One thing to say: what it comes to, and how it is sent. */
export interface Utterance<Answer> {
  word: Word;
  request: (link: FeedbackLink) => Promise<Delivered<Answer>>;
  /** Called for everything that was delivered, also where something else was said since. */
  onDelivered: (answer: Answer) => void;
  /** Says it again. */
  again: () => void;
}

/**
 * Says things with one link, one after the other; tells the other elements that have the link; and
 * holds on to what could not be said.
 */
export class LinkSpeaker {
  /** What the ingest has acknowledged. */
  acknowledged: Rating | undefined;

  readonly #link: FeedbackLink;
  #sameTurn: ReturnType<typeof joinSameTurn> | undefined;
  #again: (() => void) | undefined;

  constructor(link: FeedbackLink) {
    this.#link = link;
  }

  join(onWord: (word: Word) => void): void {
    this.#sameTurn = joinSameTurn(this.#link.key, (word) => {
      this.acknowledged = word?.rating;
      // What could not be said here is older than that.
      this.#again = undefined;
      removeEventListener('online', this.retry);
      onWord(word);
    });
  }

  leave(): void {
    this.#sameTurn?.leave();
  }

  /**
   * Sends after everything that is being sent already.
   *
   * @returns why it failed; or `done`, or `superseded` where something else was said since
   */
  async say<Answer>({
    word,
    request,
    onDelivered,
    again,
  }: Utterance<Answer>): Promise<'done' | 'superseded' | Failure> {
    const link = this.#link;
    removeEventListener('online', this.retry);
    const { result, isLastWord } = await link.send(() => request(link));
    if (result.ok) {
      this.acknowledged = word?.rating;
      link.memory.remember({ rating: word?.rating });
      this.#sameTurn?.tell(word);
      onDelivered(result.answer);
    }
    if (!isLastWord) return 'superseded';
    if (result.ok) return 'done';
    this.#again = again;
    if (result.code === 'offline') addEventListener('online', this.retry, { once: true });
    return result;
  }

  /** Says what failed last once more. */
  retry = (): void => this.#again?.();
}
