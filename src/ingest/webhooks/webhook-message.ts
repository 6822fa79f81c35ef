import { hmacHex, importSecret, sha256Hex } from '../../signing/hmac.js';

import type { TurnItem } from '../../protocol/review.js';
import type { WebhookEvent } from './announce.js';
import type { Delivery } from './delivery-queue.js';

/** The version of the messages' shape. */
const WEBHOOK_API_VERSION = 'v1';

/** What a webhook receives, in AgentLoop's envelope. */
export interface WebhookMessage {
  /** Equal for every attempt and every endpoint: whoever has seen it has been told. */
  id: string;
  event: WebhookEvent;
  /** When it happened, ISO 8601 in UTC. */
  created_at: string;
  api_version: string;
  org_id: string;
  delivery: { id: string; attempt: number };
  /** The turn as it is now; with a signal's event also the names of the signals that came. */
  data: Omit<TurnItem, 'annotations'> & { received_signals?: string[] };
}

export async function writeMessage(
  delivery: Delivery,
  turn: Omit<TurnItem, 'annotations'>,
  orgId: string,
): Promise<WebhookMessage> {
  // The endpoint is the last part of the key, and the event is the same for all of them.
  const what = delivery.key.slice(0, -delivery.endpoint.length);
  return {
    id: `evt_${(await sha256Hex(what)).slice(0, 32)}`,
    event: delivery.event,
    created_at: delivery.createdAt.toISOString(),
    api_version: WEBHOOK_API_VERSION,
    org_id: orgId,
    delivery: {
      id: `dlv_${(await sha256Hex(delivery.key)).slice(0, 32)}`,
      attempt: delivery.attempts,
    },
    data: {
      ...turn,
      ...(delivery.event === 'turn.signal_received' ? { received_signals: delivery.signals } : {}),
    },
  };
}

/**
 * The header `X-AgentLoop-Signature`: `t=<unix seconds>,v1=<hex>`, where the hex is the HMAC-SHA256
 * of `<t>.<body>`. The time is signed too, so that a receiver can refuse what is old.
 */
export async function signMessage(body: string, secret: string, at: Date): Promise<string> {
  const t = Math.floor(at.getTime() / 1000);
  return `t=${t},v1=${await hmacHex(importSecret(secret), `${t}.${body}`)}`;
}
