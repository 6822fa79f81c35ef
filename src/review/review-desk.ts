import { drafts, findProblem, inputOf } from './draft.js';
import { LiveFeed } from './live-feed.js';
import { OpenTurn } from './open-turn.js';
import { ReviewClient } from './review-client.js';
import { NO_FILTER } from './review-address.js';
import { createPlace } from './storage.js';
import { TurnQueue } from './turn-queue.js';
import { Verdicts } from './verdicts.js';

import type { ReviewInput, TurnChange, TurnItem } from '../protocol/review.js';
import type { LiveState } from './live-feed.js';
import type { Address, Filter } from './review-address.js';

export interface DeskListener {
  /** Something has to be drawn anew. */
  onChange: () => void;
  /** The key is refused, for good. */
  onRefused: (kind: 'key' | 'scope') => void;
  /** The address has changed by what the reviewer did. */
  onAddress: (address: Address, isStep: boolean) => void;
}

const reviewerPlace = createPlace<string>('agentloop-feedback:reviewer');

/** How long the typing of a search rests before it is looked for. */
const TYPING_MS = 250;
/** How many changed turns are read again one by one; the others stay as they were read. */
const MOST_READ_AGAIN = 20;

/** A reviewer's desk: the list, the turn that is open, and the verdicts. Knows nothing of the page. */
export class ReviewDesk {
  readonly client: ReviewClient;
  readonly queue: TurnQueue;
  readonly verdicts: Verdicts;
  address: Address;
  open: OpenTurn | undefined;
  live: LiveState = 'connecting';
  reviewer = reviewerPlace.read() ?? '';

