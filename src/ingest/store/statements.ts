import { LIMITS } from '../../protocol/limits.js';

import type { Statement } from './sql-driver.js';

/*
 * All SQL of the store, in the dialect that SQLite, PostgreSQL and D1 share.
 *
 * A write is a list of statements without anything read in between, because D1 has no interactive
 * transaction. So each statement finds the turn of a context itself, through `contexts`.
 */

/** Leads a context to the pending turn with the same question, or else to a turn of its own. */
export const mapContext = (
  contextId: string,
  turn: { turnId: string; questionKey: string; userId: string; now: number },
): Statement => ({
  sql: `INSERT INTO contexts (context_id, turn_id, user_id, created_at)
    SELECT column1, COALESCE((
      SELECT turn_id FROM turns
      WHERE question_key = column3 AND status = 'pending' AND expires_at > CAST(column5 AS BIGINT)
      ORDER BY created_at, turn_id LIMIT 1
    ), column2), column4, CAST(column5 AS BIGINT)
    FROM (VALUES ($1, $2, $3, $4, $5)) AS input WHERE true
    ON CONFLICT (context_id) DO NOTHING`,
  params: [contextId, turn.turnId, turn.questionKey, turn.userId, turn.now],
});

const ensureTurnSql = (
  isTrusted: boolean,
) => `INSERT INTO turns (turn_id, question_key, question, agent_response, user_id, session_id,
      metadata, logged, status, created_at, updated_at, expires_at)
    SELECT contexts.turn_id, column2, column3, column4, column5, column6, column7,
      CAST(column8 AS INTEGER), column9, CAST(column10 AS BIGINT), CAST(column10 AS BIGINT),
      CAST(column11 AS BIGINT)
    FROM (VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)) AS input
    JOIN contexts ON contexts.context_id = column1 WHERE true
    ON CONFLICT (turn_id) DO UPDATE SET
      logged = CASE WHEN excluded.logged = 1 THEN 1 ELSE turns.logged END,
      metadata = CASE
        WHEN excluded.metadata <> '{}' AND (turns.metadata = '{}' OR ${isTrusted})
        THEN excluded.metadata ELSE turns.metadata END,
      updated_at = excluded.updated_at,
      expires_at = excluded.expires_at`;
/** The texts are made once, because a driver knows a statement by its text. */
const ENSURE_TURN = { byKey: ensureTurnSql(true), byLink: ensureTurnSql(false) };

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
    /** Whether a new turn is one to review. One that is there already waits for `refreshTurn`. */
    isPending: boolean;
    now: number;
    expiresAt: number;
  },
): Statement => ({
  sql: row.isTrusted ? ENSURE_TURN.byKey : ENSURE_TURN.byLink,
  params: [
    contextId,
    row.questionKey,
    row.question,
    row.agentResponse,
    row.userId,
    row.sessionId,
    row.metadata,
    row.isLogged ? 1 : 0,
    row.isPending ? 'pending' : 'settled',
    row.now,
    row.expiresAt,
  ],
});

const putSignalSql = (
  isTrusted: boolean,
) => `INSERT INTO signals (turn_id, name, value, user_id, created_at)
    SELECT contexts.turn_id, column2, column3, column4, CAST(column5 AS BIGINT)
    FROM (VALUES ($1, $2, $3, $4, $5)) AS input
    JOIN contexts ON contexts.context_id = column1
    WHERE (
      SELECT COUNT(*) FROM signals AS known
      WHERE known.turn_id = contexts.turn_id AND known.name <> column2
    ) < ${LIMITS.signals}
    ON CONFLICT (turn_id, name) DO UPDATE SET
      value = CASE WHEN ${isTrusted} THEN excluded.value ELSE signals.value END,
      user_id = CASE WHEN ${isTrusted} THEN excluded.user_id ELSE signals.user_id END`;
const PUT_SIGNAL = { byKey: putSignalSql(true), byLink: putSignalSql(false) };

/** A turn has a limited number of signals, however many calls bring them. */
export const putSignal = (
  contextId: string,
  signal: { name: string; value: string; userId: string; isTrusted: boolean; now: number },
): Statement => ({
  sql: signal.isTrusted ? PUT_SIGNAL.byKey : PUT_SIGNAL.byLink,
  params: [contextId, signal.name, signal.value, signal.userId, signal.now],
});

/** Whether a person says that a row of `turns` was not right. */
export const IS_DISLIKED = `EXISTS (
    SELECT 1 FROM annotations
    WHERE annotations.turn_id = turns.turn_id AND annotations.status = 'active'
      AND annotations.source = 'person' AND annotations.rating <> 'correct'
  )`;

