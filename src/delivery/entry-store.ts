import { createStore, promisifyRequest } from 'idb-keyval';

import type { OutboxEntry } from './outbox-entry.js';

/** How long the database may take to open before memory takes its place, in milliseconds. */
const PATIENCE_MS = 3_000;

/** Where an outbox keeps its entries. */
export interface EntryStore {
  /** Whether what is in it outlives the page. */
  readonly isDurable: boolean;
  /**
   * Replaces an entry in one step, also where other tabs do the same; undefined takes it out.
   *
   * @returns what is there afterwards
   */
  change(
    id: string,
    update: (entry: OutboxEntry | undefined) => OutboxEntry | undefined,
  ): Promise<OutboxEntry | undefined>;
  readAll(): Promise<OutboxEntry[]>;
}

/**
 * Keeps entries in IndexedDB, which all tabs of an origin share; in memory where that is blocked,
 * full, or does not answer.
 */
export function createEntryStore(): EntryStore {
  const use = createStore('agentloop-feedback', 'outbox');
  let memory: Map<string, OutboxEntry> | undefined;
  let isOpen = false;

  const attempt = async <Result>(
    onDisk: () => Promise<Result>,
    inMemory: (entries: Map<string, OutboxEntry>) => Result,
  ): Promise<Result> => {
    try {
      if (!memory) {
        const result = await (isOpen ? onDisk() : inTime(onDisk()));
        isOpen = true;
        return result;
      }
    } catch {
      memory ??= new Map();
    }
    return inMemory(memory);
  };

  return {
    get isDurable() {
      return !memory;
    },
    change: (id, update) =>
      attempt(
        () =>
          use('readwrite', async (store) => {
            const next = update(await promisifyRequest<OutboxEntry | undefined>(store.get(id)));
            if (next) store.put(next, id);
            else store.delete(id);
            await promisifyRequest(store.transaction);
            return next;
          }),
        (entries) => {
          const next = update(entries.get(id));
          if (next) entries.set(id, next);
          else entries.delete(id);
          return next;
        },
      ),
    readAll: () =>
      attempt(
        () =>
          use('readonly', (store) =>
            promisifyRequest<OutboxEntry[]>(store.getAll() as IDBRequest<OutboxEntry[]>),
          ),
        (entries) => [...entries.values()],
      ),
  };
}

/** Some browsers have let an opening database wait for ever. */
function inTime<Result>(work: Promise<Result>): Promise<Result> {
  return Promise.race([
    work,
    new Promise<never>((_resolve, reject) => setTimeout(reject, PATIENCE_MS)),
  ]);
}
