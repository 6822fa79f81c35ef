import { sha256Hex } from '../signing/hmac.js';

import type { RateLimit, RateSubject } from './ingest-events.js';
import type { SqlDriver } from './store/sql-driver.js';

/** How long a window is, in seconds. Windows begin on the minute, for everybody. */
const WINDOW_SECONDS = 60;

/** Into how many reports to the other processes a limit is divided. */
const REPORTS = 10;

/** How many calls a minute; 0 is no limit. */
export type RateLimits = Readonly<Record<RateSubject, number>>;

export interface RateLimitOptions {
  limits: RateLimits;
  /** The database that several processes count in. Default: this process counts alone. */
  shared?: SqlDriver | undefined;
  now?: (() => Date) | undefined;
  /** Told of a database that does not count; this process then counts alone. */
  onError?: ((error: unknown) => void) | undefined;
}

interface Count {
  /** What all processes have reported, as far as is known here. */
  reported: number;
  /** What was counted here since. */
  open: number;
}

/**
 * Counts calls a minute. With a database, each process reports to it in steps of a tenth of a limit,
 * so that a caller within a tenth costs no query at all; in return, with n processes somebody may
 * make up to (n − 1) tenths more. Users and addresses stand in the database as hashes.
 */
export function createRateLimit({
  limits,
  shared,
  now = () => new Date(),
  onError = console.error,
}: RateLimitOptions): RateLimit {
  let counts = new Map<string, Count>();
  let window = 0;

  return async (subject, id) => {
    const limit = limits[subject];
    if (limit === 0) return undefined;
    const seconds = now().getTime() / 1000;
    const current = Math.floor(seconds / WINDOW_SECONDS);
    if (current !== window) {
      window = current;
      counts = new Map();
      if (shared) void forget(shared, current).catch(onError);
    }
    const key = `${subject} ${id}`;
    let count = counts.get(key);
    if (!count) counts.set(key, (count = { reported: 0, open: 0 }));
    count.open += 1;
    const isWithin = () => count.reported + count.open <= limit;
    if (shared && isWithin() && count.open >= Math.ceil(limit / REPORTS)) {
      await report(shared, current, key, count).catch(onError);
    }
    return isWithin() ? undefined : Math.ceil((current + 1) * WINDOW_SECONDS - seconds) || 1;
  };
}

async function report(driver: SqlDriver, window: number, key: string, count: Count): Promise<void> {
  const calls = count.open;
  count.open = 0;
  count.reported += calls;
  const [rows] = await driver.write([
    {
      sql: `INSERT INTO rate_limits (limit_key, calls, window_number) VALUES ($1, $2, $3)
        ON CONFLICT (limit_key) DO UPDATE SET calls = rate_limits.calls + excluded.calls
        RETURNING calls`,
      params: [await sha256Hex(`${window} ${key}`), calls, window],
    },
  ]);
  count.reported = Math.max(count.reported, Number(rows?.[0]?.['calls']));
}

async function forget(driver: SqlDriver, window: number): Promise<void> {
  await driver.write([
    { sql: 'DELETE FROM rate_limits WHERE window_number < $1', params: [window - 1] },
  ]);
}
