import { TURN_ID } from './statements.js';

import type { TurnIdentity } from './feedback-store.js';
import type { Statement } from './sql-driver.js';

/* What people and callers say, with its history. */

/** What is said of an answer. `null`: it stays as it was. */
export interface Said {
  rating: string | null;
  correction: string | null;
  tags: string | null;
  comment: string | null;
  metadata: string | null;
}

/** Keeps what an annotation says, if that is about to change. */
export const keepHistory = (
  annotationId: string,
  status: 'active' | 'retracted',
  said: Said,
): Statement => ({
  sql: `INSERT INTO annotation_history (annotation_id, revision, rating, correction, tags, comment,
      metadata, status, updated_at)
    SELECT annotation_id, revision, rating, correction, tags, comment, metadata, status, updated_at
    FROM (VALUES ($1, $2, $3, $4, $5, $6, $7)) AS input
    JOIN annotations ON annotation_id = column1
    WHERE status <> column2 OR rating <> column3 OR correction <> column4 OR tags <> column5
      OR comment <> column6 OR metadata <> column7
    ON CONFLICT (annotation_id, revision) DO NOTHING`,
  params: [
    annotationId,
    status,
    said.rating,
    said.correction,
    said.tags,
    said.comment,
    said.metadata,
  ],
});

/** What a call left out (null) is as it was, or else nothing. */
const orKnown = (input: string, column: string, nothing: string) => `COALESCE(${input}, (
        SELECT ${column} FROM annotations AS known WHERE known.annotation_id = column3
      ), '${nothing}')`;

const PUT_ANNOTATION = `INSERT INTO annotations (annotation_id, turn_id, question, agent_response,
      user_id, session_id, rating, correction, tags, comment, metadata, status, revision, created_at,
      updated_at)
    SELECT column3, ${TURN_ID}, column4, column5, column6, column7, column8,
      ${orKnown('column9', 'correction', '')}, ${orKnown('column10', 'tags', '[]')},
      ${orKnown('column11', 'comment', '')}, ${orKnown('column12', 'metadata', '{}')},
      'active', 1, CAST(column13 AS BIGINT), CAST(column13 AS BIGINT)
    FROM (VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)) AS input WHERE true
    ON CONFLICT (annotation_id) DO UPDATE SET
      rating = excluded.rating,
      correction = excluded.correction,
      tags = excluded.tags,
      comment = excluded.comment,
      metadata = excluded.metadata,
      status = 'active',
      revision = annotations.revision + 1,
      updated_at = excluded.updated_at
    RETURNING annotation_id, turn_id, revision`;

/** The last word wins; what a call leaves out (null) stays as it was. */
export const putAnnotation = (
  annotationId: string,
  turn: TurnIdentity,
  said: Said,
  now: number,
): Statement => ({
  sql: PUT_ANNOTATION,
  params: [
    turn.contextId,
    turn.turnId,
    annotationId,
    turn.question,
    turn.agentResponse,
    turn.userId,
    turn.sessionId,
    said.rating,
    said.correction,
    said.tags,
    said.comment,
    said.metadata,
    now,
  ],
  key: ['annotation_id', annotationId],
});

export const putKeyedAnnotation = (row: {
  annotationId: string;
  question: string;
  agentResponse: string;
  userId: string;
  rating: string;
  correction: string;
  tags: string;
  rootCause: string | null;
  reviewer: string | null;
  metadata: string;
  now: number;
}): Statement => ({
  sql: `INSERT INTO annotations (annotation_id, turn_id, question, agent_response, user_id,
      session_id, rating, correction, tags, comment, root_cause, reviewer, metadata, status,
      revision, source, created_at, updated_at)
    SELECT column1, NULL, column2, column3, column4, '', column5, column6, column7, '', column8,
      column9, column10, 'active', 1, 'key', CAST(column11 AS BIGINT), CAST(column11 AS BIGINT)
    FROM (VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)) AS input WHERE true
    ON CONFLICT (annotation_id) DO NOTHING`,
  params: [
    row.annotationId,
    row.question,
    row.agentResponse,
    row.userId,
    row.rating,
    row.correction,
    row.tags,
    row.rootCause,
    row.reviewer,
    row.metadata,
    row.now,
  ],
});

/** What was said is emptied, so that a new vote does not bring back what was withdrawn. */
export const retractAnnotation = (annotationId: string, now: number): Statement => ({
  sql: `UPDATE annotations SET status = 'retracted', correction = '', tags = '[]', comment = '',
      revision = revision + 1, updated_at = $2
    WHERE annotation_id = $1 AND status = 'active'`,
  params: [annotationId, now],
});

export const readActiveAnnotation = (annotationId: string): Statement => ({
  sql: `SELECT * FROM annotations WHERE annotation_id = $1 AND status = 'active'`,
  params: [annotationId],
});
