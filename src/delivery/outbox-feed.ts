import { openPageChannel } from './page-channel.js';

import type { OutboxEntry } from './outbox-entry.js';

/** What becomes of a submission. Elements with one link, and other tabs, hear the same. */
export type OutboxEvent = Pick<OutboxEntry, 'id' | 'key' | 'version' | 'call' | 'input'> &
  (
    | { type: 'accepted' }
    /** It could not be sent, and will be tried again. */
    | { type: 'waiting'; code: string; message: string; isDurable: boolean }
    | { type: 'delivered'; answer: unknown }
    /** It never can be: the ingest's code, or `context_expired`, `outbox_full`, `outbox_cleared`. */
    | { type: 'refused'; code: string; message: string }
  );

export type OutboxListener = (event: OutboxEvent) => void;

/** What an event says of its entry, whatever became of it. */
export function factsOf({ id, key, version, call, input }: OutboxEntry) {
  return { id, key, version, call, input };
}

/**
 * Tells this page and the other tabs what becomes of submissions.
 *
 * @param onOtherTab called when another tab has something that waits, or goes away
 */
export function createOutboxFeed(onOtherTab: (isLeaving: boolean) => void) {
  const subscriptions = new Set<{ key: string | undefined; listener: OutboxListener }>();
  /** The last that was heard of each entry that waits, here or in another tab. */
  const waiting = new Map<string, OutboxEvent>();
  const channel = openPageChannel<OutboxEvent | { type: 'leaving' }>(
    'agentloop-feedback',
    (message) => {
      if (message.type !== 'leaving') tellHere(message);
      if (waiting.size > 0) onOtherTab(message.type === 'leaving');
    },
  );
  addEventListener('pagehide', () => channel.tell({ type: 'leaving' }));

  function tellHere(event: OutboxEvent): void {
    const before = waiting.get(event.id);
    if (event.type === 'accepted' || event.type === 'waiting') waiting.set(event.id, event);
    else if (before?.version === event.version) waiting.delete(event.id);
    for (const { key, listener } of subscriptions) if (!key || key === event.key) listener(event);
  }

  return {
    waiting: waiting as ReadonlyMap<string, OutboxEvent>,
    tellHere,

    tell: (event: OutboxEvent): void => {
      tellHere(event);
      channel.tell(event);
    },

    /**
     * Calls back for what becomes of the submissions of one link, or of all. What waits already is
     * told at once.
     *
     * @returns how to stop that
     */
    subscribe: (listener: OutboxListener, key?: string): (() => void) => {
      const subscription = { key, listener };
      subscriptions.add(subscription);
      for (const event of waiting.values()) if (!key || key === event.key) listener(event);
      return () => void subscriptions.delete(subscription);
    },
  };
}
