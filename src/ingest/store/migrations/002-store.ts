/**
 * - `annotation_history`: what an annotation said before it was changed or taken back, by revision.
 * - `idempotency_keys`: the first answer to each call that came with an `Idempotency-Key`.
 * - `user_id` of contexts and signals: by whom they came, so that a person can be erased.
 */
export const store: readonly string[] = [
  `CREATE TABLE annotation_history (
    annotation_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    rating TEXT NOT NULL,
    correction TEXT NOT NULL,
    tags TEXT NOT NULL,
    comment TEXT NOT NULL,
    metadata TEXT NOT NULL,
    status TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (annotation_id, revision)
  )`,
  `CREATE TABLE idempotency_keys (
    key_hash TEXT PRIMARY KEY,
    body_hash TEXT NOT NULL,
    record_id TEXT NOT NULL,
    record_status TEXT NOT NULL,
    was_there INTEGER NOT NULL,
    created_at BIGINT NOT NULL
  )`,
  `CREATE INDEX idempotency_keys_by_time ON idempotency_keys (created_at)`,
  `ALTER TABLE contexts ADD COLUMN user_id TEXT NOT NULL DEFAULT ''`,
  `ALTER TABLE signals ADD COLUMN user_id TEXT NOT NULL DEFAULT ''`,
  // Before, a turn's own context and its signals were those of the turn's user.
  `UPDATE contexts SET user_id = (SELECT user_id FROM turns WHERE turns.turn_id = contexts.turn_id)
    WHERE turn_id = 'turn_' || substr(context_id, 1, 32)`,
  `UPDATE signals SET user_id = (SELECT user_id FROM turns WHERE turns.turn_id = signals.turn_id)`,
];
