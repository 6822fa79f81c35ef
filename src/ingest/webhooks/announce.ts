import { sha256Hex } from '../../signing/hmac.js';
import { TURN_ID } from '../store/statements.js';

import type { JsonObject } from '../store/feedback-store.js';
import type { Statement } from '../store/sql-driver.js';
import type { TurnOfContext } from '../store/statements.js';

/** What a webhook is told of. */
export type WebhookEvent = 'turn.created' | 'turn.signal_received';

/** Makes the statements that tell of what a call did to the turn of its context. */
export type Announcer = (
  turn: TurnOfContext,
  now: number,
  signals: JsonObject,
) => Promise<Statement[]>;

/**
 * What puts deliveries into the queue. Its statements stand in the write that they tell of, so an
 * event is in the queue exactly if what it tells of was stored. A write that is repeated does not
 * tell twice: the key of a delivery derives from what it tells of. Nothing is told of a turn that
 * does not wait for a review.
 *
 * @param endpoints the addresses that are told
 */
export function createAnnouncer(endpoints: readonly string[]): Announcer {
  return async (turn, now, signals) => {
    if (endpoints.length === 0) return [];
    const names = Object.keys(signals);
    const callKey = `turn.signal_received ${turn.contextId} ${await sha256Hex(JSON.stringify(signals))}`;
    return endpoints.flatMap((endpoint) => [
      announce('turn.created', endpoint, turn, now),
      ...(names.length > 0
        ? [announce('turn.signal_received', endpoint, turn, now, { names, callKey })]
        : []),
    ]);
  };
}

/** @param call the signals that came, and what is equal for a call that is repeated */
function announce(
  event: WebhookEvent,
  endpoint: string,
  turn: TurnOfContext,
  now: number,
  call?: { names: readonly string[]; callKey: string },
): Statement {
  // A turn is created once, whoever logs it.
  const key = call ? 'column6' : `column6 || turns.turn_id`;
  return {
    sql: `INSERT INTO deliveries (delivery_key, endpoint, event, turn_id, signals, status, attempts,
        last_error, created_at, next_attempt_at)
      SELECT ${key} || ' ' || column3, column3, '${event}', turns.turn_id, column5, 'waiting', 0, '',
        CAST(column4 AS BIGINT), CAST(column4 AS BIGINT)
      FROM (VALUES ($1, $2, $3, $4, $5, $6)) AS input
      JOIN turns ON turns.turn_id = ${TURN_ID}
      WHERE turns.status = 'pending'
      ON CONFLICT (delivery_key) DO NOTHING`,
    params: [
      turn.contextId,
      turn.turnId,
      endpoint,
      now,
      JSON.stringify(call?.names ?? []),
      call?.callKey ?? `${event} `,
    ],
  };
}
