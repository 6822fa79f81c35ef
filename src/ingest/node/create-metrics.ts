import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import { createDeliveryQueue } from '../webhooks/delivery-queue.js';

import type { ErrorCode } from '../../protocol/error-codes.js';
import type { RequestEvent } from '../ingest-events.js';
import type { FeedbackStore } from '../store/feedback-store.js';

/** Upper bounds of the latency's buckets, in seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** How long the counts of what waits hold, in milliseconds, however often they are asked for. */
const COUNTED_MS = 10_000;

export interface Metrics {
  count: (event: RequestEvent) => void;
  /** Counts what was refused before it was a request. */
  countRefused: (code: ErrorCode) => void;
  /** How many streams of events are open now. */
  setStreams: (open: number) => void;
  /** In the text format of Prometheus. */
  write: () => Promise<{ body: string; type: string }>;
}

/** What a monitor reads of an ingest. No series is named after anything that somebody sent. */
export function createMetrics(store: FeedbackStore): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'agentloop_requests_total',
    help: 'Requests by route, method and status.',
    labelNames: ['route', 'method', 'status'] as const,
    registers,
  });
  const seconds = new Histogram({
    name: 'agentloop_request_seconds',
    help: 'Time from a request’s headers to its answer.',
    labelNames: ['route'] as const,
    buckets: BUCKETS,
    registers,
  });
  const refused = new Counter({
    name: 'agentloop_refused_total',
    help: 'Requests that were refused, by their code.',
    labelNames: ['code'] as const,
    registers,
  });
  const writes = new Counter({
    name: 'agentloop_writes_total',
    help: 'What was stored, merged, replaced and retracted.',
    labelNames: ['effect'] as const,
    registers,
  });
  const streams = new Gauge({
    name: 'agentloop_event_streams',
    help: 'Streams of events that are open.',
    registers,
  });
  const waiting = new Gauge({
    name: 'agentloop_queue_depth',
    help: 'Turns that wait for a review.',
    registers,
  });
  const deliveries = new Gauge({
    name: 'agentloop_webhook_deliveries',
    help: 'Messages to webhooks that wait, and those that were given up.',
    labelNames: ['status'] as const,
    registers,
  });

  const queue = createDeliveryQueue(store.driver);
  let countedAt = 0;
  const countWaiting = async () => {
    if (Date.now() - countedAt < COUNTED_MS) return;
    countedAt = Date.now();
    waiting.set(await countPending(store));
    const { waiting: open, dead } = await queue.count();
    deliveries.set({ status: 'waiting' }, open);
    deliveries.set({ status: 'dead' }, dead);
  };

  return {
    count({ route, method, status, seconds: taken, code, effect }) {
      requests.inc({ route, method, status });
      seconds.observe({ route }, taken);
      if (code) refused.inc({ code });
      if (effect) writes.inc({ effect });
    },
    countRefused: (code) => refused.inc({ code }),
    setStreams: (open) => streams.set(open),
    async write() {
      // A database that does not answer takes its own figures away, not the others.
      await countWaiting().catch(() => {
        countedAt = 0;
        waiting.set(NaN);
        deliveries.reset();
      });
      return { body: await registry.metrics(), type: registry.contentType };
    },
  };
}

async function countPending({ driver }: FeedbackStore): Promise<number> {
  const [row] = await driver.query({
    sql: `SELECT COUNT(*) AS number FROM turns
      WHERE status = 'pending' AND status <> 'settled' AND expires_at > $1`,
    params: [Date.now()],
  });
  return Number(row?.['number']);
}
