/**
 * What an operator needs besides the records.
 *
 * - `api_keys`: the keys that were made by command; of each only a hash is kept.
 * - `deliveries`: what webhooks are told of turns, and whether they were. `signals` is the names that
 *   came. It holds nothing that a person wrote: the turn itself is read when the message is sent, so
 *   that what was erased meanwhile is not sent.
 * - `rate_limits`: how often somebody called in one minute, for processes that share a database.
 *   `limit_key` is a hash.
 * - `probes`: one row, which is written to find out whether the database takes writes.
 */
export const operations: readonly string[] = [
  `CREATE TABLE api_keys (
    key_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    key_hash TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT
  )`,
  `CREATE TABLE deliveries (
    delivery_key TEXT PRIMARY KEY,
    endpoint TEXT NOT NULL,
    event TEXT NOT NULL,
    turn_id TEXT NOT NULL,
    signals TEXT NOT NULL,
    status TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    last_error TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    next_attempt_at BIGINT NOT NULL
  )`,
  `CREATE INDEX deliveries_by_time ON deliveries (status, next_attempt_at)`,
  `CREATE INDEX deliveries_by_turn ON deliveries (turn_id)`,
  `CREATE TABLE rate_limits (
    limit_key TEXT PRIMARY KEY,
    calls INTEGER NOT NULL,
    window_number BIGINT NOT NULL
  )`,
  `CREATE INDEX rate_limits_by_window ON rate_limits (window_number)`,
  `CREATE TABLE probes (probe_id INTEGER PRIMARY KEY, probed_at BIGINT NOT NULL)`,
];
