import { AgentLoopError } from '../protocol/agentloop-error.js';
import { isPassing, readRetryAfter, retryDelay } from '../protocol/retry-delay.js';

import type { CallOptions, RequestOptions } from './options.js';

export interface IngestCall extends CallOptions {
  /** Left out where a signed context proves the call. */
  apiKey?: string | undefined;
  fetch?: typeof fetch | undefined;
}

/** A caller waits for these retries, so none of the waits may be long, whatever the ingest asks for. */
const LONGEST_RETRY_DELAY_MS = 8_000;
const LONGEST_RETRY_AFTER_MS = 60_000;

type Outcome<Answer> =
  { ok: true; answer: Answer } | { ok: false; error: AgentLoopError; retryAfterMs: number };

/**
 * Posts JSON to the ingest, and again where that may help. All attempts bear the same
 * `Idempotency-Key`, so that one whose answer was lost does not count twice.
 *
 * @throws AgentLoopError if there is no answer, one that refuses, or one that is not JSON; TypeError
 *   for options or a body that cannot be sent; the signal's reason, once that has aborted
 */
export async function callIngest<Answer>(
  url: string,
  body: object,
  call: IngestCall,
): Promise<Answer> {
  assertRequestOptions(call);
  const { maxRetries = 2, retryDelayMs = 500, signal } = call;
  const backoff = { firstMs: retryDelayMs, longestMs: LONGEST_RETRY_DELAY_MS };
  const text = JSON.stringify(body);
  const headers = headersOf(call);

  for (let attempts = 1; ; attempts += 1) {
    signal?.throwIfAborted();
    const outcome = await attempt<Answer>(url, { text, headers }, call);
    if (outcome.ok) return outcome.answer;
    signal?.throwIfAborted();
    const { error, retryAfterMs } = outcome;
    const mayRetry = isPassing(error.status) && retryAfterMs <= LONGEST_RETRY_AFTER_MS;
    if (!mayRetry || attempts > maxRetries) throw error;
    await wait(retryDelay(attempts, backoff, retryAfterMs), signal);
  }
}

/** @throws TypeError that names the option which is no number of milliseconds or retries */
export function assertRequestOptions(options: RequestOptions): void {
  for (const name of ['timeoutMs', 'maxRetries', 'retryDelayMs'] as const) {
    const value = options[name];
    // A timer takes no more than 31 bits.
    if (value !== undefined && !(value >= 0 && value < 2 ** 31)) {
      throw new TypeError(`${name} must be a number from 0, not ${String(value)}.`);
    }
  }
}

function headersOf({ apiKey, idempotencyKey = crypto.randomUUID() }: IngestCall) {
  if (!/^[!-~]{1,255}$/.test(idempotencyKey)) {
    throw new TypeError('idempotencyKey must be 1 to 255 printable ASCII characters, no spaces.');
  }
  return {
    'Content-Type': 'application/json',
    'Idempotency-Key': idempotencyKey,
    ...(apiKey === undefined ? {} : { Authorization: `Bearer ${apiKey}` }),
  };
}

async function attempt<Answer>(
  url: string,
  { text, headers }: { text: string; headers: Record<string, string> },
  { fetch: send = fetch, timeoutMs = 10_000, signal }: IngestCall,
): Promise<Outcome<Answer>> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await send(url, {
      method: 'POST',
      headers,
      body: text,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    return readAnswer(response, await response.text());
  } catch (cause) {
    const why = timeout.aborted ? `no answer within ${timeoutMs} ms` : String(cause);
    const code = timeout.aborted ? 'timeout' : 'network_error';
    const error = new AgentLoopError(`The call to ${url} failed: ${why}`, { code, cause });
    return { ok: false, error, retryAfterMs: 0 };
  }
}

function readAnswer<Answer>({ ok, status, headers }: Response, text: string): Outcome<Answer> {
  const answer = parseObject(text);
  if (ok && answer) return { ok: true, answer: answer as Answer };
  const { error, code } = answer ?? {};
  const message =
    typeof error === 'string'
      ? error
      : ok
        ? `The answer is not JSON: ${status}`
        : `Request failed: ${status}`;
  return {
    ok: false,
    error: new AgentLoopError(message, {
      status,
      body: text,
      code: typeof code === 'string' ? code : 'answer_invalid',
    }),
    retryAfterMs: readRetryAfter(headers.get('retry-after')),
  };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** @throws the signal's reason, once that has aborted */
function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      // What a caller aborts with is the caller's choice.
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
