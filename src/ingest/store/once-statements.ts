import { TURN_ID } from './statements.js';

import type { OnceKey, TurnIdentity } from './feedback-store.js';
import type { TurnOfContext } from './statements.js';
import type { Statement } from './sql-driver.js';

/* The first answer to a call that came with an `Idempotency-Key`. */

/** How long it is kept, in milliseconds. */
export const IDEMPOTENCY_MS = 24 * 60 * 60 * 1000;

/**
 * Takes the key for a turn to be logged, at the start of the write. Where another call has the key,
 * this fails, and with it the write.
 */
export const claimForTurn = (once: OnceKey, turn: TurnIdentity, now: number): Statement[] =>
  claim(
    once,
    `SELECT 1 FROM (VALUES ($4, $5)) AS input JOIN turns ON turns.turn_id = ${TURN_ID}
      WHERE turns.status = 'pending'`,
    [turn.contextId, turn.turnId],
    now,
  );

/** Takes the key for something to be said, as `claimForTurn` does. */
export const claimForAnnotation = (once: OnceKey, annotationId: string, now: number): Statement[] =>
  claim(once, 'SELECT 1 FROM annotations WHERE annotation_id = $4', [annotationId], now);

function claim(
  { keyHash, bodyHash }: OnceKey,
  wasThere: string,
  record: readonly string[],
  now: number,
): Statement[] {
  return [
    {
      sql: 'DELETE FROM idempotency_keys WHERE key_hash = $1 AND created_at <= $2',
      params: [keyHash, now - IDEMPOTENCY_MS],
    },
    {
      sql: `INSERT INTO idempotency_keys (key_hash, body_hash, record_id, record_status, was_there,
          created_at)
        SELECT $1, $2, $4, 'active', CASE WHEN EXISTS (${wasThere}) THEN 1 ELSE 0 END,
          CAST($3 AS BIGINT)`,
      params: [keyHash, bodyHash, now, ...record],
    },
  ];
}

/** Keeps the turn that the write has led to, at its end. */
export const keepTurn = ({ keyHash }: OnceKey, turn: TurnOfContext): Statement => ({
  sql: `UPDATE idempotency_keys SET record_id = turns.turn_id, record_status = turns.status
    FROM (VALUES ($2, $3)) AS input JOIN turns ON turns.turn_id = ${TURN_ID}
    WHERE key_hash = $1`,
  params: [keyHash, turn.contextId, turn.turnId],
});

/** A turn that merged with another was there, in a way. */
export const keepMerge = ({ keyHash }: OnceKey, turnId: string): Statement => ({
  sql: 'UPDATE idempotency_keys SET was_there = 1 WHERE key_hash = $1 AND record_id <> $2',
  params: [keyHash, turnId],
});

export const readKey = ({ keyHash }: OnceKey, now: number): Statement => ({
  sql: `SELECT body_hash, record_id, record_status, was_there FROM idempotency_keys
    WHERE key_hash = $1 AND created_at > $2`,
  params: [keyHash, now - IDEMPOTENCY_MS],
});
