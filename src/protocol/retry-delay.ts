/** How long whoever repeats a request waits at most. */
export interface Backoff {
  /** The longest wait before the second attempt, in milliseconds; doubled for each further one. */
  firstMs: number;
  longestMs: number;
}

/**
 * How long to wait after a failed attempt, in milliseconds: exponential backoff with full jitter
 * (anything from 0 to the longest wait, so that a thousand callers that failed together do not come
 * back together), and never less than the ingest asks for.
 *
 * @param attempts how often it was sent, at least once
 * @param retryAfterMs what the answer's `Retry-After` asks for, in milliseconds
 * @param random a number from 0 to 1
 */
export function retryDelay(
  attempts: number,
  { firstMs, longestMs }: Backoff,
  retryAfterMs = 0,
  random = Math.random(),
): number {
  return Math.max(retryAfterMs, random * Math.min(longestMs, firstMs * 2 ** (attempts - 1)));
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

/**
 * Whether the same request may succeed later: after 408 Request Timeout, 425 Too Early and 429 Too
 * Many Requests, but not after another 4xx.
 *
 * @param status the answer's HTTP status; 0 if there was none
 */
export function isPassing(status: number): boolean {
  return status < 400 || status >= 500 || [408, 425, 429].includes(status);
}
