import { searchConditions } from './listing-search.js';
import {
  bindPosition,
  createBinder,
  descending,
  placeholders,
  tuple,
  where,
} from './listing-sql.js';
import { IS_DISLIKED } from './statements.js';

import type { TurnSort, TurnStatus } from '../../protocol/review.js';
import type { Position } from './cursor.js';
import type { Bind } from './listing-sql.js';
import type { Statement } from './sql-driver.js';

/** What a listing of turns is asked for. */
export interface TurnQuery {
  /** How many items at most. */
  limit: number;
  cursor?: string | undefined;
  sort?: TurnSort | undefined;
  status?: TurnStatus | undefined;
  signal?: string | undefined;
  rating?: string | undefined;
  reason?: string | undefined;
  user?: string | undefined;
  session?: string | undefined;
  /** Milliseconds since 1970: created then or later. */
  since?: number | undefined;
  /** Milliseconds since 1970: created before. */
  until?: number | undefined;
  q?: string | undefined;
}

/** By what each order sorts, and by which a cursor knows its place. Descending, all of them. */
export const TURN_ORDERS: Readonly<Record<TurnSort, readonly string[]>> = {
  newest: ['created_at', 'turn_id'],
  repeated: ['duplicate_count', 'created_at', 'turn_id'],
  signalled: ['signal_count', 'created_at', 'turn_id'],
};

/**
 * How many turns are looked through for one page. A filter that few turns match would otherwise read
 * all of the queue for it, and no index serves every filter, order and word on every engine.
 */
const WINDOW = 5_000;

/** Where a page's window ends; no row where it reaches to the end of the listing. */
export function findWindowEnd(
  query: TurnQuery,
  after: Position | undefined,
): Statement | undefined {
  if (!isLookedThrough(query)) return undefined;
  const { params, bind } = createBinder();
  const columns = orderOf(query);
  return {
    sql: `SELECT ${columns.join(', ')} FROM turns
      ${where(rangeConditions(query, after, bind))}
      ${descending(columns)} LIMIT 1 OFFSET ${WINDOW - 1}`,
    params,
  };
}

/** A page of turns, and one row more than asked for: it tells whether there is a next page. */
export function listTurns(
  query: TurnQuery,
  after: Position | undefined,
  windowEnd: Position | undefined,
  now: number,
): Statement {
  const { params, bind } = createBinder();
  const columns = orderOf(query);
  const conditions = [
    ...rangeConditions(query, after, bind),
    ...(statusOf(query) === 'pending' ? [`expires_at > ${bind(now)}`] : []),
    ...(windowEnd ? [`${tuple(columns)} >= ${bindPosition(windowEnd, bind)}`] : []),
    ...filterConditions(query, bind),
  ];
  return {
    sql: `SELECT * FROM turns ${where(conditions)} ${descending(columns)}
      LIMIT ${bind(query.limit + 1)}`,
    params,
  };
}

/** Turns that changed since a time, oldest first. What was never in the queue is not told of. */
export const listChanges = (since: number, limit: number): Statement => ({
  sql: `SELECT turn_id, status, revision, created_at, updated_at, reviewed_at FROM turns
    WHERE (status <> 'settled' OR updated_at > created_at) AND updated_at >= $1
    ORDER BY updated_at, turn_id LIMIT $2`,
  params: [since, limit],
});

export const readTurn = (turnId: string): Statement => ({
  sql: 'SELECT * FROM turns WHERE turn_id = $1',
  params: [turnId],
});

export const readSignals = (turnIds: readonly string[]): Statement => ({
  sql: `SELECT * FROM signals WHERE turn_id IN (${placeholders(turnIds)}) ORDER BY name`,
  params: turnIds,
});

/** What people said, the newest of each turn; a question that many ask may have thousands. */
export const readAnnotationsOfTurns = (turnIds: readonly string[]): Statement => ({
  sql: `SELECT * FROM (
      SELECT annotations.*,
        ROW_NUMBER() OVER (PARTITION BY turn_id ORDER BY updated_at DESC, annotation_id) AS place,
        COUNT(*) OVER (PARTITION BY turn_id) AS annotation_count,
        SUM(CASE WHEN rating <> 'correct' THEN 1 ELSE 0 END) OVER (PARTITION BY turn_id) AS dislikes
      FROM annotations
      WHERE turn_id IN (${placeholders(turnIds)}) AND status = 'active' AND source = 'person'
    ) AS placed WHERE place <= 20 ORDER BY place`,
  params: turnIds,
});

