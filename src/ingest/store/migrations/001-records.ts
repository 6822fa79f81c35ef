/**
 * - `turns`: one row for each question in the review queue. `logged` is 1 where an application asked
 *   for a review, 0 where only a person's annotation brought the turn about.
 * - `contexts`: which turn each signed context, or each call with a key, leads to. Several lead to
 *   one turn where the same question was asked again while it waited.
 * - `signals`: a row for each signal of a turn, so that signals unite by themselves.
 * - `annotations`: one row for each signed context, one for each annotation by key.
 */
export const records: readonly string[] = [
  `CREATE TABLE turns (
    turn_id TEXT PRIMARY KEY,
    question_key TEXT NOT NULL,
    question TEXT NOT NULL,
    agent_response TEXT NOT NULL,
    user_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    metadata TEXT NOT NULL,
    logged INTEGER NOT NULL,
    status TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
  )`,
  `CREATE INDEX turns_by_question ON turns (question_key, status, created_at, turn_id)`,
  `CREATE INDEX turns_by_time ON turns (created_at, turn_id)`,
  `CREATE INDEX turns_by_status ON turns (status, created_at, turn_id)`,
  `CREATE TABLE contexts (
    context_id TEXT PRIMARY KEY,
    turn_id TEXT NOT NULL,
    created_at BIGINT NOT NULL
  )`,
  `CREATE INDEX contexts_by_turn ON contexts (turn_id)`,
  `CREATE TABLE signals (
    turn_id TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (turn_id, name)
  )`,
  `CREATE TABLE annotations (
    annotation_id TEXT PRIMARY KEY,
    turn_id TEXT,
    question TEXT NOT NULL,
    agent_response TEXT NOT NULL,
    user_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    rating TEXT NOT NULL,
    correction TEXT NOT NULL,
    tags TEXT NOT NULL,
    comment TEXT NOT NULL,
    root_cause TEXT,
    reviewer TEXT,
    metadata TEXT NOT NULL,
    status TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
  )`,
  `CREATE INDEX annotations_by_turn ON annotations (turn_id)`,
  `CREATE INDEX annotations_by_time ON annotations (created_at, annotation_id)`,
];
