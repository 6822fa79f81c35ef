import { isWithin, LIMITS } from '../protocol/limits.js';

import type { LinkMemory } from '../delivery/link-memory.js';
import type { AnnotationInput, Reason, SavedAnnotation } from '../protocol/annotation.js';

/** The fields of the form. */
export interface DraftValues {
  rating: 'incorrect' | 'partial';
  reasons: Reason[];
  correction: string;
  comment: string;
}

export type TextField = 'correction' | 'comment';

const EMPTY: DraftValues = { rating: 'incorrect', reasons: [], correction: '', comment: '' };

/**
 * What the form holds: what the person has typed, over what the ingest is known to have. While it is
 * unknown what a field would replace, it is sent only if somebody typed into it.
 */
export class FeedbackDraft {
  /** Whether it is known what was said before, here or on another device. */
  isKnown = false;
  /** Whether somebody has typed here what is not sent, and not only in another tab or before a reload. */
  isTouched = false;

  readonly #memory: LinkMemory | undefined;
  #typed: Partial<DraftValues>;
  #known: Partial<DraftValues> = {};

  constructor(memory: LinkMemory | undefined) {
    this.#memory = memory;
    this.#typed = memory?.draft ?? {};
  }

  get values(): DraftValues {
    return { ...EMPTY, ...this.#known, ...this.#typed };
  }

  get hasText(): boolean {
    return Boolean(this.values.correction || this.values.comment);
  }

  /** The fields whose text the ingest would refuse. */
  get tooLong(): TextField[] {
    const { correction, comment } = this.values;
    const fields: TextField[] = [];
    if (!isWithin(correction, LIMITS.correctionBytes)) fields.push('correction');
    if (!isWithin(comment, LIMITS.commentBytes)) fields.push('comment');
    return fields;
  }

  /** What would be sent now. */
  toInput(): AnnotationInput {
    return this.isKnown ? this.values : { rating: this.values.rating, ...this.#typed };
  }

  type(change: Partial<DraftValues>): void {
    this.isTouched = true;
    this.#typed = { ...this.#typed, ...change };
    this.#memory?.remember({ draft: this.#typed });
  }

  toggle(reason: Reason): void {
    const chosen = new Set(this.values.reasons);
    if (!chosen.delete(reason)) chosen.add(reason);
    this.type({ reasons: [...chosen] });
  }

  /** The ingest has this. */
  learn({ rating, reasons, correction, comment }: AnnotationInput): void {
    this.#known = {
      ...this.#known,
      ...(rating !== 'correct' && { rating }),
      ...(reasons && { reasons }),
      ...(correction !== undefined && { correction }),
      ...(comment !== undefined && { comment }),
    };
  }

  /** Another element has said this. A draft that nobody has touched here is older than that. */
  hear(input: AnnotationInput): void {
    if (!this.isTouched) this.#typed = {};
    this.learn(input);
  }

  /** The ingest has forgotten these texts; the person may still want them. */
  keep({ reasons, correction, comment }: SavedAnnotation): void {
    this.#known = {};
    const kept = {
      ...(reasons.length > 0 && { reasons }),
      ...(correction && { correction }),
      ...(comment && { comment }),
      ...this.#typed,
    };
    if (Object.keys(kept).length > 0) this.type(kept);
  }

  /**
   * This was delivered. What was typed since is not.
   *
   * @returns whether nothing was typed since
   */
  settle(input: AnnotationInput): boolean {
    this.learn(input);
    const isSent = ([field, value]: [string, unknown]) =>
      JSON.stringify(input[field as keyof AnnotationInput]) === JSON.stringify(value);
    if (!Object.entries(this.#typed).every(isSent)) return false;
    this.#typed = {};
    this.isTouched = false;
    this.#memory?.remember({ draft: undefined });
    return true;
  }
}
