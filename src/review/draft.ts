import { isWithin, LIMITS } from '../protocol/limits.js';
import { createPlace, keysOf } from './storage.js';

import type { Rating, RootCause } from '../protocol/annotation.js';
import type { AnnotationItem, ReviewInput, TurnItem } from '../protocol/review.js';

/** A verdict as it is being made. */
export interface Draft {
  rating: Rating | null;
  root_cause: RootCause | null;
  correction: string;
  /** As it is typed: tags between commas. */
  tags: string;
}

interface KeptDraft extends Draft {
  kept_at: number;
}

export type DraftProblem = 'chooseRating' | 'correctionMissing' | 'textTooLong' | 'tooManyTags';

const PREFIX = 'agentloop-feedback:draft:';
/** As long as an unreviewed turn lives. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** What a person said of a turn; a verdict begins with the newest that has a correction. */
export function personOf(turn: TurnItem): AnnotationItem | undefined {
  const said = turn.annotations.filter(({ source }) => source === 'person');
  return said.find(({ correction }) => correction) ?? said[0];
}

/** The verdict that holds, or else what the person said. */
export function prefill(turn: TurnItem): Draft {
  const { review } = turn;
  if (review?.verdict === 'annotate') {
    const { rating, root_cause, correction, tags } = review;
    return { rating, root_cause, correction, tags: tags.join(', ') };
  }
  const person = personOf(turn);
  return {
    rating: person?.rating ?? null,
    root_cause: null,
    correction: person?.correction ?? '',
    tags: person?.tags.join(', ') ?? '',
  };
}

export function isSameDraft(one: Draft, other: Draft): boolean {
  return (
    one.rating === other.rating &&
    one.root_cause === other.root_cause &&
    one.correction === other.correction &&
    one.tags === other.tags
  );
}

export function splitTags(text: string): string[] {
  return [...new Set(text.split(',').map((tag) => tag.trim()))].filter(Boolean);
}

/** What is missing before a draft can be saved. */
export function findProblem(draft: Draft): DraftProblem | undefined {
  const tags = splitTags(draft.tags);
  if (!draft.rating) return 'chooseRating';
  if (draft.rating !== 'correct' && !draft.correction.trim()) return 'correctionMissing';
  if (!isWithin(draft.correction, LIMITS.correctionBytes)) return 'textTooLong';
  if (tags.length > LIMITS.tags || tags.some((tag) => !isWithin(tag, LIMITS.idBytes))) {
    return 'tooManyTags';
  }
  return undefined;
}

/** The verdict that a draft without problems says. */
export function inputOf(draft: Draft, revision: number, reviewer: string): ReviewInput {
  return {
    verdict: 'annotate',
    revision,
    rating: draft.rating ?? 'incorrect',
    root_cause: draft.root_cause,
    // What was typed before stays in the draft.
    correction: draft.rating === 'correct' ? '' : draft.correction,
    tags: splitTags(draft.tags),
    reviewer: reviewer || null,
  };
}

/** Drafts outlive an error, a reload and the tab. They hold what the reviewer typed, and no turn. */
export const drafts = {
  read(turnId: string): Draft | undefined {
    return createPlace<KeptDraft>(PREFIX + turnId).read();
  },
  keep(turnId: string, draft: Draft): void {
    createPlace<KeptDraft>(PREFIX + turnId).write({ ...draft, kept_at: Date.now() });
  },
  drop(turnId: string): void {
    createPlace(PREFIX + turnId).clear();
  },
  /** Drops those whose turns are long gone. */
  sweep(now = Date.now()): void {
    for (const key of keysOf(PREFIX)) {
      const place = createPlace<KeptDraft>(key);
      if (!((place.read()?.kept_at ?? 0) > now - KEPT_MS)) place.clear();
    }
  },
};
