import { LIMITS } from '../../protocol/limits.js';

import type { TurnIdentity } from './feedback-store.js';
import type { Statement } from './sql-driver.js';

/*
 * All SQL of the store, in the dialect that SQLite, PostgreSQL and D1 share.
 *
 * A write is a list of statements without anything read in between, because D1 has no interactive
 * transaction. So each statement finds the turn of a context itself.
 */

/** Which turn a call is about: the one that its context leads to, or else the context's own. */
export type TurnOfContext = Pick<TurnIdentity, 'contextId' | 'turnId'>;

/** The turn's id, where `column1` and `column2` of `input` are a context and its own turn. */
export const TURN_ID = `COALESCE(
    (SELECT merged.turn_id FROM merged_contexts AS merged WHERE merged.context_id = column1), column2
  )`;

/**
 * Leads a context to the pending turn with the same question, unless it has a turn of its own
 * already. Most contexts have, so most write no row here.
 */
export const mergeContext = (
  turn: TurnOfContext & Pick<TurnIdentity, 'questionKey' | 'userId'>,
  now: number,
): Statement => ({
  sql: `INSERT INTO merged_contexts (context_id, turn_id, user_id, created_at)
    SELECT context_id, turn_id, user_id, created_at FROM (
      SELECT column1 AS context_id, (
          SELECT turn_id FROM turns
          WHERE question_key = column3 AND status = 'pending' AND expires_at > CAST(column5 AS BIGINT)
          ORDER BY created_at LIMIT 1
        ) AS turn_id, column4 AS user_id, CAST(column5 AS BIGINT) AS created_at
      FROM (VALUES ($1, $2, $3, $4, $5)) AS input
      WHERE NOT EXISTS (SELECT 1 FROM turns AS own WHERE own.turn_id = column2)
    ) AS found WHERE turn_id IS NOT NULL
    ON CONFLICT (context_id) DO NOTHING`,
  params: [turn.contextId, turn.turnId, turn.questionKey, turn.userId, now],
});

const ensureTurnSql = (
  isTrusted: boolean,
) => `INSERT INTO turns (turn_id, question_key, question, agent_response, user_id, session_id,
      metadata, logged, status, signal_count, created_at, updated_at, expires_at)
    SELECT ${TURN_ID}, column3, column4, column5, column6, column7, column8,
      CAST(column9 AS INTEGER), column10, CAST(column11 AS INTEGER), CAST(column12 AS BIGINT),
      CAST(column12 AS BIGINT), CAST(column13 AS BIGINT)
    FROM (VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)) AS input WHERE true
    ON CONFLICT (turn_id) DO UPDATE SET
      logged = CASE WHEN excluded.logged = 1 THEN 1 ELSE turns.logged END,
      metadata = CASE
        WHEN excluded.metadata <> '{}' AND (turns.metadata = '{}' OR ${isTrusted})
        THEN excluded.metadata ELSE turns.metadata END,
      updated_at = CASE WHEN excluded.updated_at > turns.created_at
        THEN excluded.updated_at ELSE turns.created_at + 1 END,
      expires_at = excluded.expires_at`;
/** The texts are made once, because a driver knows a statement by its text. */
const ENSURE_TURN = { byKey: ensureTurnSql(true), byLink: ensureTurnSql(false) };

/**
 * Makes the turn that a context leads to, unless it is there. One that was there has changed later
 * than it was made, even within a millisecond: by that `refreshTurn` knows it.
 */
export const ensureTurn = (
  turn: TurnIdentity,
  row: {
    metadata: string;
    isLogged: boolean;
    isTrusted: boolean;
    /** Whether a new turn is one to review. One that is there already waits for `refreshTurn`. */
    isPending: boolean;
    /** How many signals a new turn has. `refreshTurn` counts them, and has less to do where it is so. */
    signalCount: number;
    now: number;
    expiresAt: number;
  },
): Statement => ({
  sql: row.isTrusted ? ENSURE_TURN.byKey : ENSURE_TURN.byLink,
  params: [
    turn.contextId,
    turn.turnId,
    turn.questionKey,
    turn.question,
    turn.agentResponse,
    turn.userId,
    turn.sessionId,
    row.metadata,
    row.isLogged ? 1 : 0,
    row.isPending ? 'pending' : 'settled',
    row.signalCount,
    row.now,
    row.expiresAt,
  ],
});

const putSignalSql = (isTrusted: boolean) => `INSERT INTO signals (turn_id, name, value, user_id,
      created_at)
    SELECT turn_id, name, value, user_id, created_at FROM (
      SELECT ${TURN_ID} AS turn_id, column3 AS name, column4 AS value, column5 AS user_id,
        CAST(column6 AS BIGINT) AS created_at
      FROM (VALUES ($1, $2, $3, $4, $5, $6)) AS input
    ) AS fresh
    WHERE (
      SELECT COUNT(*) FROM signals AS known
      WHERE known.turn_id = fresh.turn_id AND known.name <> fresh.name
    ) < ${LIMITS.signals}
    ON CONFLICT (turn_id, name) DO UPDATE SET
      value = CASE WHEN ${isTrusted} THEN excluded.value ELSE signals.value END,
      user_id = CASE WHEN ${isTrusted} THEN excluded.user_id ELSE signals.user_id END`;
