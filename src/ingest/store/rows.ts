import { REASONS } from '../../protocol/annotation.js';

import type { Rating, Reason, RootCause, SavedAnnotation } from '../../protocol/annotation.js';
import type {
  AnnotationItem,
  EarlierAnnotation,
  Review,
  TurnItem,
  TurnStatus,
} from '../../protocol/review.js';
import type { JsonObject } from './feedback-store.js';
import type { SqlRow, SqlValue } from './sql-driver.js';

export function toSavedAnnotation(row: SqlRow): SavedAnnotation {
  return {
    rating: row['rating'] as Rating,
    correction: toText(row['correction']),
    reasons: parseTags(row).filter((tag): tag is Reason => REASONS.some((key) => key === tag)),
    comment: toText(row['comment']),
    updated_at: toTime(row['updated_at']),
  };
}

export function toAnnotationItem(row: SqlRow): AnnotationItem {
  return {
    annotation_id: toText(row['annotation_id']),
    turn_id: row['turn_id'] === null ? null : toText(row['turn_id']),
    source: row['source'] as AnnotationItem['source'],
    question: toText(row['question']),
    agent_response: toText(row['agent_response']),
    user_id: toText(row['user_id']),
    session_id: toText(row['session_id']),
    rating: row['rating'] as Rating,
    correction: toText(row['correction']),
    tags: parseTags(row),
    comment: toText(row['comment']),
    root_cause: row['root_cause'] as RootCause | null,
    reviewer: row['reviewer'] === null ? null : toText(row['reviewer']),
    metadata: parseObject(row['metadata']),
    status: row['status'] as AnnotationItem['status'],
    created_at: toTime(row['created_at']),
    updated_at: toTime(row['updated_at']),
  };
}

export function toEarlierAnnotation(row: SqlRow): EarlierAnnotation {
  return {
    revision: Number(row['revision']),
    rating: row['rating'] as Rating,
    correction: toText(row['correction']),
    tags: parseTags(row),
    comment: toText(row['comment']),
    metadata: parseObject(row['metadata']),
    status: row['status'] as EarlierAnnotation['status'],
    updated_at: toTime(row['updated_at']),
  };
}

export function toTurnItem(
  row: SqlRow,
  signals: readonly SqlRow[],
  annotations: readonly SqlRow[],
  review: SqlRow | undefined,
): TurnItem {
  const isDisliked = Number(annotations[0]?.['dislikes'] ?? 0) > 0;
  return {
    turn_id: toText(row['turn_id']),
    question: toText(row['question']),
    agent_response: toText(row['agent_response']),
    user_id: toText(row['user_id']),
    session_id: toText(row['session_id']),
    signals: {
      ...Object.fromEntries(
        signals.map((signal) => [signal['name'], JSON.parse(toText(signal['value'])) as unknown]),
      ),
      ...(isDisliked ? { thumbs_down: true } : {}),
    },
    metadata: parseObject(row['metadata']),
    status: row['status'] as TurnStatus,
    duplicate_count: Number(row['duplicate_count']),
    revision: Number(row['revision']),
    review: review ? toReview(review) : null,
    created_at: toTime(row['created_at']),
    updated_at: toTime(row['updated_at']),
    expires_at: toTime(row['expires_at']),
    annotation_count: Number(annotations[0]?.['annotation_count'] ?? 0),
    annotations: annotations.map(toAnnotationItem),
  };
}

function toReview(row: SqlRow): Review {
  return {
    verdict: row['verdict'] as Review['verdict'],
    rating: row['rating'] as Rating | null,
    root_cause: row['root_cause'] as RootCause | null,
    correction: toText(row['correction']),
    tags: parseTags(row),
    reviewer: row['reviewer'] === null ? null : toText(row['reviewer']),
    reviewed_at: toTime(row['created_at']),
  };
}

function toText(value: SqlValue | undefined): string {
  return String(value ?? '');
}

/** Times are milliseconds; an engine may give a 64-bit integer as a string. */
export function toTime(value: SqlValue | undefined): string {
  return new Date(Number(value)).toISOString();
}

function parseTags(row: SqlRow): string[] {
  return JSON.parse(toText(row['tags'])) as string[];
}

function parseObject(value: SqlValue | undefined): JsonObject {
  return JSON.parse(toText(value)) as JsonObject;
}
