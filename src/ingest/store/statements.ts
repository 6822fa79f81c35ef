import { LIMITS } from '../../protocol/limits.js';

import type { Statement } from './sql-driver.js';

/*
 * All SQL of the store, in the dialect that SQLite, PostgreSQL and D1 share.
 *
 * A write is a list of statements without anything read in between, because D1 has no interactive
 * transaction. So each statement finds the turn of a context itself, through `contexts`.
 */

/** Whether a person says that a row of `turns` was not right. */
export const IS_DISLIKED = `EXISTS (
    SELECT 1 FROM annotations
    WHERE annotations.turn_id = turns.turn_id AND annotations.status = 'active'
      AND annotations.source = 'person' AND annotations.rating <> 'correct'
  )`;

/** Leads a context to the pending turn with the same question, or else to a turn of its own. */
export const mapContext = (
  contextId: string,
  turnId: string,
  questionKey: string,
  now: number,
): Statement => ({
  sql: `INSERT INTO contexts (context_id, turn_id, created_at)
    VALUES ($1, COALESCE((
      SELECT turn_id FROM turns
      WHERE question_key = $3 AND status = 'pending' AND expires_at > $4
      ORDER BY created_at, turn_id LIMIT 1
    ), $2), $4)
    ON CONFLICT (context_id) DO NOTHING
    RETURNING turn_id`,
  params: [contextId, turnId, questionKey, now],
});

/** Makes the turn that a context leads to, unless it is there. */
export const ensureTurn = (
  contextId: string,
  row: {
    questionKey: string;
    question: string;
    agentResponse: string;
    userId: string;
    sessionId: string;
    metadata: string;
    isLogged: boolean;
    isTrusted: boolean;
    now: number;
    expiresAt: number;
  },
): Statement => ({
  sql: `INSERT INTO turns (turn_id, question_key, question, agent_response, user_id, session_id,
      metadata, logged, status, created_at, updated_at, expires_at)
    SELECT turn_id, $2, $3, $4, $5, $6, $7, CAST($8 AS INTEGER),
      CASE WHEN $8 = 1 THEN 'pending' ELSE 'settled' END,
      CAST($9 AS BIGINT), CAST($9 AS BIGINT), CAST($10 AS BIGINT)
    FROM contexts WHERE context_id = $1
    ON CONFLICT (turn_id) DO UPDATE SET
      logged = CASE WHEN excluded.logged = 1 THEN 1 ELSE turns.logged END,
      metadata = CASE
        WHEN excluded.metadata <> '{}' AND (turns.metadata = '{}' OR $11 = 1)
        THEN excluded.metadata ELSE turns.metadata END,
      updated_at = excluded.updated_at,
      expires_at = excluded.expires_at`,
  params: [
    contextId,
    row.questionKey,
    row.question,
    row.agentResponse,
    row.userId,
    row.sessionId,
    row.metadata,
    row.isLogged ? 1 : 0,
    row.now,
    row.expiresAt,
    row.isTrusted ? 1 : 0,
  ],
});

/** A turn has a limited number of signals, however many calls bring them. */
export const putSignal = (
  contextId: string,
  name: string,
  value: string,
  { isTrusted, now }: { isTrusted: boolean; now: number },
): Statement => ({
  sql: `INSERT INTO signals (turn_id, name, value, created_at)
    SELECT turn_id, $2, $3, CAST($5 AS BIGINT) FROM contexts
    WHERE context_id = $1 AND (
      SELECT COUNT(*) FROM signals AS known
      WHERE known.turn_id = contexts.turn_id AND known.name <> $2
    ) < ${LIMITS.signals}
    ON CONFLICT (turn_id, name) DO UPDATE SET
      value = CASE WHEN $4 = 1 THEN excluded.value ELSE signals.value END`,
  params: [contextId, name, value, isTrusted ? 1 : 0, now],
});

/**
 * A turn waits for review while it was logged, or while somebody says that it was not right. What
 * the queue is sorted by is counted anew each time, so it cannot drift from what it counts.
 */
export const refreshTurn = (contextId: string, now: number): Statement => ({
  sql: `UPDATE turns SET
      status = CASE WHEN logged = 1 OR ${IS_DISLIKED} THEN 'pending' ELSE 'settled' END,
      duplicate_count =
        (SELECT COUNT(*) FROM contexts WHERE contexts.turn_id = turns.turn_id) - 1,
      signal_count = (SELECT COUNT(*) FROM signals WHERE signals.turn_id = turns.turn_id)
        + CASE WHEN ${IS_DISLIKED} THEN 1 ELSE 0 END,
      updated_at = CAST($2 AS BIGINT)
    WHERE turn_id = (SELECT turn_id FROM contexts WHERE context_id = $1)
      AND status IN ('pending', 'settled')
    RETURNING turn_id, status`,
  params: [contextId, now],
});

export const readTurnOfContext = (contextId: string): Statement => ({
  sql: `SELECT turns.turn_id, turns.status FROM contexts
    JOIN turns ON turns.turn_id = contexts.turn_id WHERE contexts.context_id = $1`,
  params: [contextId],
});

/** The last word wins; what a call leaves out (null) stays as it was. */
export const putAnnotation = (
  annotationId: string,
  contextId: string,
  row: {
    question: string;
    agentResponse: string;
    userId: string;
    sessionId: string;
    rating: string;
    correction: string | null;
    tags: string | null;
    comment: string | null;
    metadata: string;
    now: number;
  },
): Statement => ({
  sql: `INSERT INTO annotations (annotation_id, turn_id, question, agent_response, user_id,
      session_id, rating, correction, tags, comment, metadata, status, revision, created_at,
      updated_at)
    SELECT $1, turn_id, $3, $4, $5, $6, $7, COALESCE($8, ''), COALESCE($9, '[]'),
      COALESCE($10, ''), $12, 'active', 1, CAST($11 AS BIGINT), CAST($11 AS BIGINT)
    FROM contexts WHERE context_id = $2
    ON CONFLICT (annotation_id) DO UPDATE SET
      rating = excluded.rating,
      correction = COALESCE($8, annotations.correction),
      tags = COALESCE($9, annotations.tags),
      comment = COALESCE($10, annotations.comment),
      metadata = CASE WHEN $12 = '{}' THEN annotations.metadata ELSE $12 END,
      status = 'active',
      revision = annotations.revision + 1,
      updated_at = excluded.updated_at
    RETURNING turn_id, revision`,
  params: [
    annotationId,
    contextId,
    row.question,
    row.agentResponse,
    row.userId,
    row.sessionId,
    row.rating,
    row.correction,
    row.tags,
    row.comment,
    row.now,
    row.metadata,
  ],
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
    VALUES ($1, NULL, $2, $3, $4, '', $5, $6, $7, '', $8, $9, $10, 'active', 1, 'key', $11, $11)
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

export const ping: Statement = { sql: 'SELECT 1 AS ok', params: [] };
