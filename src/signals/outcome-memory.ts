import { checkPositive } from './check-number.js';
import { hash32 } from './hash32.js';
import { normalizeQuestion } from './normalize-text.js';

/** The part of `localStorage` that is used. */
export interface OutcomeStorage {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
}

export interface OutcomeMemoryOptions {
  /** Default: `localStorage`, where there is one; otherwise it lasts as long as this object. */
  storage?: OutcomeStorage | undefined;
  /** The time, in milliseconds since 1970. Default: `Date.now`. */
  now?: (() => number) | undefined;
}

export interface OutcomeMemory {
  /**
   * Remembers a question, and says whether it was asked in this session before: the same after
   * normalisation (`isRephrase` finds other words).
   *
   * @returns hours since it was last asked, to two decimals; undefined for a session without an id
   * @throws TypeError for a window that is not above 0
   */
  recurrence(
    sessionId: string,
    question: string,
    options?: { withinHours?: number | undefined },
  ): { recurrence: true; gap_hours: number } | undefined;
  /**
   * Remembers that a suggestion was taken, for as long as its undoing counts.
   *
   * @throws TypeError for a window that is not above 0
   */
  trackSuggestion(id: string, options?: { withinMinutes?: number | undefined }): void;
  /**
   * Says whether a suggestion that was tracked is undone within the window, and forgets it. A window
   * beyond the one that it was tracked with finds nothing more.
   *
   * @returns minutes since it was tracked, to one decimal
   * @throws TypeError for a window that is not above 0
   */
  suggestionReverted(
    id: string,
    options?: { withinMinutes?: number | undefined },
  ): { reverted_quickly: true; after_minutes: number } | undefined;
}

/** What happened, when, and when to forget it; times in milliseconds since 1970. */
type Moment = readonly [key: string, at: number, until: number];

/** Not the prefix under which the element keeps its drafts, which it sweeps. */
const NAME = 'agentloop-signals:outcomes';
const MOST = 200;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * Remembers on this device what tells later how an answer turned out: questions that come back, and
 * suggestions that are undone.
 *
 * It keeps no text and no id, only 32 bits of a hash with two times, 200 of them at most, and each
 * until its window is over. A question is hashed with its session's id, which is its salt. 32 bits
 * recognise what is asked again and prove nothing: each of them stands for a great many texts.
 * Nothing breaks where storage is blocked, full or holds something else.
 */
export function createOutcomeMemory({
  storage = localStorageIfAny(),
  now = Date.now,
}: OutcomeMemoryOptions = {}): OutcomeMemory {
  let remembered: readonly Moment[] = [];

  const write = (moments: readonly Moment[]): void => {
    remembered = moments.slice(-MOST);
    try {
      storage?.setItem(NAME, JSON.stringify(remembered));
    } catch {
      // Blocked or full: it stays in `remembered`.
    }
  };
  /** Takes a moment out; the time since then in milliseconds, if that is within the window. */
  const take = (key: string, window: number): number | undefined => {
    // Another tab may have written meanwhile.
    const moments = (storage && readMoments(storage)) ?? remembered;
    const alive = moments.filter(([, , until]) => until >= now());
    const found = alive.find(([name]) => name === key);
    write(alive.filter((moment) => moment !== found));
    const age = now() - Number(found?.[1]);
    return age >= 0 && age <= window ? age : undefined;
  };
  const put = (key: string, window: number): void =>
    write([...remembered, [key, now(), now() + window]]);

  return {
    recurrence(sessionId, question, { withinHours = 2 } = {}) {
      checkPositive('withinHours', withinHours);
      const asked = normalizeQuestion(question);
      if (!sessionId || !asked) return undefined;
      const key = keyOf('question', sessionId, asked);
      const age = take(key, withinHours * HOUR);
      put(key, withinHours * HOUR);
      return age === undefined ? undefined : { recurrence: true, gap_hours: round(age / HOUR, 2) };
    },

    trackSuggestion(id, { withinMinutes = 10 } = {}) {
      checkPositive('withinMinutes', withinMinutes);
      const key = keyOf('suggestion', id);
      take(key, 0);
      put(key, withinMinutes * MINUTE);
    },

    suggestionReverted(id, { withinMinutes = 10 } = {}) {
      checkPositive('withinMinutes', withinMinutes);
      const age = take(keyOf('suggestion', id), withinMinutes * MINUTE);
      return age === undefined
        ? undefined
        : { reverted_quickly: true, after_minutes: round(age / MINUTE, 1) };
    },
  };
}

function keyOf(...parts: readonly string[]): string {
  return hash32(JSON.stringify(parts)).toString(36);
}

function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

/** Undefined where storage is blocked, or holds what is not ours. */
function readMoments(storage: OutcomeStorage): readonly Moment[] | undefined {
  try {
    const moments = JSON.parse(storage.getItem(NAME) ?? '[]') as Moment[];
    return moments.filter(Array.isArray);
  } catch {
    return undefined;
  }
}

/** Asking for `localStorage` throws where a browser blocks it. */
function localStorageIfAny(): OutcomeStorage | undefined {
  try {
    return (globalThis as { localStorage?: OutcomeStorage }).localStorage;
  } catch {
    return undefined;
  }
}
