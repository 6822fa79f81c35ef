import { createVersion } from '../delivery/outbox-entry.js';
import { pageOutbox } from '../delivery/page-outbox.js';

import type { OutboxEvent } from '../delivery/outbox-feed.js';
import type { AnnotationInput, Rating } from '../protocol/annotation.js';
import type { FeedbackLink } from './feedback-link.js';

/** What somebody says with one link; null takes it back. */
export type Word = AnnotationInput | null;

/** What became of a word. */
export type Report = OutboxEvent & {
  word: Word;
  /** Whether it was said here, and not in another element or tab. */
  isOwn: boolean;
  /** Whether nothing was said since. */
  isLatest: boolean;
};

/** Says things with one link through the page's outbox, and hears what is said with it elsewhere. */
export class LinkSpeaker {
  /** What the ingest has acknowledged. */
  acknowledged: Rating | undefined;
  /** Whether something that was said is not acknowledged yet. */
  isWaiting = false;

  readonly #link: FeedbackLink;
  readonly #onReport: (report: Report) => void;
  /** What was said here and has not come to its end. */
  readonly #own = new Set<string>();
  #latest: string | undefined;
  #unsubscribe: (() => void) | undefined;
  #isLeaving = false;

  constructor(link: FeedbackLink, onReport: (report: Report) => void) {
    this.#link = link;
    this.#onReport = onReport;
    this.acknowledged = link.memory.rating;
  }

  join(): void {
    this.#isLeaving = false;
    this.#unsubscribe ??= pageOutbox().subscribe((event) => this.#hear(event), this.#link.key);
  }

  /** Hears no more, once what was said here has come to its end. */
  leave(): void {
    this.#isLeaving = true;
    if (this.#own.size > 0) return;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  say(word: Word): void {
    const { context, baseUrl, expires } = this.#link;
    const version = createVersion();
    this.#own.add(version);
    void pageOutbox().send(
      {
        call: word ? 'annotations' : 'feedback/retract',
        baseUrl,
        context,
        input: word ?? {},
        expires,
        isOnlyWaiting: !word && !this.acknowledged,
      },
      version,
    );
  }

  /** It is known from elsewhere what the ingest has. */
  learn(rating: Rating | undefined): void {
    this.acknowledged = rating;
    this.#link.memory.remember({ rating });
  }

  /** Tries at once what waits. */
  retry(): Promise<void> {
    return pageOutbox().flush();
  }

  #hear(event: OutboxEvent): void {
    if (event.call === 'turns') return;
    const word = event.call === 'annotations' ? (event.input as AnnotationInput) : null;
    const isOver = event.type === 'delivered' || event.type === 'refused';
    if (event.type === 'accepted') this.#latest = event.version;
    const isLatest = event.version === (this.#latest ??= event.version);
    if (isLatest) this.isWaiting = !isOver;
    if (event.type === 'delivered') this.acknowledged = word?.rating;
    const isOwn = this.#own.has(event.version);
    if (isOver && isLatest) this.#own.clear();
    this.#onReport({ ...event, word, isOwn, isLatest });
    if (this.#isLeaving) this.leave();
  }
}