/** A turn waits for review while it was logged, or while somebody says that it was not right. */
export const STATUS_OF_TURN = `CASE WHEN turns.logged = 1 OR ${IS_DISLIKED}
  THEN 'pending' ELSE 'settled' END`;
const DUPLICATES_OF_TURN = `(
    SELECT COUNT(*) FROM contexts AS others WHERE others.turn_id = turns.turn_id
  ) - 1`;
const SIGNALS_OF_TURN = `(
    SELECT COUNT(*) FROM signals WHERE signals.turn_id = turns.turn_id
  ) + CASE WHEN ${IS_DISLIKED} THEN 1 ELSE 0 END`;

const refreshTurnSql = (revives: boolean) => `UPDATE turns SET
      status = ${STATUS_OF_TURN},
      duplicate_count = ${DUPLICATES_OF_TURN},
      signal_count = ${SIGNALS_OF_TURN},
      updated_at = CAST(column2 AS BIGINT)
    FROM (VALUES ($1, $2)) AS input JOIN contexts ON contexts.context_id = column1
    WHERE turns.turn_id = contexts.turn_id
      AND COALESCE(turns.status, '') IN ('pending', 'settled'${revives ? ", 'expired'" : ''})
      AND (turns.status <> ${STATUS_OF_TURN} OR turns.duplicate_count <> ${DUPLICATES_OF_TURN}
        OR turns.signal_count <> ${SIGNALS_OF_TURN})`;
const REFRESH_TURN = { alsoExpired: refreshTurnSql(true), notExpired: refreshTurnSql(false) };

/**
 * Brings a turn's status up to date, and what the queue is sorted by: counted anew, so that it cannot
 * drift from what it counts. Something new said of a turn that has expired takes it back into the
 * queue; a word that is taken back does not. COALESCE keeps SQLite from looking through all that is
 * pending, by the index of statuses, for one turn.
 */
export const refreshTurn = (
  contextId: string,
  { revives, now }: { revives: boolean; now: number },
): Statement => ({
  sql: revives ? REFRESH_TURN.alsoExpired : REFRESH_TURN.notExpired,
  params: [contextId, now],
});

export const readTurnOfContext = (contextId: string): Statement => ({
  sql: `SELECT contexts.context_id, turns.turn_id, turns.status FROM (VALUES ($1)) AS input
    JOIN contexts ON contexts.context_id = column1
    JOIN turns ON turns.turn_id = contexts.turn_id`,
  params: [contextId],
  key: ['context_id', contextId],
});

/** Keeps what an annotation says, if that is about to change. `null`: it stays as it was. */
export const keepHistory = (
  annotationId: string,
  next: {
    status: string;
    rating: string | null;
    correction: string | null;
    tags: string | null;
    comment: string | null;
    metadata: string | null;
  },
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
    next.status,
    next.rating,
    next.correction,
    next.tags,
    next.comment,
    next.metadata,
  ],
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
    metadata: string | null;
    now: number;
  },
): Statement => ({
  sql: `INSERT INTO annotations (annotation_id, turn_id, question, agent_response, user_id,
      session_id, rating, correction, tags, comment, metadata, status, revision, created_at,
      updated_at)
    SELECT column1, contexts.turn_id, column3, column4, column5, column6, column7,
      COALESCE(column8, known.correction, ''), COALESCE(column9, known.tags, '[]'),
      COALESCE(column10, known.comment, ''), COALESCE(column11, known.metadata, '{}'),
      'active', 1, CAST(column12 AS BIGINT), CAST(column12 AS BIGINT)
    FROM (VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)) AS input
    JOIN contexts ON contexts.context_id = column2
    LEFT JOIN annotations AS known ON known.annotation_id = column1
    WHERE true
    ON CONFLICT (annotation_id) DO UPDATE SET
      rating = excluded.rating,
      correction = excluded.correction,
      tags = excluded.tags,
      comment = excluded.comment,
      metadata = excluded.metadata,
      status = 'active',
      revision = annotations.revision + 1,
      updated_at = excluded.updated_at
    RETURNING annotation_id, turn_id, revision`,
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
    row.metadata,
    row.now,
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

export const readHistory = (annotationId: string): Statement => ({
  sql: 'SELECT * FROM annotation_history WHERE annotation_id = $1 ORDER BY revision DESC',
  params: [annotationId],
});

export const readActiveAnnotation = (annotationId: string): Statement => ({
  sql: `SELECT * FROM annotations WHERE annotation_id = $1 AND status = 'active'`,
  params: [annotationId],
});

/** A write, because a full disk and a database that has become a replica still answer reads. */
export const ping = (now: number): Statement => ({
  sql: `INSERT INTO probes (probe_id, probed_at) VALUES (1, $1)
    ON CONFLICT (probe_id) DO UPDATE SET probed_at = excluded.probed_at`,
  params: [now],
});
