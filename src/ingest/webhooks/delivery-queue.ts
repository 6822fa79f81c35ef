import { readTurn } from '../store/listing.js';
import { toTurnItems } from '../store/review-store.js';

import type { TurnItem } from '../../protocol/review.js';
import type { SqlDriver, SqlRow, SqlValue } from '../store/sql-driver.js';
import type { WebhookEvent } from './announce.js';

/** One message to one endpoint. */
export interface Delivery {
  /** What it tells, and whom. */
  key: string;
  endpoint: string;
  event: WebhookEvent;
  turnId: string;
  /** The names of the signals that came. */
  signals: string[];
  /** How often it was tried, this time included. */
  attempts: number;
  /** Why the last attempt failed; empty if it did not. */
  lastError: string;
  createdAt: Date;
}

export interface DeliveryCounts {
  waiting: number;
  dead: number;
}

/** How long deliveries are kept after the last attempt, in milliseconds: 30 days. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

export type DeliveryQueue = ReturnType<typeof createDeliveryQueue>;

/** The durable queue of what webhooks are told, which any number of processes may work on. */
export function createDeliveryQueue(driver: SqlDriver, now = () => new Date()) {
  const update = async (sql: string, ...params: SqlValue[]): Promise<SqlRow[]> =>
    (await driver.write([{ sql, params }]))[0] ?? [];

  return {
    /**
     * Takes what is due. Nobody else is given it for `leaseMs`, and then again: a process may end
     * before it has said what became of it.
     */
    async claim(limit: number, leaseMs: number): Promise<Delivery[]> {
      const time = now().getTime();
      // The last condition is judged again where another process was quicker.
      const rows = await update(
        `UPDATE deliveries SET attempts = attempts + 1, next_attempt_at = $2
          WHERE delivery_key IN (
            SELECT delivery_key FROM deliveries WHERE status = 'waiting' AND next_attempt_at <= $1
            ORDER BY next_attempt_at LIMIT $3
          ) AND status = 'waiting' AND next_attempt_at <= $1
          RETURNING *`,
        time,
        time + leaseMs,
        limit,
      );
      return rows.map(toDelivery);
    },

    /** The turn that a delivery tells of; undefined if it is gone. */
    async readTurn(turnId: string): Promise<Omit<TurnItem, 'annotations'> | undefined> {
      const rows = await driver.query(readTurn(turnId));
      const [item] = await toTurnItems(driver, rows);
      if (!item) return undefined;
      const { annotations: _, ...turn } = item;
      return turn;
    },

    async settle(key: string): Promise<void> {
      await update(
        `UPDATE deliveries SET status = 'delivered', last_error = '', next_attempt_at = $2
          WHERE delivery_key = $1`,
        key,
        now().getTime(),
      );
    },

    async postpone(key: string, waitMs: number, error: string): Promise<void> {
      await update(
        'UPDATE deliveries SET last_error = $3, next_attempt_at = $2 WHERE delivery_key = $1',
        key,
        now().getTime() + waitMs,
        error,
      );
    },

    /** Gives up: it stands in the list of the dead until somebody tries it again. */
    async bury(key: string, error: string): Promise<void> {
      await update(
        `UPDATE deliveries SET status = 'dead', last_error = $3, next_attempt_at = $2
          WHERE delivery_key = $1`,
        key,
        now().getTime(),
        error,
      );
    },

    /** The dead, oldest first. */
    async listDead(limit = 1_000): Promise<Delivery[]> {
      const rows = await driver.query({
        sql: `SELECT * FROM deliveries WHERE status = 'dead' ORDER BY created_at LIMIT $1`,
        params: [limit],
      });
      return rows.map(toDelivery);
    },

    /** Tries all the dead again, from the first attempt on. */
    async reviveDead(): Promise<number> {
      const rows = await update(
        `UPDATE deliveries SET status = 'waiting', attempts = 0, next_attempt_at = $1
          WHERE status = 'dead' RETURNING delivery_key`,
        now().getTime(),
      );
      return rows.length;
    },

    /**
     * Forgets what is long over. While a turn waits, what was said of it is kept, so that nothing is
     * told twice.
     */
    async forget(): Promise<void> {
      await update(
        `DELETE FROM deliveries WHERE status <> 'waiting' AND next_attempt_at < $1
          AND NOT EXISTS (SELECT 1 FROM turns
            WHERE turns.turn_id = deliveries.turn_id AND turns.status = 'pending')`,
        now().getTime() - KEPT_MS,
      );
    },

    async count(): Promise<DeliveryCounts> {
      const rows = await driver.query({
        sql: `SELECT status, COUNT(*) AS number FROM deliveries
          WHERE status IN ('waiting', 'dead') GROUP BY status`,
        params: [],
      });
      const read = (status: string) =>
        Number(rows.find((row) => row['status'] === status)?.['number'] ?? 0);
      return { waiting: read('waiting'), dead: read('dead') };
    },
  };
}

function toDelivery(row: SqlRow): Delivery {
  return {
    key: String(row['delivery_key']),
    endpoint: String(row['endpoint']),
    event: row['event'] as WebhookEvent,
    turnId: String(row['turn_id']),
    signals: JSON.parse(String(row['signals'])) as string[],
    attempts: Number(row['attempts']),
    lastError: String(row['last_error']),
    createdAt: new Date(Number(row['created_at'])),
  };
}
