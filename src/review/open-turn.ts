import { drafts, isSameDraft, prefill } from './draft.js';

import type { TurnItem } from '../protocol/review.js';
import type { Draft, DraftProblem } from './draft.js';
import type { CallFailure, ReviewClient } from './review-client.js';

/**
 * The turn that somebody reads. It stays as it was opened: what is learnt of it meanwhile is offered
 * as `newer`, and shown when the reader asks for it.
 */
export class OpenTurn {
  readonly id: string;
  turn: TurnItem | undefined;
  newer: TurnItem | undefined;
  failure: CallFailure | undefined;
  draft: Draft = { rating: null, root_cause: null, correction: '', tags: '' };
  problem: DraftProblem | undefined;

  readonly #client: ReviewClient;
  readonly #onChange: () => void;
  #isClosed = false;

  constructor(id: string, client: ReviewClient, onChange: () => void) {
    this.id = id;
    this.#client = client;
    this.#onChange = onChange;
  }

  /** Whether the draft says something else than it began with. */
  get isChanged(): boolean {
    return this.turn !== undefined && !isSameDraft(this.draft, prefill(this.turn));
  }

  show(turn: TurnItem): void {
    this.turn = turn;
    this.newer = undefined;
    this.failure = undefined;
    this.draft = drafts.read(this.id) ?? prefill(turn);
    this.#onChange();
  }

  /** Reads it where no list has it: from a shared address. */
  async read(): Promise<void> {
    this.failure = undefined;
    this.#onChange();
    const answer = await this.#client.readTurn(this.id);
    if (this.#isClosed) return;
    if (answer.ok) this.show(answer.value);
    else this.failure = answer;
    this.#onChange();
  }

  /** Offers a newer reading, if it tells anything new. */
  offer(turn: TurnItem): void {
    if (!this.turn || JSON.stringify(turn) === JSON.stringify(this.turn)) return;
    this.newer = turn;
    this.#onChange();
  }

  change(part: Partial<Draft>): void {
    this.draft = { ...this.draft, ...part };
    this.problem = undefined;
    if (this.isChanged) drafts.keep(this.id, this.draft);
    else drafts.drop(this.id);
    this.#onChange();
  }

  discard(): void {
    drafts.drop(this.id);
    this.problem = undefined;
    if (this.turn) this.draft = prefill(this.turn);
    this.#onChange();
  }

  close(): void {
    this.#isClosed = true;
  }
}
