import type { TurnChange } from '../../protocol/review.js';
import type { ChangedTurn } from '../store/review-store.js';
import type { FeedbackStore } from '../store/feedback-store.js';

/** How often the database is asked while somebody listens, in milliseconds. */
const POLL_MS = 500;
/**
 * How far each question reaches back behind the last change, in milliseconds: a write of another
 * process becomes visible after it took its time, and their clocks differ.
 */
export const OVERLAP_MS = 5_000;
/** How many changes are read at once. More than that are told as one `resync`. */
const CHANGES_LIMIT = 1_000;

/** What a listener is told: what changed, or that more changed than it can be told. */
export type FeedNews = readonly TurnChange[] | 'resync';

export interface TurnFeed {
  /**
   * Tells of what changes from now on, and once, with an empty list, that the ingest stops.
   *
   * @returns the end of it
   */
  listen(tell: (news: FeedNews) => void): () => void;
  /** What changed at this time (milliseconds) or later. */
  readSince(time: number): Promise<FeedNews>;
}

/**
 * What happens to the turns of the queue, whichever process wrote it.
 *
 * It asks the database: one bounded question every half a second for all listeners of this process,
 * and none where nobody listens. Every engine can answer it, through any pool, where notifications
 * are PostgreSQL's alone. A turn that changed twice between two questions is told of once.
 */
export function createTurnFeed(
  store: Pick<FeedbackStore, 'listChanges'>,
  {
    onError,
    now,
    stopping,
  }: { onError: (error: unknown) => void; now: () => Date; stopping: AbortSignal },
): TurnFeed {
  const listeners = new Set<(news: FeedNews) => void>();
  const tellAll = (news: FeedNews) => {
    for (const tell of listeners) tell(news);
  };
  stopping.addEventListener('abort', () => tellAll([]), { once: true });
  let isRunning = false;
  /** When each turn last changed, as it was told, within the overlap. */
  let told = new Map<string, number>();
  let last = 0;
  /** Nothing before this is told: it is in the listing that was read then. */
  let floor = 0;

  const read = async (): Promise<FeedNews> => {
    const since = Math.max(floor, last - OVERLAP_MS);
    const rows = await store.listChanges(since, CHANGES_LIMIT);
    if (rows.length === CHANGES_LIMIT) {
      floor = last = now().getTime();
      told = new Map();
      return 'resync';
    }
    const changes = rows
      .filter((row) => told.get(row.turn_id) !== row.updatedAt)
      .map((row) => toChange(row, since, told.has(row.turn_id)));
    last = Math.max(last, rows.at(-1)?.updatedAt ?? 0);
    told = new Map(rows.map((row) => [row.turn_id, row.updatedAt]));
    return changes;
  };

  const poll = async (): Promise<void> => {
    isRunning = listeners.size > 0;
    if (!isRunning) return;
    try {
      const news = await read();
      if (news.length > 0) tellAll(news);
    } catch (error) {
      // What changed meanwhile is still there when the next question is answered.
      onError(error);
    }
    setTimeout(() => void poll(), POLL_MS);
  };

  return {
    listen(tell) {
      listeners.add(tell);
      if (!isRunning) {
        isRunning = true;
        floor = last = now().getTime();
        told = new Map();
        void poll();
      }
      return () => {
        listeners.delete(tell);
      };
    },

    async readSince(time) {
      const rows = await store.listChanges(time, CHANGES_LIMIT);
      return rows.length === CHANGES_LIMIT
        ? 'resync'
        : rows.map((row) => toChange(row, time, false));
    },
  };
}

function toChange(row: ChangedTurn, since: number, isKnown: boolean): TurnChange {
  const isNew = !isKnown && row.createdAt >= since && row.status !== 'settled';
  const isReviewed = row.reviewedAt === row.updatedAt;
  return {
    type: isReviewed ? 'turn.reviewed' : isNew ? 'turn.created' : 'turn.signal_received',
    turn_id: row.turn_id,
    status: row.status,
    revision: row.revision,
    updated_at: new Date(row.updatedAt).toISOString(),
  };
}
