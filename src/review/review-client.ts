import { readRetryAfter } from '../protocol/retry-delay.js';

import type {
  ExportFormat,
  Overview,
  Page,
  ReviewAnswer,
  ReviewConflict,
  ReviewInput,
  TurnItem,
} from '../protocol/review.js';

/** A call that did not do what it should. */
export interface CallFailure {
  ok: false;
  /**
   * - `unreachable`: there was no answer; it may work later.
   * - `busy`: the ingest asks to wait.
   * - `key`: the key is not known.
   * - `scope`: the key may not do this.
   * - `conflict`: another verdict came first; `turn` is what holds now.
   * - `missing`: there is no such turn.
   * - `failed`: anything else.
   */
  kind: 'unreachable' | 'busy' | 'key' | 'scope' | 'conflict' | 'missing' | 'failed';
  /** What the ingest said, for developers. */
  message: string;
  /** How long the ingest asks to wait, in milliseconds; where it does not answer, there is none. */
  retryAfterMs?: number;
  turn?: TurnItem;
}

export type Answer<Value> = { ok: true; value: Value } | CallFailure;

const KINDS: Record<number, CallFailure['kind']> = {
  401: 'key',
  403: 'scope',
  404: 'missing',
  409: 'conflict',
  429: 'busy',
  502: 'unreachable',
  503: 'unreachable',
  504: 'unreachable',
};

interface CallInit extends Omit<RequestInit, 'signal' | 'headers'> {
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

/** The calls of the review queue. Addresses are relative to the page; nothing here throws. */
export class ReviewClient {
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  listTurns(query: URLSearchParams, signal?: AbortSignal): Promise<Answer<Page<TurnItem>>> {
    return this.#read(`v1/turns?${query}`, { signal });
  }

  readTurn(id: string, signal?: AbortSignal): Promise<Answer<TurnItem>> {
    return this.#read(`v1/turns/${encodeURIComponent(id)}`, { signal });
  }

  readOverview(query: URLSearchParams, signal?: AbortSignal): Promise<Answer<Overview>> {
    return this.#read(`v1/overview?${query}`, { signal });
  }

  /** Also when the page goes away meanwhile. */
  review(id: string, input: ReviewInput): Promise<Answer<ReviewAnswer>> {
    const body = JSON.stringify(input);
    return this.#read(`v1/turns/${encodeURIComponent(id)}/review`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
      // More than 64 KiB must not outlive its page.
      keepalive: body.length < 16_384,
    });
  }

  /** A stream: of events, or of an export. */
  async open(
    path: string,
    { headers, signal }: { headers?: Record<string, string>; signal: AbortSignal },
  ): Promise<Answer<Response>> {
    return this.#call(path, { headers: headers ?? {}, signal });
  }

  exportPath(query: URLSearchParams, format: ExportFormat): string {
    return `v1/turns?${new URLSearchParams([...query, ['format', format]])}`;
  }

  async #read<Value>(path: string, init: CallInit): Promise<Answer<Value>> {
    const called = await this.#call(path, init);
    if (!called.ok) return called;
    try {
      return { ok: true, value: (await called.value.json()) as Value };
    } catch (error) {
      return { ok: false, kind: 'unreachable', message: String(error) };
    }
  }

  async #call(path: string, { signal, headers, ...init }: CallInit): Promise<Answer<Response>> {
    try {
      const response = await fetch(path, {
        ...init,
        signal: signal ?? null,
        headers: { ...headers, authorization: `Bearer ${this.#key}` },
      });
      return response.ok ? { ok: true, value: response } : await failureOf(response);
    } catch (error) {
      return { ok: false, kind: 'unreachable', message: String(error) };
    }
  }
}

async function failureOf(response: Response): Promise<CallFailure> {
  const body = await response.json().then(
    (value) => value as Partial<ReviewConflict>,
    () => undefined,
  );
  return {
    ok: false,
    kind: KINDS[response.status] ?? 'failed',
    message: body?.error ?? `HTTP ${response.status}`,
    retryAfterMs: readRetryAfter(response.headers.get('retry-after')),
    ...(body?.turn && { turn: body.turn }),
  };
}