const PUT_SIGNAL = { byKey: putSignalSql(true), byLink: putSignalSql(false) };

/** A turn has a limited number of signals, however many calls bring them. */
export const putSignal = (
  turn: TurnOfContext & Pick<TurnIdentity, 'userId'>,
  signal: { name: string; value: string; isTrusted: boolean; now: number },
): Statement => ({
  sql: signal.isTrusted ? PUT_SIGNAL.byKey : PUT_SIGNAL.byLink,
  params: [turn.contextId, turn.turnId, signal.name, signal.value, turn.userId, signal.now],
});

/**
 * Whether a person says that a row of `turns` was not right. Not by EXISTS, which PostgreSQL may answer
 * by reading all dislikes there are; nor by their index, which is sorted by time: COALESCE hides it.
 */
export const IS_DISLIKED = `(
    SELECT 1 FROM annotations
    WHERE annotations.turn_id = turns.turn_id AND annotations.status = 'active'
      AND annotations.source = 'person' AND COALESCE(annotations.rating, '') <> 'correct'
    LIMIT 1
  ) IS NOT NULL`;

/** A turn waits for review while it was logged, or while somebody says that it was not right. */
export const STATUS_OF_TURN = `CASE WHEN turns.logged = 1 OR ${IS_DISLIKED}
  THEN 'pending' ELSE 'settled' END`;

const refreshTurnSql = (revives: boolean) => `WITH counted AS MATERIALIZED (
      SELECT turns.turn_id, turns.logged, CASE WHEN ${IS_DISLIKED} THEN 1 ELSE 0 END AS disliked,
        (SELECT COUNT(*) FROM merged_contexts AS merged WHERE merged.turn_id = turns.turn_id)
          AS duplicate_count,
        (SELECT COUNT(*) FROM signals WHERE signals.turn_id = turns.turn_id) AS signal_count,
        CAST(column3 AS BIGINT) AS updated_at
      FROM (VALUES ($1, $2, $3)) AS input JOIN turns ON turns.turn_id = ${TURN_ID}
      ${revives ? 'WHERE turns.updated_at > turns.created_at' : ''}
    ), fresh AS (
      SELECT turn_id, CASE WHEN logged = 1 OR disliked = 1 THEN 'pending' ELSE 'settled' END AS status,
        duplicate_count, signal_count + disliked AS signal_count, updated_at
      FROM counted
    )
    UPDATE turns SET
      status = fresh.status,
      duplicate_count = fresh.duplicate_count,
      signal_count = fresh.signal_count,
      updated_at = fresh.updated_at
    FROM fresh
    WHERE turns.turn_id = fresh.turn_id
      AND COALESCE(turns.status, '') IN ('pending', 'settled'${revives ? ", 'expired'" : ''})
      AND (turns.status <> fresh.status OR turns.duplicate_count <> fresh.duplicate_count
        OR turns.signal_count <> fresh.signal_count)`;
const REFRESH_TURN = { alsoExpired: refreshTurnSql(true), notExpired: refreshTurnSql(false) };

/**
 * Brings a turn's status up to date, and what the queue is sorted by: counted anew, so that it cannot
 * drift from what it counts. Something new said of a turn that has expired takes it back into the
 * queue; a word that is taken back does not. What was just made is as `ensureTurn` wrote it, and
 * where nothing differs it costs no write. COALESCE keeps SQLite from looking through all that is
 * pending, by the index of statuses, for one turn.
 */
export const refreshTurn = (
  { contextId, turnId }: TurnOfContext,
  { revives, now }: { revives: boolean; now: number },
): Statement => ({
  sql: revives ? REFRESH_TURN.alsoExpired : REFRESH_TURN.notExpired,
  params: [contextId, turnId, now],
});

const READ_TURN = `SELECT column1 AS context_id, turns.turn_id, turns.status
    FROM (VALUES ($1, $2)) AS input JOIN turns ON turns.turn_id = ${TURN_ID}`;

export const readTurnOfContext = ({ contextId, turnId }: TurnOfContext): Statement => ({
  sql: READ_TURN,
  params: [contextId, turnId],
  key: ['context_id', contextId],
});

/** A write, because a full disk and a database that has become a replica still answer reads. */
export const ping = (now: number): Statement => ({
  sql: `INSERT INTO probes (probe_id, probed_at) VALUES (1, $1)
    ON CONFLICT (probe_id) DO UPDATE SET probed_at = excluded.probed_at`,
  params: [now],
});
