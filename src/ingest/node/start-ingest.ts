import { once } from 'node:events';
import { createServer } from 'node:http';

import { createIngest } from '../create-ingest.js';
import { createRateLimit } from '../create-rate-limit.js';
import { closeServer } from './close-server.js';
import { createLog } from './create-log.js';
import { createMetrics } from './create-metrics.js';
import { createNodeServer } from './create-node-server.js';
import { createWebhookSender } from './create-webhook-sender.js';
import { createIngestCallers } from './ingest-callers.js';

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IngestOptions } from '../create-ingest.js';
import type { RateLimits } from '../create-rate-limit.js';
import type { RequestEvent } from '../ingest-events.js';
import type { LogLevel } from './create-log.js';
import type { Metrics } from './create-metrics.js';

/** How often turns whose time is over leave the queue, in milliseconds. */
const EXPIRE_MS = 60 * 60 * 1000;

export interface StartIngestOptions extends Pick<
  IngestOptions,
  'secrets' | 'apiKeys' | 'store' | 'basePath' | 'frameAncestors' | 'maxAgeSeconds'
> {
  /** 0 takes any free port. */
  port: number;
  /** The address to listen on, e.g. `127.0.0.1`. */
  host: string;
  /** Where `/metrics` is read without a key. Default: nowhere. */
  metrics?: { port: number; host: string } | undefined;
  /** How many proxies of one's own stand before this server. Default: none. */
  proxies?: number | undefined;
  /** Calls a minute. Default: no limits. */
  rateLimits?: RateLimits | undefined;
  /** Whether several processes on one database count calls together. Default: no. */
  countsTogether?: boolean | undefined;
  /** Who sends the webhooks that the store was told of. Default: nobody. */
  webhooks?: { secret: string; orgId?: string; allowPrivate?: boolean } | undefined;
  /** Default: `info`. */
  logLevel?: LogLevel | undefined;
}

export interface RunningIngest {
  /** Where it listens. */
  address: AddressInfo;
  /** Where `/metrics` is read without a key, if anywhere. */
  metricsAddress?: AddressInfo | undefined;
  /**
   * Stops accepting, finishes what was accepted, then closes the store.
   *
   * @param deadlineMs when what is not finished is cut
   * @returns whether everything was finished
   */
  stop: (deadlineMs: number) => Promise<boolean>;
}

/**
 * The ingest as a server on Node.js, with everything that an operator needs: limits, logs, metrics
 * and webhooks. Resolves when it is ready to answer.
 *
 * @throws Error if it cannot listen; the store is then closed
 */
export async function startIngest({
  port,
  host,
  metrics: metricsAddress,
  proxies = 0,
  rateLimits,
  countsTogether = false,
  webhooks,
  logLevel = 'info',
  ...options
}: StartIngestOptions): Promise<RunningIngest> {
  const { store } = options;
  const log = createLog(logLevel);
  const metrics = createMetrics(store);
  const callers = createIngestCallers(proxies);
  const sender =
    webhooks &&
    createWebhookSender({
      driver: store.driver,
      ...webhooks,
      onAttempt: log.attempt,
      onError: log.error,
    });

  const stopping = new AbortController();
  const onEvent = (event: RequestEvent) => {
    metrics.count(event);
    log.request(event);
    if (event.effect) sender?.wake();
  };
  const handle = createIngest({
    ...options,
    callerOf: callers.callerOf,
    onError: log.error,
    onEvent,
    onStreams: metrics.setStreams,
    stopping: stopping.signal,
    readMetrics: metrics.write,
    limitRate:
      rateLimits &&
      createRateLimit({
        limits: rateLimits,
        shared: countsTogether ? store.driver : undefined,
        onError: log.error,
      }),
  });
  const server = createNodeServer({ handle, callers, onRefused: metrics.countRefused });
  const servers = [server];

  const expiring = setInterval(() => void store.expire().catch(log.error), EXPIRE_MS).unref();

  const finish = async (deadlineMs: number): Promise<boolean> => {
    const deadline = Date.now() + deadlineMs;
    clearInterval(expiring);
    stopping.abort();
    const closed = await Promise.all(servers.map((one) => closeServer(one, deadlineMs)));
    const isEnded = await endsBefore(deadline, async () => {
      await sender?.close();
      await store.close();
    });
    log.flush();
    return closed.every(Boolean) && isEnded;
  };

  let stopped: Promise<boolean> | undefined;
  const stop = (deadlineMs: number) => (stopped ??= finish(deadlineMs));

  try {
    const address = await listen(server, port, host);
    if (!metricsAddress) return { address, stop };
    const metricsServer = createMetricsServer(metrics);
    servers.push(metricsServer);
    const { port: metricsPort, host: metricsHost } = metricsAddress;
    return { address, metricsAddress: await listen(metricsServer, metricsPort, metricsHost), stop };
  } catch (error) {
    await stop(0);
    throw error;
  }
}

async function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  server.listen(port, host);
  await once(server, 'listening');
  return server.address() as AddressInfo;
}

/** Whether something ends in time; it is not waited for any longer. */
async function endsBefore(deadline: number, end: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), Math.max(0, deadline - Date.now()));
  });
  const ended = end().then(() => true as const);
  const isEnded = await Promise.race([ended, late]);
  clearTimeout(timer);
  return isEnded;
}

/** For a monitor on a network of one's own: it answers nothing else, and asks for no key. */
function createMetricsServer(metrics: Metrics): Server {
  return createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.write().then(
      ({ body, type }) => response.writeHead(200, { 'content-type': type }).end(body),
      () => response.writeHead(500).end(),
    );
  });
}
