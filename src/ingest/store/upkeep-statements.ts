import { IDEMPOTENCY_MS } from './once-statements.js';

import type { Statement } from './sql-driver.js';

/* What time does to the records, and what a person may ask for. */

/**
 * Ends the wait of some turns whose time is over. A turn waits for at least `turnLifeMs` after it
 * was made, so the index by status and time finds them.
 */
export const expireTurns = (now: number, turnLifeMs: number, limit: number): Statement => ({
  sql: `UPDATE turns SET status = 'expired' WHERE status = 'pending' AND expires_at <= $1
    AND turn_id IN (
      SELECT turn_id FROM turns
      WHERE status = 'pending' AND status <> 'settled' AND created_at <= $2 AND expires_at <= $1
      ORDER BY created_at, turn_id LIMIT $3
    )
    RETURNING turn_id`,
  params: [now, now - turnLifeMs, limit],
});

export const forgetIdempotencyKeys = (now: number): Statement => ({
  sql: 'DELETE FROM idempotency_keys WHERE created_at <= $1',
  params: [now - IDEMPOTENCY_MS],
});

/**
 * Removes a person: what they said with its history, their turns, and what came by them to turns of
 * others. Where others said something about a turn of theirs, the turn stays with the oldest of
 * those instead. The list runs as one write; the last two statements return what was removed.
 */
export const eraseUser = (userId: string): Statement[] =>
  [
    `DELETE FROM annotation_history WHERE annotation_id IN (
      SELECT annotation_id FROM annotations WHERE user_id = $1)`,
    `UPDATE annotations SET reviewer = NULL WHERE reviewer = $1`,
    `UPDATE reviews SET reviewer = NULL WHERE reviewer = $1`,
    `DELETE FROM reviews WHERE turn_id IN (SELECT turn_id FROM turns WHERE user_id = $1)`,
    `DELETE FROM signals WHERE user_id = $1`,
    `UPDATE turns SET metadata = '{}',
        duplicate_count = (
          SELECT COUNT(*) FROM merged_contexts AS merged
          WHERE merged.turn_id = turns.turn_id AND merged.user_id <> $1
        )
      WHERE user_id = $1 OR turn_id IN (SELECT turn_id FROM merged_contexts WHERE user_id = $1)`,
    // Without what they said, a turn of somebody else may have nothing to review.
    `UPDATE turns SET status = 'settled' WHERE status = 'pending' AND logged = 0
      AND turn_id IN (SELECT turn_id FROM annotations WHERE user_id = $1)
      AND NOT EXISTS (
        SELECT 1 FROM annotations WHERE annotations.turn_id = turns.turn_id
        AND annotations.user_id <> $1 AND annotations.status = 'active'
        AND annotations.rating <> 'correct')`,
    ...['question', 'agent_response', 'session_id', 'user_id'].map(
      (column) => `UPDATE turns SET ${column} = (
        SELECT ${column} FROM annotations
        WHERE annotations.turn_id = turns.turn_id AND annotations.user_id <> $1
        ORDER BY annotations.created_at, annotations.annotation_id LIMIT 1)
      WHERE user_id = $1 AND EXISTS (
        SELECT 1 FROM annotations
        WHERE annotations.turn_id = turns.turn_id AND annotations.user_id <> $1)`,
    ),
    `UPDATE reviews SET reviewer = NULL WHERE reviewer = $1`,
    `DELETE FROM reviews WHERE turn_id IN (SELECT turn_id FROM turns WHERE user_id = $1)`,
    `DELETE FROM signals WHERE turn_id IN (SELECT turn_id FROM turns WHERE user_id = $1)`,
    `DELETE FROM merged_contexts WHERE user_id = $1
      OR turn_id IN (SELECT turn_id FROM turns WHERE user_id = $1)`,
    `DELETE FROM annotations WHERE user_id = $1 RETURNING annotation_id`,
    `DELETE FROM turns WHERE user_id = $1 RETURNING turn_id`,
  ].map((sql) => ({ sql, params: [userId] }));
