/** The longest wait before the second attempt, in milliseconds; doubled for each further one. */
const FIRST_MS = 2_000;
const LONGEST_MS = 5 * 60_000;

/**
 * How long to wait after a failed attempt, in milliseconds: exponential backoff with full jitter
 * (anything from 0 to the longest wait, so that a thousand pages that failed together do not come
 * back together), and never less than the ingest asks for.
 *
 * @param attempts how often it was sent, at least once
 * @param retryAfterMs what the answer's `Retry-After` asks for, in milliseconds
 * @param random a number from 0 to 1
 */
export function retryDelay(attempts: number, retryAfterMs = 0, random = Math.random()): number {
  return Math.max(retryAfterMs, random * Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1)));
}

/**
 * The wait that a `Retry-After` header asks for, in milliseconds: it has seconds or a date (RFC 9110,
 * 10.2.3). 0 where there is none, or what is none.
 */
export function readRetryAfter(header: string | null, now = Date.now()): number {
  if (!header) return 0;
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return wait > 0 ? wait : 0;
}
