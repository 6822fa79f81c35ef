import { retryDelay } from '../protocol/retry-delay.js';
import { createEntryStore } from './entry-store.js';
import { createLinkMemory } from './link-memory.js';
import { joinInputs, linkKeyOf } from './outbox-entry.js';
import { createOutboxFeed, factsOf } from './outbox-feed.js';
import { post } from './post.js';
import { sendAlone } from './send-alone.js';

import type { AnnotationInput } from '../protocol/annotation.js';
import type { OutboxEntry, Submission } from './outbox-entry.js';
import type { Delivered, PostOptions } from './post.js';

export type Outbox = ReturnType<typeof createOutbox>;

const BACKOFF = { firstMs: 2_000, longestMs: 5 * 60_000 };

/** What is kept at the most; the oldest turns go first, and only then what people said. */
const MAX_ENTRIES = 2_000;
const MAX_SIZE = 8 * 1024 * 1024;

/** How many requests may be under way at once. */
const PARALLEL = 4;

/** For how long an entry is left to whoever sends it, in milliseconds: longer than a request takes. */
const LEASE_MS = 20_000;

/** The longest time between two looks at what waits, in milliseconds. */
const LOOK_MS = 60_000;

/**
 * Holds on to what was said until the ingest has acknowledged it: over reloads and lost connections,
 * and over the end of a tab, whose entries another one sends. What it has accepted is delivered once
 * or more, and because all ids derive from the signed context it counts once.
 *
 * An entry is sent by one tab at a time: by whoever holds its Web Lock, or, without Web Locks, by
 * whoever took it over in the store last.
 */
