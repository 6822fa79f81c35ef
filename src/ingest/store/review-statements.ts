import { STATUS_OF_TURN } from './statements.js';

import type { Statement } from './sql-driver.js';

/** A verdict as it is written. */
export interface VerdictRow {
  turnId: string;
  /** Which revision it was made upon. */
  upon: number;
  /** Stands for the call: the same for a call that is repeated. */
  callId: string;
  verdict: 'annotate' | 'dismiss' | 'reopen';
  rating: string | null;
  rootCause: string | null;
  correction: string;
  tags: string;
  reviewer: string | null;
  now: number;
}

/** Of two verdicts upon one revision, the primary key takes one. */
export const putVerdict = (row: VerdictRow): Statement => ({
  sql: `INSERT INTO reviews (turn_id, revision, call_id, verdict, rating, root_cause, correction,
      tags, reviewer, created_at)
    SELECT turn_id, revision + 1, $3, $4, $5, $6, $7, $8, $9, CAST($10 AS BIGINT)
    FROM turns WHERE turn_id = $1 AND revision = $2
    ON CONFLICT (turn_id, revision) DO NOTHING`,
  params: [
    row.turnId,
    row.upon,
    row.callId,
    row.verdict,
    row.rating,
    row.rootCause,
    row.correction,
    row.tags,
    row.reviewer,
    row.now,
  ],
});

/** A turn that is opened again after its end gets another life of its own. */
export const applyVerdict = (row: VerdictRow, expiresAt: number): Statement => ({
  sql: `UPDATE turns SET
      status = CASE $4 WHEN 'annotate' THEN 'annotated' WHEN 'dismiss' THEN 'dismissed'
        ELSE ${STATUS_OF_TURN} END,
      expires_at = CASE WHEN $4 = 'reopen' AND expires_at <= $5 THEN $6 ELSE expires_at END,
      revision = revision + 1,
      reviewed_at = $5,
      updated_at = $5
    WHERE turn_id = $1 AND revision = $2 AND ${IS_WRITTEN}`,
  params: [row.turnId, row.upon, row.callId, row.verdict, row.now, expiresAt],
});

/** What the reviewer said, as an annotation: there is one for each turn. */
export const putReviewAnnotation = (row: VerdictRow): Statement => ({
  sql: `INSERT INTO annotations (annotation_id, turn_id, question, agent_response, user_id,
      session_id, rating, correction, tags, comment, root_cause, reviewer, metadata, status,
      revision, source, created_at, updated_at)
    SELECT $4, turn_id, question, agent_response, user_id, session_id, $5, $6, $7, '', $8, $9, '{}',
      'active', 1, 'reviewer', CAST($10 AS BIGINT), CAST($10 AS BIGINT)
    FROM turns WHERE turn_id = $1 AND revision = CAST($2 AS INTEGER) + 1
      AND updated_at = $10 AND ${IS_WRITTEN}
    ON CONFLICT (annotation_id) DO UPDATE SET
      rating = excluded.rating,
      correction = excluded.correction,
      tags = excluded.tags,
      root_cause = excluded.root_cause,
      reviewer = excluded.reviewer,
      status = 'active',
      revision = annotations.revision + 1,
      updated_at = excluded.updated_at`,
  params: [
    row.turnId,
    row.upon,
    row.callId,
    reviewAnnotationId(row.turnId),
    row.rating,
    row.correction,
    row.tags,
    row.rootCause,
    row.reviewer,
    row.now,
  ],
});

/** Its words stay in the verdict's row. */
export const retractReviewAnnotation = (row: VerdictRow): Statement => ({
  sql: `UPDATE annotations SET status = 'retracted', revision = revision + 1, updated_at = $4
    WHERE annotation_id = $5 AND status = 'active'
      AND EXISTS (SELECT 1 FROM turns
        WHERE turn_id = $1 AND revision = CAST($2 AS INTEGER) + 1 AND ${IS_WRITTEN})`,
  params: [row.turnId, row.upon, row.callId, row.now, reviewAnnotationId(row.turnId)],
});

/** The turn as it is now, and whether the verdict upon that revision is this call's. */
export const readVerdict = (row: VerdictRow): Statement => ({
  sql: `SELECT turns.status, turns.revision, reviews.call_id FROM turns
    LEFT JOIN reviews ON reviews.turn_id = turns.turn_id
      AND reviews.revision = CAST($2 AS INTEGER) + 1
    WHERE turns.turn_id = $1`,
  params: [row.turnId, row.upon],
});

/** The id of a turn's annotation by reviewers. */
export function reviewAnnotationId(turnId: string): string {
  return `ann_review_${turnId.replace(/^turn_/, '')}`;
}

/** Whether this very call's verdict was taken. `$1`, `$2` and `$3`: the turn, upon what, which call. */
const IS_WRITTEN = `EXISTS (
    SELECT 1 FROM reviews WHERE reviews.turn_id = $1
      AND reviews.revision = CAST($2 AS INTEGER) + 1 AND reviews.call_id = $3
  )`;
