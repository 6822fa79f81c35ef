import { createParser } from 'eventsource-parser';

import type { TurnChange, TurnEvent } from '../protocol/review.js';
import type { CallFailure, ReviewClient } from './review-client.js';

/**
 * - `connecting`: for the first time.
 * - `live`: what happens is told at once.
 * - `retrying`: the connection is lost; it is tried again.
 * - `crowded`: the ingest has no room for one more; it is asked again from time to time, and each
 *   time this state is told anew.
 * - `closed`: the key was refused, or the feed was ended.
 */
export type LiveState = 'connecting' | 'live' | 'retrying' | 'crowded' | 'closed';

export interface LiveListener {
  onState: (state: LiveState) => void;
  /** What changed since the last call: each turn once. */
  onChanges: (changes: readonly TurnChange[]) => void;
  /** Something was missed: everything has to be read again. */
  onMissed: () => void;
  onRefused: (kind: 'key' | 'scope') => void;
}

/** The ingest writes a comment every 15 s; without one, the line is dead. */
const SILENCE_MS = 40_000;
/** The first pause before another try, doubled each time. */
const PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** What an ingest may ask for at most; a timer takes no more than 24 days. */
const LONGEST_ASKED_MS = 10 * 60_000;
/** Changes are handed on together, at most this often: a burst is one thing to draw. */
const GATHER_MS = 500;

/**
 * Reads the ingest's server-sent events by `fetch`, since `EventSource` sends no key. Connects again
 * by itself, after pauses that grow and differ, and goes on from the last event that it has seen.
 */
export class LiveFeed {
  readonly #client: ReviewClient;
  readonly #listener: LiveListener;
  readonly #end = new AbortController();
  readonly #gathered = new Map<string, TurnChange>();
  #lastEventId = '';
  #pauseMs = PAUSE_MS;
  #wake = () => {};

  constructor(client: ReviewClient, listener: LiveListener) {
    this.#client = client;
    this.#listener = listener;
  }

  async run(): Promise<void> {
    const { signal } = this.#end;
    const wake = () => this.#wake();
    addEventListener('online', wake, { signal });
    this.#listener.onState('connecting');
    while (!signal.aborted) {
      const { kind, retryAfterMs } = (await this.#readOnce(signal)) ?? {};
      if (signal.aborted) return;
      if (kind === 'key' || kind === 'scope') {
        this.#listener.onState('closed');
        this.#listener.onRefused(kind);
        return;
      }
      this.#listener.onState(kind === 'busy' ? 'crowded' : 'retrying');
      await this.#rest(retryAfterMs);
    }
  }

  close(): void {
    this.#end.abort();
    this.#wake();
  }

  /** Reads until the line is lost. @returns why there was none */
  async #readOnce(end: AbortSignal): Promise<CallFailure | undefined> {
    const line = new AbortController();
    const cut = () => line.abort();
    end.addEventListener('abort', cut);
    let silence = setTimeout(cut, SILENCE_MS);
    try {
      const answer = await this.#client.open('v1/events', {
        headers: {
          accept: 'text/event-stream',
          ...(this.#lastEventId && { 'last-event-id': this.#lastEventId }),
        },
        signal: line.signal,
      });
      if (!answer.ok) return answer;
      if (!answer.value.body) return undefined;
      this.#pauseMs = PAUSE_MS;
      this.#listener.onState('live');
      const parser = createParser({ onEvent: ({ id, data }) => this.#take(id, data) });
      const reader = answer.value.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return undefined;
        clearTimeout(silence);
        silence = setTimeout(cut, SILENCE_MS);
        parser.feed(value);
      }
    } catch {
      return undefined;
    } finally {
      clearTimeout(silence);
      end.removeEventListener('abort', cut);
      line.abort();
    }
  }

  #take(id: string | undefined, data: string): void {
    if (id) this.#lastEventId = id;
    const event = parseEvent(data);
    if (!event) return;
    if (event.type === 'resync') {
      this.#gathered.clear();
      this.#listener.onMissed();
      return;
    }
    if (this.#gathered.size === 0) setTimeout(() => this.#handOn(), GATHER_MS);
    const before = this.#gathered.get(event.turn_id);
    // A turn that is new and has changed since is new.
    const type = before?.type === 'turn.created' ? before.type : event.type;
    this.#gathered.set(event.turn_id, { ...event, type });
  }

  #handOn(): void {
    const changes = [...this.#gathered.values()];
    this.#gathered.clear();
    if (changes.length > 0 && !this.#end.signal.aborted) this.#listener.onChanges(changes);
  }

  /** Never less than the ingest asks for; who was refused together does not come back together. */
  async #rest(askedMs = 0): Promise<void> {
    const pause = Math.min(askedMs, LONGEST_ASKED_MS) + this.#pauseMs * (0.5 + Math.random() / 2);
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pause);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function parseEvent(data: string): TurnEvent | undefined {
  try {
    return JSON.parse(data) as TurnEvent;
  } catch {
    return undefined;
  }
}
