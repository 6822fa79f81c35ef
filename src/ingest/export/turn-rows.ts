import { reviewAnnotationId } from '../store/review-statements.js';
import { toCsvRecord } from './csv.js';

import type { AnnotationItem, TurnItem } from '../../protocol/review.js';

const COLUMNS = [
  'turn_id',
  'status',
  'created_at',
  'updated_at',
  'expires_at',
  'user_id',
  'session_id',
  'question',
  'agent_response',
  'duplicate_count',
] as const satisfies readonly (keyof TurnItem)[];

/** Of what people said, a row has the newest; all of it is in the annotations' export. */
export const TURN_CSV_HEAD = toCsvRecord([
  ...COLUMNS,
  'signals',
  'metadata',
  'annotation_count',
  'rating',
  'reasons',
  'correction',
  'comment',
  'verdict',
  'reviewed_rating',
  'reviewed_correction',
  'root_cause',
  'tags',
  'reviewer',
  'reviewed_at',
]);

export function toTurnCsv(turn: TurnItem): string {
  const [said] = turn.annotations;
  const { review } = turn;
  return toCsvRecord([
    ...COLUMNS.map((column) => turn[column]),
    JSON.stringify(turn.signals),
    JSON.stringify(turn.metadata),
    turn.annotation_count,
    said?.rating ?? null,
    said?.tags.join(' ') ?? null,
    said?.correction ?? null,
    said?.comment ?? null,
    review?.verdict ?? null,
    review?.rating ?? null,
    review?.correction ?? null,
    review?.root_cause ?? null,
    review?.tags.join(' ') ?? null,
    review?.reviewer ?? null,
    review?.reviewed_at ?? null,
  ]);
}

/** What was said of a turn, the reviewer's word first. The listing gives the newest 20 of people's. */
export function annotationsOf(turn: TurnItem): AnnotationItem[] {
  const { review } = turn;
  // The turn's metadata knows which response and trace it was; an annotation's own says more.
  const said = turn.annotations.map((item) => ({
    ...item,
    metadata: { ...turn.metadata, ...item.metadata },
  }));
  if (review?.verdict !== 'annotate' || review.rating === null) return said;
  return [
    {
      annotation_id: reviewAnnotationId(turn.turn_id),
      turn_id: turn.turn_id,
      source: 'reviewer',
      question: turn.question,
      agent_response: turn.agent_response,
      user_id: turn.user_id,
      session_id: turn.session_id,
      rating: review.rating,
      correction: review.correction,
      tags: review.tags,
      comment: '',
      root_cause: review.root_cause,
      reviewer: review.reviewer,
      metadata: turn.metadata,
      status: 'active',
      created_at: review.reviewed_at,
      updated_at: review.reviewed_at,
    },
    ...said,
  ];
}
