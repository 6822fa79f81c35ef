import { sha256Hex } from '../../signing/hmac.js';

import type { JsonObject } from '../store/feedback-store.js';
import type { Statement } from '../store/sql-driver.js';

/** What a webhook is told of. */
export type WebhookEvent = 'turn.created' | 'turn.signal_received';

/** Makes the statements that tell of what a call did to the turn of its context. */
export type Announcer = (
  contextId: string,
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
  return async (contextId, now, signals) => {
    if (endpoints.length === 0) return [];
    const names = Object.keys(signals);
    const callKey = `turn.signal_received ${contextId} ${await sha256Hex(JSON.stringify(signals))}`;
    return endpoints.flatMap((endpoint) => [
      announce('turn.created', endpoint, contextId, now),
      ...(names.length > 0
        ? [announce('turn.signal_received', endpoint, contextId, now, { names, callKey })]
        : []),
    ]);
  };
}

/** @param call the signals that came, and what is equal for a call that is repeated */
function announce(
  event: WebhookEvent,
  endpoint: string,
  contextId: string,
  now: number,
  call?: { names: readonly string[]; callKey: string },
): Statement {
  // A turn is created once, whoever logs it.
  const key = call ? 'column5' : `column5 || turns.turn_id`;
  return {
    sql: `INSERT INTO deliveries (delivery_key, endpoint, event, turn_id, signals, status, attempts,
        last_error, created_at, next_attempt_at)
      SELECT ${key} || ' ' || column2, column2, '${event}', turns.turn_id, column4, 'waiting', 0, '',
        CAST(column3 AS BIGINT), CAST(column3 AS BIGINT)
      FROM (VALUES ($1, $2, $3, $4, $5)) AS input
      JOIN contexts ON contexts.context_id = column1
      JOIN turns ON turns.turn_id = contexts.turn_id
      WHERE turns.status = 'pending'
      ON CONFLICT (delivery_key) DO NOTHING`,
    params: [
      contextId,
      endpoint,
      now,
      JSON.stringify(call?.names ?? []),
      call?.callKey ?? `${event} `,
    ],
  };
}