/** The verdicts that hold. */
export const readReviews = (turnIds: readonly string[]): Statement => ({
  sql: `SELECT reviews.* FROM turns
    JOIN reviews ON reviews.turn_id = turns.turn_id AND reviews.revision = turns.revision
    WHERE turns.turn_id IN (${placeholders(turnIds)}) AND reviews.verdict <> 'reopen'`,
  params: turnIds,
});

/** An owner's turns are few and have an index of their own; other filters are looked through. */
function isLookedThrough(query: TurnQuery): boolean {
  if (hasOwner(query)) return false;
  const { signal, rating, reason, q } = query;
  return [signal, rating, reason, q].some((filter) => filter !== undefined);
}

function hasOwner({ user, session }: TurnQuery): boolean {
  return user !== undefined || session !== undefined;
}

/** What bounds the listing, by an index where there is no owner. */
function rangeConditions(query: TurnQuery, after: Position | undefined, bind: Bind): string[] {
  const { sort = 'newest', since, until } = query;
  const status = statusOf(query);
  const column = hasOwner(query) ? hideFromIndexes('status') : 'status';
  return [
    // Written out, because an index of some rows is only used where the query names the same rows.
    ...(status === undefined ? [] : [`${column} = '${status}'`]),
    ...(status === undefined || status === 'settled' ? [] : [`${column} <> 'settled'`]),
    ...(since === undefined ? [] : [`created_at >= ${bind(since)}`]),
    ...(until === undefined ? [] : [`created_at < ${bind(until)}`]),
    ...(after ? [`${tuple(TURN_ORDERS[sort])} < ${bindPosition(after, bind)}`] : []),
  ];
}

function filterConditions(query: TurnQuery, bind: Bind): string[] {
  const { user, session, signal, q } = query;
  return [
    ...(user === undefined ? [] : [`user_id = ${bind(user)} AND user_id <> ''`]),
    ...(session === undefined ? [] : [`session_id = ${bind(session)} AND session_id <> ''`]),
    ...(signal === undefined ? [] : [signalCondition(signal, bind)]),
    ...annotationConditions(query, bind),
    ...searchConditions(q ?? '', bind),
  ];
}

/** `thumbs_down` is what an application logged by that name, and what people say. */
function signalCondition(name: string, bind: Bind): string {
  const isLogged = `EXISTS (SELECT 1 FROM signals
    WHERE signals.turn_id = turns.turn_id AND signals.name = ${bind(name)})`;
  return name === 'thumbs_down' ? `(${isLogged} OR ${IS_DISLIKED})` : isLogged;
}

/** Rating and reason are of one and the same annotation. Reasons are given to what was not right. */
function annotationConditions({ rating, reason }: TurnQuery, bind: Bind): string[] {
  if (rating === undefined && reason === undefined) return [];
  const conditions = [
    ...(rating === 'correct' ? [] : [`annotations.rating <> 'correct'`]),
    ...(rating === undefined ? [] : [`annotations.rating = ${bind(rating)}`]),
    ...(reason === undefined ? [] : [`annotations.tags LIKE ${bind(`%"${reason}"%`)}`]),
  ];
  return [
    `EXISTS (SELECT 1 FROM annotations WHERE annotations.turn_id = turns.turn_id
      AND annotations.status = 'active' AND annotations.source = 'person'
      AND ${conditions.join(' AND ')})`,
  ];
}

function orderOf({ sort = 'newest' }: TurnQuery): readonly string[] {
  return TURN_ORDERS[sort];
}

function statusOf({ status, sort = 'newest' }: TurnQuery): TurnStatus | undefined {
  return status ?? (sort === 'newest' ? undefined : 'pending');
}

/** Which of two indexes is the better one, an engine without statistics can only guess. */
function hideFromIndexes(column: string): string {
  return `COALESCE(${column}, '')`;
}
