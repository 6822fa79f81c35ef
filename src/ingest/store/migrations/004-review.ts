/**
 * What the review queue is listed, sorted and reviewed by.
 *
 * - `turns.revision` counts a turn's verdicts; `duplicate_count` and `signal_count` stand in the row,
 *   because the queue is sorted by them.
 * - `reviews`: a row for each verdict, so that earlier ones stay, and so that of two verdicts upon
 *   one revision the primary key takes one. `call_id` stands for the call that brought it.
 * - `annotations.source`: who said it, a `person` with a feedback URL, a `reviewer` with a verdict, or a
 *   call by `key`.
 * - Two indexes carry columns behind what they are sorted by, so that the overview counts by them alone.
 * - Most rows are answers that somebody liked. They are `settled`, and the queue's indexes leave them
 *   out, so that a vote does not pay for them. One that was in the queue before has changed since it
 *   was made.
 */
export const review: readonly string[] = [
  `ALTER TABLE turns ADD COLUMN revision INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE turns ADD COLUMN duplicate_count INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE turns ADD COLUMN signal_count INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE turns ADD COLUMN reviewed_at BIGINT`,
  `ALTER TABLE annotations ADD COLUMN source TEXT NOT NULL DEFAULT 'person'`,
  `ALTER TABLE signals ADD COLUMN created_at BIGINT NOT NULL DEFAULT 0`,
  `UPDATE turns SET
    duplicate_count = (SELECT COUNT(*) FROM contexts WHERE contexts.turn_id = turns.turn_id) - 1,
    signal_count = (SELECT COUNT(*) FROM signals WHERE signals.turn_id = turns.turn_id)`,
  `UPDATE annotations SET source = 'key' WHERE turn_id IS NULL`,
  `UPDATE signals SET created_at =
    COALESCE((SELECT created_at FROM turns WHERE turns.turn_id = signals.turn_id), 0)`,
  `DROP INDEX turns_by_status`,
  `CREATE INDEX turns_by_status ON turns (status, created_at, turn_id, expires_at)`,
  `CREATE INDEX turns_by_duplicates ON turns (status, duplicate_count, created_at, turn_id)
    WHERE status <> 'settled'`,
  `CREATE INDEX turns_by_signals ON turns (status, signal_count, created_at, turn_id)
    WHERE status <> 'settled'`,
  `CREATE INDEX turns_by_change ON turns (updated_at, turn_id)
    WHERE status <> 'settled' OR updated_at > created_at`,
  `CREATE INDEX turns_by_user ON turns (user_id, created_at, turn_id) WHERE user_id <> ''`,
  `CREATE INDEX turns_by_session ON turns (session_id, created_at, turn_id) WHERE session_id <> ''`,
  `DROP INDEX annotations_by_time`,
  `CREATE INDEX annotations_by_time
    ON annotations (created_at, annotation_id, rating, status, source)`,
  `CREATE INDEX annotations_by_dislike ON annotations (turn_id, created_at, rating, tags)
    WHERE source = 'person' AND status = 'active' AND rating <> 'correct'`,
  `CREATE INDEX signals_by_name ON signals (name, created_at)`,
  `CREATE TABLE reviews (
    turn_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    call_id TEXT NOT NULL,
    verdict TEXT NOT NULL,
    rating TEXT,
    root_cause TEXT,
    correction TEXT NOT NULL,
    tags TEXT NOT NULL,
    reviewer TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (turn_id, revision)
  )`,
  `CREATE INDEX reviews_by_time ON reviews (created_at)`,
];
