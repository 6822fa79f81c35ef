import { destination, pino } from 'pino';

import type { Logger } from 'pino';
import type { Caller, RequestEvent } from '../ingest-events.js';
import type { Delivery } from '../webhooks/delivery-queue.js';
import type { Posted } from './post-message.js';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Log {
  request: (event: RequestEvent) => void;
  attempt: (delivery: Delivery, posted: Posted) => void;
  error: (error: unknown, caller?: Caller) => void;
  /** Writes what is still in memory. */
  flush: () => void;
}

/**
 * One line of JSON for each thing that happens, on standard error. Nothing that a person or an agent
 * wrote is in it, no user, no signature and no address: every field is chosen here, and errors are
 * reduced to their kind, message and place.
 *
 * @param level `info` writes each request, `warn` only what failed
 */
export function createLog(level: LogLevel): Log {
  const stream = destination({ dest: 2, sync: false, minLength: 4096, periodicFlush: 1_000 });
  const logger: Logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    stream,
  );
  return {
    request({ requestId, method, route, status, code, effect, seconds }) {
      const ms = Math.round(seconds * 1e5) / 100;
      const line = { requestId, method, route, status, code, effect, ms };
      if (status >= 500) logger.error(line, 'request');
      else logger.info(line, 'request');
    },
    attempt({ event, endpoint, attempts }, posted) {
      const line = { event, host: new URL(endpoint).host, attempts };
      if (posted.ok) logger.info(line, 'webhook');
      else logger.warn({ ...line, reason: posted.reason }, 'webhook');
    },
    error: (error, { requestId } = {}) => logger.error({ requestId, ...describe(error) }, 'error'),
    flush: () => stream.flushSync(),
  };
}

/** A database's error may carry the row that it did not take; it stays behind. */
function describe(error: unknown) {
  if (!(error instanceof Error)) return { error: typeof error };
  const { name, message, stack, code } = error as NodeJS.ErrnoException;
  return { error: name, code, message, stack };
}