  readonly #listener: DeskListener;
  readonly #feed: LiveFeed;
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(apiKey: string, address: Address, listener: DeskListener) {
    const { onChange } = listener;
    this.address = address;
    this.#listener = listener;
    this.client = new ReviewClient(apiKey);
    this.queue = new TurnQueue(this.client, () => {
      const kind = this.queue.failure?.kind;
      if (kind === 'key' || kind === 'scope') listener.onRefused(kind);
      onChange();
    });
    this.verdicts = new Verdicts(this.client, onChange, (turnId) => void this.#settle(turnId));
    this.#feed = new LiveFeed(this.client, {
      onState: (state) => {
        this.live = state;
        if (state === 'live' || state === 'crowded') void this.#catchUp();
        onChange();
      },
      onChanges: (changes) => void this.#take(changes),
      onMissed: () => void this.queue.countNew(),
      onRefused: listener.onRefused,
    });
  }

  start(): void {
    drafts.sweep();
    if (this.address.turn) this.#show(this.address.turn);
    void this.queue.load(this.address.filter);
    void this.#feed.run();
  }

  close(): void {
    this.#feed.close();
    this.open?.close();
  }

  /** Goes where an address says: a link, or the browser's back button. */
  goTo(address: Address): void {
    const { filter, turn } = this.address;
    this.address = address;
    if (JSON.stringify(filter) !== JSON.stringify(address.filter)) {
      void this.queue.load(address.filter);
    }
    if (turn !== address.turn) this.#show(address.turn);
    this.#listener.onChange();
  }

  filterBy(part: Partial<Filter>): void {
    this.#move(
      { ...this.address, view: 'queue', filter: { ...this.address.filter, ...part } },
      true,
    );
  }

  /** What is typed letter by letter is no step, and is looked for once the typing rests. */
  search(q: string): void {
    this.address = { ...this.address, filter: { ...this.address.filter, q } };
    this.#listener.onAddress(this.address, false);
    this.#listener.onChange();
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.reload(), TYPING_MS);
  }

  clearFilters(): void {
    const { status, sort } = this.address.filter;
    this.filterBy({ ...NO_FILTER, status, sort });
  }

  view(view: Address['view']): void {
    this.#move({ ...this.address, view }, true);
  }

  /** Opens a turn; an empty id closes the one that is open. */
  openTurn(id: string): void {
    this.#move({ ...this.address, view: 'queue', turn: id }, !this.address.turn || !id);
  }

  /** Opens the turn that is so many further in the list. Resolves to whether there is one. */
  async step(by: 1 | -1): Promise<boolean> {
    const here = this.queue.indexOf(this.address.turn);
    const target = here < 0 ? 0 : here + by;
    if (target >= this.queue.turns.length) await this.queue.loadMore();
    const turn = this.queue.turns[target];
    if (turn) this.openTurn(turn.turn_id);
    return turn !== undefined;
  }

  nameReviewer(name: string): void {
    this.reviewer = name;
    reviewerPlace.write(name);
    this.#listener.onChange();
  }

  /** Saves the draft and goes to the next turn that waits. Tells whether there was nothing missing. */
  save(): boolean {
    const { open } = this;
    if (!open?.turn || this.verdicts.isBusy(open.id)) return false;
    open.problem = findProblem(open.draft);
    this.#listener.onChange();
    if (open.problem) return false;
    const revision = this.verdicts.revisionOf(open.turn);
    void this.verdicts.save(open.turn, inputOf(open.draft, revision, this.reviewer), open.draft);
    void this.#goOn(open.id);
    return true;
  }

  dismiss(): void {
    const { open } = this;
    if (!open?.turn || this.verdicts.isBusy(open.id)) return;
    const input: ReviewInput = {
      verdict: 'dismiss',
      revision: this.verdicts.revisionOf(open.turn),
      reviewer: this.reviewer || null,
    };
    void this.verdicts.save(open.turn, input, open.draft);
    void this.#goOn(open.id);
  }

  /** Puts back a turn that was reviewed before, by whomever. */
  reopen(): void {
    const { open } = this;
    if (!open?.turn) return;
    const input: ReviewInput = {
      verdict: 'reopen',
      revision: this.verdicts.revisionOf(open.turn),
      reviewer: this.reviewer || null,
    };
    void this.verdicts.save(open.turn, input, open.draft);
  }

  /** Undoes the last verdict of this tab and shows its turn. */
  async undo(): Promise<boolean> {
    const turnId = await this.verdicts.undo(this.reviewer);
    if (turnId) this.openTurn(turnId);
    return turnId !== undefined;
  }

  /** After a conflict: the other's verdict stays, and the draft goes. */
  keepTheirs(): void {
    const theirs = this.#conflictOf(this.open);
    if (!this.open || !theirs) return;
    drafts.drop(this.open.id);
    this.open.show(theirs);
    this.queue.replace(theirs);
    this.verdicts.forget(this.open.id);
  }

  /** After a conflict, and knowing it: one's own verdict is saved upon the other's. */
  replaceTheirs(): void {
    const theirs = this.#conflictOf(this.open);
    const outcome = this.open && this.verdicts.outcomes.get(this.open.id);
    if (!theirs || !outcome) return;
    const input = { ...outcome.input, revision: theirs.revision };
    void this.verdicts.save(theirs, input, outcome.draft);
  }

  /** Shows what has been learnt of the open turn. */
  showNewer(): void {
    const { open } = this;
    if (open?.newer) open.show(open.newer);
  }

  reload(): void {
    void this.queue.load(this.address.filter);
  }

  #conflictOf(open: OpenTurn | undefined): TurnItem | undefined {
    const outcome = open && this.verdicts.outcomes.get(open.id);
    return outcome?.state === 'conflict' ? outcome.failure?.turn : undefined;
  }

  #move(address: Address, isStep: boolean): void {
    this.goTo(address);
    this.#listener.onAddress(address, isStep);
  }

  #show(id: string): void {
    this.open?.close();
    this.open = id ? new OpenTurn(id, this.client, this.#listener.onChange) : undefined;
    if (!this.open) return;
    const known = this.queue.find(id);
    if (known) this.open.show(known);
    else void this.open.read();
  }

  /** The next turn that still waits; what is reviewed already is passed over. */
  async #goOn(from: string): Promise<void> {
    let index = this.queue.indexOf(from);
    if (index < 0) return;
    for (;;) {
      index += 1;
      if (index >= this.queue.turns.length) await this.queue.loadMore();
      // The reviewer may have gone elsewhere while a page was read.
      if (this.address.turn !== from) return;
      const turn = this.queue.turns[index];
      if (!turn) return;
      if (turn.status === 'pending' && this.verdicts.isOpen(turn.turn_id)) {
        this.openTurn(turn.turn_id);
        return;
      }
    }
  }

  /** What was saved is read again, so that the list and the open turn say what is stored. */
  async #settle(turnId: string): Promise<void> {
    const answer = await this.client.readTurn(turnId);
    if (!answer.ok) return;
    this.queue.replace(answer.value);
    if (this.open?.id === turnId) this.open.show(answer.value);
  }

  async #catchUp(): Promise<void> {
    await this.verdicts.retry();
    if (this.queue.state === 'failed') await this.queue.loadMore();
    await this.queue.countNew();
  }

  async #take(changes: readonly TurnChange[]): Promise<void> {
    if (changes.some(({ type }) => type !== 'turn.reviewed')) void this.queue.countNew();
    const known = changes.filter(
      ({ turn_id }) => this.queue.indexOf(turn_id) >= 0 || this.open?.id === turn_id,
    );
    for (const { turn_id } of known.slice(0, MOST_READ_AGAIN)) {
      if (this.verdicts.isBusy(turn_id)) continue;
      const answer = await this.client.readTurn(turn_id);
      if (!answer.ok) continue;
      this.queue.replace(answer.value);
      if (this.open?.id === turn_id && !this.verdicts.isOwn(answer.value)) {
        this.open.offer(answer.value);
      }
    }
  }
}
