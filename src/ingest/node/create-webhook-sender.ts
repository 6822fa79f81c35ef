import { createDeliveryQueue } from '../webhooks/delivery-queue.js';
import { signMessage, writeMessage } from '../webhooks/webhook-message.js';
import { postMessage } from './post-message.js';

import type { SqlDriver } from '../store/sql-driver.js';
import type { Delivery } from '../webhooks/delivery-queue.js';
import type { Lookup, Posted } from './post-message.js';

/** How many messages are under way at once. */
const AT_ONCE = 8;

/** How long this process has for one message before another may try it, in milliseconds. */
const LEASE_MS = 60_000;

/** How often the queue is looked at for what other processes put there, in milliseconds. */
const LOOK_MS = 2_000;

/** How often what is long over is forgotten, in milliseconds. */
const FORGET_MS = 60 * 60 * 1000;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How long to wait after each failed attempt, in milliseconds; after the last one it gives up. */
const WAITS_MS = [
  10_000,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
];

export interface WebhookSenderOptions {
  driver: SqlDriver;
  /** The secret that messages are signed with. */
  secret: string;
  /** What stands in the messages as `org_id`. Default: empty. */
  orgId?: string | undefined;
  /** Whether messages also go to private addresses, and without TLS. Default: no. */
  allowPrivate?: boolean | undefined;
  /** Told of each attempt, for logs. */
  onAttempt?: ((delivery: Delivery, posted: Posted) => void) | undefined;
  /** Told of what should not have happened. Default: `console.error`. */
  onError?: ((error: unknown) => void) | undefined;
  waitsMs?: readonly number[] | undefined;
  now?: (() => Date) | undefined;
  lookup?: Lookup | undefined;
}

export interface WebhookSender {
  /** There may be something to send: looks now. */
  wake(): void;
  /** Ends what is under way; what was not sent stays in the queue. */
  close(): Promise<void>;
}

/** Sends what is in the queue of deliveries, again and again until it arrives or is given up. */
export function createWebhookSender({
  driver,
  secret,
  orgId = '',
  allowPrivate = false,
  onAttempt,
  onError = console.error,
  waitsMs = WAITS_MS,
  now = () => new Date(),
  lookup,
}: WebhookSenderOptions): WebhookSender {
  const queue = createDeliveryQueue(driver, now);
  const closing = new AbortController();
  let running: Promise<void> | undefined;
  let isAsked = false;

  const deliver = async (delivery: Delivery): Promise<void> => {
    const turn = await queue.readTurn(delivery.turnId);
    // It was erased: there is nothing left to tell.
    if (!turn) return queue.settle(delivery.key);
    const body = JSON.stringify(await writeMessage(delivery, turn, orgId));
    const posted = await postMessage(new URL(delivery.endpoint), body, {
      headers: {
        'content-type': 'application/json',
        'user-agent': 'agentloop-feedback',
        'x-agentloop-signature': await signMessage(body, secret, now()),
      },
      allowPrivate,
      lookup,
      signal: closing.signal,
    });
    if (posted.ok) await queue.settle(delivery.key);
    // This process ends: the attempt says nothing of the endpoint.
    else if (closing.signal.aborted) return queue.postpone(delivery.key, 0, delivery.lastError);
    else {
      const wait = waitsMs[delivery.attempts - 1];
      if (wait === undefined) await queue.bury(delivery.key, posted.reason);
      else await queue.postpone(delivery.key, jitter(wait), posted.reason);
    }
    return onAttempt?.(delivery, posted);
  };

  const sendAll = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      const due = await queue.claim(AT_ONCE, LEASE_MS);
      await Promise.all(due.map((delivery) => deliver(delivery).catch(onError)));
      if (due.length < AT_ONCE && !isAsked) return;
      isAsked = false;
    }
  };

  const wake = () => {
    isAsked = running !== undefined;
    if (closing.signal.aborted) return;
    running ??= sendAll()
      .catch(onError)
      .finally(() => (running = undefined));
  };

  const looking = setInterval(wake, LOOK_MS).unref();
  const forgetting = setInterval(() => void queue.forget().catch(onError), FORGET_MS).unref();
  wake();

  return {
    wake,
    async close() {
      clearInterval(looking);
      clearInterval(forgetting);
      closing.abort();
      await running;
    },
  };
}

/** Up to a tenth more, so that what failed together does not come back together. */
function jitter(ms: number): number {
  return Math.round(ms * (1 + Math.random() / 10));
}