export function createOutbox(options: Pick<PostOptions, 'timeoutMs'> = {}) {
  const store = createEntryStore();
  const feed = createOutboxFeed((isLeaving) => comeBack(isLeaving ? 0 : LEASE_MS));
  /** What was accepted here, and neither sent nor safe yet. */
  const unsafe = new Map<string, OutboxEntry>();
  const inFlight = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** When the timer is set for, in milliseconds since 1970. */
  let nextLook = Infinity;
  let isPaused = false;

  // What earlier pages have left.
  void store.readAll().then((entries) => {
    const left = entries.filter(({ id }) => !feed.waiting.has(id));
    for (const entry of left) feed.tellHere({ ...factsOf(entry), type: 'accepted' });
    if (left.length > 0) void look();
  });

  addEventListener('online', () => void flush());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && feed.waiting.size > 0) void flush();
  });
  addEventListener('pagehide', () => {
    for (const entry of unsafe.values()) void request(entry);
  });

  /**
   * Accepts a submission. What becomes of it is told to those who subscribe.
   *
   * @param version names this submission among others for the same turn
   */
  async function send(submission: Submission, version: string): Promise<void> {
    const { context, input } = submission;
    const key = linkKeyOf(context);
    const id = `${key}:${submission.call === 'turns' ? 'turn' : 'word'}`;
    const entry: OutboxEntry = {
      ...submission,
      id,
      key,
      version,
      accepted: Date.now(),
      attempts: 0,
      due: 0,
      heldUntil: 0,
      isLeased: false,
      size: JSON.stringify([context, input]).length,
    };
    unsafe.set(id, entry);
    feed.tell({ ...factsOf(entry), type: 'accepted' });
    let isWithdrawn = false;
    await store.change(id, (before) => {
      isWithdrawn = Boolean(submission.isOnlyWaiting && before && before.attempts === 0);
      return isWithdrawn ? undefined : { ...entry, input: joinInputs(before, submission) };
    });
    if (isWithdrawn) return settle(entry, { ok: true, answer: RETRACTED });
    if (store.isDurable) unsafe.delete(id);
    if (navigator.onLine) return look();
    tellWaiting(entry, 'offline');
  }

  /** Sends what is due, and comes back when more is. Resolves when all that it started has ended. */
  async function look(): Promise<void> {
    nextLook = Infinity;
    clearTimeout(timer);
    if (isPaused) return;
    const entries = await sweep(await store.readAll());
    const now = Date.now();
    const next = Math.min(...entries.map(({ due }) => due).filter((due) => due > now));
    if (entries.length > 0) comeBack(Math.min(next - now, LOOK_MS));
    // One that is leased may be left by a tab that has died; its lock will tell.
    const queue = entries.filter(({ due, isLeased }) => due <= now || isLeased);
    const free = Math.max(PARALLEL - inFlight.size, 0);
    const sent = await Promise.all(Array.from({ length: free }, () => work(queue)));
    // Something may have been said meanwhile that found no free place.
    if (sent.some(Boolean)) await look();
  }

  /** @returns whether anything was sent; what another tab is sending is passed over */
  async function work(queue: OutboxEntry[]): Promise<boolean> {
    let isAnySent = false;
    for (let entry = queue.shift(); entry; entry = queue.shift()) {
      if (isPaused) break;
      const { id } = entry;
      if (inFlight.has(id)) continue;
      inFlight.add(id);
      if (await deliver(id)) isAnySent = true;
      inFlight.delete(id);
    }
    return isAnySent;
  }

  /** Looks again after so many milliseconds at the latest. */
  function comeBack(inMs: number): void {
    if (Date.now() + inMs >= nextLook) return;
    nextLook = Date.now() + inMs;
    clearTimeout(timer);
    timer = setTimeout(() => void look(), inMs);
  }

  /** @returns whether it was sent, with whatever outcome */
  async function deliver(id: string): Promise<boolean> {
    let taken: OutboxEntry | undefined;
    await sendAlone(id, async (isAlone) => {
      const now = Date.now();
      await store.change(id, (entry) => {
        if (!entry || (entry.due > now && !(isAlone && entry.isLeased))) return entry;
        const attempts = entry.attempts + 1;
        return (taken = { ...entry, attempts, due: now + LEASE_MS, isLeased: true });
      });
      if (taken) await settle(taken, await request(taken));
    });
    return taken !== undefined;
  }

  function request(entry: OutboxEntry): Promise<Delivered<unknown>> {
    const { baseUrl, call, context, input, attempts } = entry;
    const keepalive = attempts < 2 || !store.isDurable;
    return post(`${baseUrl}/v1/${call}`, { context, ...input }, { ...options, keepalive });
  }

  async function settle(entry: OutboxEntry, result: Delivered<unknown>): Promise<void> {
    const isOver = result.ok || !result.isRetryable;
    const now = Date.now();
    const retryAfterMs = result.ok ? 0 : result.retryAfterMs;
    await store.change(entry.id, (after) => {
      // Something else was said meanwhile, and is still to be sent.
      if (after?.version !== entry.version) return after;
      if (isOver) return undefined;
      const due = now + retryDelay(entry.attempts, BACKOFF, retryAfterMs);
      return { ...after, due, heldUntil: now + retryAfterMs, isLeased: false };
    });
    if (isOver || store.isDurable) unsafe.delete(entry.id);
    if (result.ok) {
      if (entry.call !== 'turns') rememberVote(entry);
      feed.tell({ ...factsOf(entry), type: 'delivered', answer: result.answer });
    } else if (isOver) tellRefused(entry, result.code, result.message);
    else tellWaiting(entry, result.code, result.message);
  }

  /** Takes out what has expired and what is too much. */
  async function sweep(entries: OutboxEntry[]): Promise<OutboxEntry[]> {
    const now = Date.now();
    const oldestFirst = [...entries].sort((one, other) => one.accepted - other.accepted);
    const expired = oldestFirst.filter(({ expires }) => expires <= now);
    for (const entry of expired) await drop(entry, 'context_expired');
    const kept = oldestFirst.filter((entry) => !expired.includes(entry));
    let size = kept.reduce((sum, entry) => sum + entry.size, 0);
    while (kept.length > MAX_ENTRIES || size > MAX_SIZE) {
      const turn = kept.findIndex(({ call }) => call === 'turns');
      const [entry] = kept.splice(Math.max(turn, 0), 1);
      if (!entry) break;
      size -= entry.size;
      await drop(entry, 'outbox_full');
    }
    return kept;
  }

  async function drop(entry: OutboxEntry, code: string): Promise<void> {
    let isDropped = false;
    await store.change(entry.id, (now) => {
      isDropped = now?.version === entry.version;
      return isDropped ? undefined : now;
    });
    unsafe.delete(entry.id);
    if (isDropped) tellRefused(entry, code);
  }

  /** Sends at once all that waits, but for what the ingest does not want to hear yet. */
  async function flush(): Promise<void> {
    for (const { id } of await store.readAll()) {
      await store.change(id, (entry) =>
        entry && !entry.isLeased ? { ...entry, due: entry.heldUntil } : entry,
      );
    }
    await look();
  }

  function tellWaiting(entry: OutboxEntry, code: string, message = code): void {
    const { isDurable } = store;
    feed.tell({ ...factsOf(entry), type: 'waiting', code, message, isDurable });
  }

  function tellRefused(entry: OutboxEntry, code: string, message = code): void {
    feed.tell({ ...factsOf(entry), type: 'refused', code, message });
  }

  return {
    send,
    flush,

    subscribe: feed.subscribe,

    /** Sends nothing from here until `resume`. What is accepted waits. */
    pause(): void {
      isPaused = true;
    },
    resume(): Promise<void> {
      isPaused = false;
      return look();
    },

    /** Forgets all that waits, on this device and in all tabs. */
    async clear(): Promise<void> {
      for (const entry of await store.readAll()) await drop(entry, 'outbox_cleared');
    },

    /** What waits, on this device and in all tabs, the oldest first. */
    async pending(): Promise<Submission[]> {
      return sweep(await store.readAll());
    },
  };
}

/** So that a thumb shows it at the next visit, whoever sent it. */
function rememberVote({ key, expires, input }: OutboxEntry): void {
  createLinkMemory(key, expires).remember({ rating: (input as Partial<AnnotationInput>).rating });
}

const RETRACTED = { status: 'retracted', annotation: null };
