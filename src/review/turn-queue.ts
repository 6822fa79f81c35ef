import { queryOf } from './review-address.js';

import type { TurnItem } from '../protocol/review.js';
import type { Filter } from './review-address.js';
import type { CallFailure, ReviewClient } from './review-client.js';

const PAGE_SIZE = 50;
/** A page of a filter may be empty though there is a next one: how many are read in a row. */
const EMPTY_PAGES = 40;
/** How many new turns are counted; beyond it they are “more than”. */
export const MOST_NEW = 99;

/**
 * The turns of a filter, page after page. What has been shown keeps its place until the list is
 * loaded again: a turn that changes is replaced where it stands, and new ones are only counted.
 */
export class TurnQueue {
  turns: readonly TurnItem[] = [];
  state: 'loading' | 'ready' | 'failed' = 'loading';
  failure: CallFailure | undefined;
  isComplete = false;
  /** New turns of this filter that the list does not show yet. */
  newCount = 0;

  readonly #client: ReviewClient;
  readonly #onChange: () => void;
  readonly #places = new Map<string, number>();
  #filter: Filter | undefined;
  #cursor: string | null = null;
  #abort = new AbortController();
  #newest = '';
  #reading: Promise<void> | undefined;

  constructor(client: ReviewClient, onChange: () => void) {
    this.#client = client;
    this.#onChange = onChange;
  }

  /** Reads the list anew. What it showed stays until the first page is there. */
  async load(filter: Filter): Promise<void> {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#filter = filter;
    this.#cursor = null;
    this.isComplete = false;
    this.#reading = undefined;
    await this.#read(true);
  }

  /** Reads the next page, unless it is being read or there is none. */
  async loadMore(): Promise<void> {
    if (this.isComplete || !this.#filter) return;
    this.#reading ??= this.#read(this.turns.length === 0 && !this.#cursor).finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
  }

  /** The place of a turn, or -1. */
  indexOf(id: string): number {
    return this.#places.get(id) ?? -1;
  }

  find(id: string): TurnItem | undefined {
    return this.turns[this.indexOf(id)];
  }

  /** Puts a newer reading of a turn in its place. */
  replace(turn: TurnItem): void {
    const index = this.indexOf(turn.turn_id);
    if (index < 0) return;
    const turns = [...this.turns];
    turns[index] = turn;
    this.turns = turns;
    this.#onChange();
  }

  /** Counts what has come since the list was loaded: one call, however many there are. */
  async countNew(): Promise<void> {
    if (!this.#filter || this.state !== 'ready') return;
    const query = queryOf({ ...this.#filter, sort: 'newest' });
    query.set('limit', String(MOST_NEW + 1));
    const { signal } = this.#abort;
    const answer = await this.#client.listTurns(query, signal);
    if (!answer.ok || signal.aborted) return;
    this.newCount = answer.value.items.filter(
      ({ turn_id, created_at }) => !this.#places.has(turn_id) && created_at >= this.#newest,
    ).length;
    // Where nothing is read, nothing can move.
    if (this.newCount > 0 && this.turns.length === 0) await this.load(this.#filter);
    this.#onChange();
  }

  async #read(isFirst: boolean): Promise<void> {
    if (!this.#filter) return;
    const { signal } = this.#abort;
    this.state = 'loading';
    this.failure = undefined;
    this.#onChange();
    const query = queryOf(this.#filter);
    query.set('limit', String(PAGE_SIZE));
    for (let page = 0; page < EMPTY_PAGES; page += 1) {
      if (this.#cursor) query.set('cursor', this.#cursor);
      const answer = await this.#client.listTurns(query, signal);
      if (signal.aborted) return;
      if (!answer.ok) {
        this.state = 'failed';
        this.failure = answer;
        break;
      }
      const { items, next_cursor } = answer.value;
      if (isFirst && page === 0) this.#clear();
      this.#append(items);
      this.#cursor = next_cursor;
      this.isComplete = next_cursor === null;
      if (items.length > 0 || this.isComplete) {
        this.state = 'ready';
        break;
      }
      this.state = 'ready';
    }
    this.#onChange();
  }

  #clear(): void {
    this.turns = [];
    this.#places.clear();
    this.newCount = 0;
    this.#newest = '';
  }

  /** What moved while somebody pages through the list may come twice; it keeps its first place. */
  #append(items: readonly TurnItem[]): void {
    const added = items.filter(({ turn_id }) => !this.#places.has(turn_id));
    for (const [index, { turn_id, created_at }] of added.entries()) {
      this.#places.set(turn_id, this.turns.length + index);
      if (created_at > this.#newest) this.#newest = created_at;
    }
    this.turns = [...this.turns, ...added];
  }
}
