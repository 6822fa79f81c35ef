import { LIMITS } from '../../protocol/limits.js';

import type { PageRequest } from './feedback-store.js';
import type { SqlValue, Statement } from './sql-driver.js';

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

const putSignalSql = (isTrusted: boolean) => `INSERT INTO signals (turn_id, name, value, user_id)
    SELECT contexts.turn_id, column2, column3, column4
    FROM (VALUES ($1, $2, $3, $4)) AS input
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
  signal: { name: string; value: string; userId: string; isTrusted: boolean },
): Statement => ({
  sql: signal.isTrusted ? PUT_SIGNAL.byKey : PUT_SIGNAL.byLink,
  params: [contextId, signal.name, signal.value, signal.userId],
});

/** A turn waits for review while it was logged, or while somebody says that it was not right. */
const STATUS_OF_TURN = `CASE WHEN logged = 1 OR EXISTS (
    SELECT 1 FROM annotations
    WHERE annotations.turn_id = turns.turn_id AND annotations.status = 'active'
      AND annotations.rating <> 'correct'
  ) THEN 'pending' ELSE 'settled' END`;

const refreshTurnSql = (revives: boolean) => `UPDATE turns SET status = ${STATUS_OF_TURN}
    WHERE turn_id IN (
      SELECT contexts.turn_id FROM (VALUES ($1)) AS input
      JOIN contexts ON contexts.context_id = column1
    )
    AND COALESCE(status, '') IN ('pending', 'settled'${revives ? ", 'expired'" : ''})
    AND status <> ${STATUS_OF_TURN}`;
const REFRESH_TURN = { alsoExpired: refreshTurnSql(true), notExpired: refreshTurnSql(false) };

/**
 * Brings a turn's status up to date. Something new said of a turn that has expired takes it back
 * into the queue; a word that is taken back does not. COALESCE keeps SQLite from looking through all
 * that is pending, by the index of statuses, for one turn.
 */
export const refreshTurn = (contextId: string, { revives }: { revives: boolean }): Statement => ({
  sql: revives ? REFRESH_TURN.alsoExpired : REFRESH_TURN.notExpired,
  params: [contextId],
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
      revision, created_at, updated_at)
    SELECT column1, NULL, column2, column3, column4, '', column5, column6, column7, '', column8,
      column9, column10, 'active', 1, CAST(column11 AS BIGINT), CAST(column11 AS BIGINT)
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

/** One row more than asked for: it tells whether there is a next page. */
export const listTurns = (request: PageRequest, after: Position | null, now: number): Statement =>
  listNewestFirst(
    `SELECT turns.*, (SELECT COUNT(*) FROM contexts
      WHERE contexts.turn_id = turns.turn_id) AS context_count FROM turns`,
    'turn_id',
    [
      ['status =', request.status],
      ['expires_at >', request.status === 'pending' ? now : undefined],
    ],
    after,
    request.limit,
  );

export const listAnnotations = (request: PageRequest, after: Position | null): Statement =>
  listNewestFirst(
    'SELECT * FROM annotations',
    'annotation_id',
    [['status =', request.status]],
    after,
    request.limit,
  );

export const readSignals = (turnIds: readonly string[]): Statement => ({
  sql: `SELECT * FROM signals WHERE turn_id IN (${placeholders(turnIds)}) ORDER BY name`,
  params: turnIds,
});

/** The newest of each turn; a question that many ask may have thousands. */
export const readAnnotationsOfTurns = (turnIds: readonly string[]): Statement => ({
  sql: `SELECT * FROM (
      SELECT annotations.*,
        ROW_NUMBER() OVER (PARTITION BY turn_id ORDER BY updated_at DESC, annotation_id) AS place,
        COUNT(*) OVER (PARTITION BY turn_id) AS annotation_count,
        SUM(CASE WHEN rating <> 'correct' THEN 1 ELSE 0 END) OVER (PARTITION BY turn_id) AS dislikes
      FROM annotations WHERE turn_id IN (${placeholders(turnIds)}) AND status = 'active'
    ) AS placed WHERE place <= 20 ORDER BY place`,
  params: turnIds,
});

export const ping: Statement = { sql: 'SELECT 1 AS ok', params: [] };

/** Where a page ended: the time and the id of its last row. */
export type Position = readonly [createdAt: number, id: string];

function listNewestFirst(
  select: string,
  idColumn: string,
  filters: readonly (readonly [condition: string, value: SqlValue | undefined])[],
  after: Position | null,
  limit: number,
): Statement {
  const params: SqlValue[] = [];
  const bind = (value: SqlValue) => `$${params.push(value)}`;
  const conditions = filters.flatMap(([condition, value]) =>
    value === undefined ? [] : [`${condition} ${bind(value)}`],
  );
  if (after) conditions.push(`(created_at, ${idColumn}) < (${bind(after[0])}, ${bind(after[1])})`);
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  return {
    sql: `${select} ${where} ORDER BY created_at DESC, ${idColumn} DESC LIMIT ${bind(limit + 1)}`,
    params,
  };
}

function placeholders(values: readonly unknown[]): string {
  return values.map((_, index) => `$${index + 1}`).join(', ');
}
