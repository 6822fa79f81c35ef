import { OVERLAP_MS } from './turn-feed.js';

import type { TurnChange } from '../../protocol/review.js';
import type { FeedNews, TurnFeed } from './turn-feed.js';

/** How often a line is sent where nothing happens, so that no proxy takes the line for dead. */
const HEARTBEAT_MS = 15_000;
/** How long one stream lasts: whose key is revoked meanwhile, does not get another. */
const STREAM_MS = 10 * 60_000;
/** How long a reader may have been away and still be told what it missed. */
const AWAY_MS = 10 * 60_000;
/** How many turns wait for a slow reader. */
const WAITING = 200;
/** After what time a reader that lost its stream comes back, in milliseconds. */
const RETRY_MS = 2_000;

/**
 * One reader's server-sent events.
 *
 * Only what the reader has taken is followed by more: what happens meanwhile waits, a turn once
 * however often it changed, and from a certain number on one `resync` waits in place of it all. So
 * a reader that stands still costs the same as any other.
 */
export function streamEvents(
  feed: TurnFeed,
  {
    lastEventId,
    now,
    stopping,
    onEnd,
  }: {
    lastEventId: string | null;
    now: () => Date;
    stopping: AbortSignal;
    /** Told when nothing more will come, for whatever reason; perhaps more than once. */
    onEnd: () => void;
  },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const startedAt = now().getTime();
  let waiting = new Map<string, TurnChange>();
  let isBehind = false;
  let wake = () => {};
  let unlisten = () => {};
  const end = () => {
    unlisten();
    onEnd();
  };

  const take = (news: FeedNews): void => {
    if (news === 'resync') isBehind = true;
    else for (const change of news) waiting.set(change.turn_id, unite(waiting, change));
    if (waiting.size > WAITING) isBehind = true;
    if (isBehind) waiting = new Map();
    wake();
  };

  return new ReadableStream<Uint8Array>(
    {
      async start(controller) {
        unlisten = feed.listen(take);
        const time = now().getTime();
        // An id from the start: who is cut off before the first event knows from when on to ask.
        controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\nid: ${time}\n: listening\n\n`));
        try {
          const missed = await readMissed(feed, lastEventId, time);
          if (missed.length > 0) take(missed);
        } catch (error) {
          // A stream that fails is not cancelled.
          end();
          throw error;
        }
      },
      async pull(controller) {
        if (waiting.size === 0 && !isBehind && !stopping.aborted) {
          await new Promise<void>((resolve) => {
            const heartbeat = setTimeout(resolve, HEARTBEAT_MS);
            wake = () => {
              clearTimeout(heartbeat);
              resolve();
            };
          });
        }
        const time = now().getTime();
        const text = isBehind
          ? writeEvent('resync', time, { type: 'resync' })
          : [...waiting.values()]
              .map((change) => writeEvent(change.type, Date.parse(change.updated_at), change))
              .join('');
        waiting = new Map();
        isBehind = false;
        controller.enqueue(encoder.encode(text || ': still here\n\n'));
        if (time - startedAt > STREAM_MS || stopping.aborted) {
          end();
          controller.close();
        }
      },
      cancel() {
        end();
        wake();
      },
    },
    { highWaterMark: 0 },
  );
}

async function readMissed(
  feed: TurnFeed,
  lastEventId: string | null,
  now: number,
): Promise<FeedNews> {
  if (lastEventId === null) return [];
  const time = /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : 0;
  // The same change twice does no harm, and one that became visible late is not lost.
  return now - time > AWAY_MS ? 'resync' : feed.readSince(time - OVERLAP_MS);
}

/** A turn is new to whoever was not told that it is. */
function unite(waiting: ReadonlyMap<string, TurnChange>, change: TurnChange): TurnChange {
  const isStillNew =
    change.type === 'turn.signal_received' && waiting.get(change.turn_id)?.type === 'turn.created';
  return isStillNew ? { ...change, type: 'turn.created' } : change;
}

function writeEvent(type: string, id: number, data: object): string {
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}
