import { isWithin } from '../protocol/limits.js';
import { isPassing, readRetryAfter } from '../protocol/retry-delay.js';

/** Why something was not delivered. `code` is the ingest's, or one of this file's. */
export interface DeliveryFailure {
  ok: false;
  /** `offline`, `timeout`, `blocked_by_csp`, `network_error`, `answer_invalid`, or the ingest's. */
  code: string;
  message: string;
  /** The answer's HTTP status; 0 if there was none. */
  status: number;
  /** Whether the same request may succeed later. */
  isRetryable: boolean;
  /** How long to wait before that at least, in milliseconds. */
  retryAfterMs: number;
}

export type Delivered<Answer> = { ok: true; answer: Answer } | DeliveryFailure;

export interface PostOptions {
  /** How long to wait for the answer, in milliseconds. Default: 15,000. */
  timeoutMs?: number | undefined;
  /**
   * Whether the request outlives its page. Not for what is kept and tried again anyway: where the
   * ingest takes the request and never answers, such a one holds one of the browser's few
   * connections to it long after the page has gone.
   */
  keepalive?: boolean | undefined;
}

/**
 * What `keepalive` may carry, in bytes: a page may have 64 KiB of such requests under way, all
 * together, and a browser refuses at once what is above that.
 */
const KEEPALIVE_BYTES = 60_000;

/**
 * Posts JSON to the ingest as a CORS-simple request (`text/plain`, no credentials, no header of our
 * own), so that it costs no preflight and can be sent while the page goes away.
 *
 * @throws TypeError for what JSON cannot carry; everything else is an outcome
 */
export async function post<Answer>(
  url: string,
  body: object,
  { timeoutMs = 15_000, keepalive = false }: PostOptions = {},
): Promise<Delivered<Answer>> {
  const text = JSON.stringify(body);
  const signal = AbortSignal.timeout(timeoutMs);
  const policy = watchPolicy(url);
  try {
    const response = await fetch(url, {
      method: 'POST',
      // A string is sent as text/plain.
      body: text,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      keepalive: keepalive && isWithin(text, KEEPALIVE_BYTES),
      signal,
    });
    return await readAnswer(response);
  } catch (error) {
    const code = signal.aborted
      ? 'timeout'
      : !navigator.onLine
        ? 'offline'
        : (await policy.hasBlocked())
          ? 'blocked_by_csp'
          : 'network_error';
    return fail(code, 0, error instanceof Error ? error.message : code);
  } finally {
    policy.leave();
  }
}

async function readAnswer<Answer>(response: Response): Promise<Delivered<Answer>> {
  const answer = (await response.json().catch(() => undefined)) as
    (Answer & { code?: unknown; error?: unknown }) | undefined;
  if (response.ok && answer) return { ok: true, answer };
  const code = typeof answer?.code === 'string' ? answer.code : 'answer_invalid';
  const message = typeof answer?.error === 'string' ? answer.error : code;
  return fail(code, response.status, message, readRetryAfter(response.headers.get('retry-after')));
}

function fail(code: string, status: number, message: string, retryAfterMs = 0): DeliveryFailure {
  return { ok: false, code, message, status, isRetryable: isPassing(status), retryAfterMs };
}

/** Whether the page's own policy has stopped the request: `fetch` itself does not say so. */
function watchPolicy(url: string) {
  let isBlocked = false;
  const onViolation = ({ blockedURI, effectiveDirective }: SecurityPolicyViolationEvent) => {
    isBlocked ||= effectiveDirective === 'connect-src' && url.startsWith(blockedURI);
  };
  document.addEventListener('securitypolicyviolation', onViolation);
  return {
    async hasBlocked(): Promise<boolean> {
      // The event is a task of its own, and may come after the error.
      await new Promise((resolve) => setTimeout(resolve));
      return isBlocked;
    },
    leave: () => document.removeEventListener('securitypolicyviolation', onViolation),
  };
}
