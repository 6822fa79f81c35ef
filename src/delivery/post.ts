/** Why something was not delivered. `code` is the ingest's, or one of this file's. */
export interface DeliveryFailure {
  ok: false;
  /** `offline`, `timeout`, `network_error`, `answer_invalid`, or a code of the ingest. */
  code: string;
  message: string;
  /** The answer's HTTP status; 0 if there was none. */
  status: number;
  /** Whether the same request may succeed later. */
  isRetryable: boolean;
}

export type Delivered<Answer> = { ok: true; answer: Answer } | DeliveryFailure;

export interface PostOptions {
  /** How long to wait for the answer, in milliseconds. Default: 15,000. */
  timeoutMs?: number | undefined;
  /** Default: the global `fetch`. */
  fetch?: typeof fetch | undefined;
}

/**
 * Posts JSON to the ingest as a CORS-simple request (`text/plain`, no credentials, no header of our
 * own), so that it costs no preflight and can be sent while the page goes away.
 *
 * @throws TypeError for what JSON cannot carry; everything else is an outcome
 */
export async function post<Answer>(
  url: string,
  body: object,
  { timeoutMs = 15_000, fetch: send = fetch }: PostOptions = {},
): Promise<Delivered<Answer>> {
  const text = JSON.stringify(body);
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const request: RequestInit = {
      method: 'POST',
      // A string is sent as text/plain.
      body: text,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
    };
    return await readAnswer(await sendAlive(send, url, request));
  } catch (error) {
    // Engines differ in the error that they throw for it.
    const code = signal.aborted ? 'timeout' : navigator.onLine ? 'network_error' : 'offline';
    return fail(code, 0, error instanceof Error ? error.message : code);
  }
}

/**
 * A page may have 64 KiB of `keepalive` requests under way, all together. Above that a browser
 * refuses at once, and without it the request still goes out while the page stays.
 */
async function sendAlive(send: typeof fetch, url: string, init: RequestInit): Promise<Response> {
  try {
    return await send(url, { ...init, keepalive: true });
  } catch (error) {
    if (init.signal?.aborted || !navigator.onLine) throw error;
    return send(url, init);
  }
}

async function readAnswer<Answer>(response: Response): Promise<Delivered<Answer>> {
  const answer = (await response.json().catch(() => undefined)) as
    (Answer & { code?: unknown; error?: unknown }) | undefined;
  if (response.ok && answer) return { ok: true, answer };
  const code = typeof answer?.code === 'string' ? answer.code : 'answer_invalid';
  return fail(code, response.status, typeof answer?.error === 'string' ? answer.error : code);
}

function fail(code: string, status: number, message: string): DeliveryFailure {
  // 408 Request Timeout, 425 Too Early and 429 Too Many Requests pass; other 4xx stay as they are.
  const isRetryable = status < 400 || status >= 500 || [408, 425, 429].includes(status);
  return { ok: false, code, message, status, isRetryable };
}
