import { drafts } from './draft.js';

import type { ReviewInput, TurnItem } from '../protocol/review.js';
import type { Draft } from './draft.js';
import type { CallFailure, ReviewClient } from './review-client.js';

/** What became of a verdict of this tab. */
export interface Outcome {
  /**
   * - `saving`: on its way.
   * - `waiting`: the ingest cannot be reached; it is sent when it can.
   * - `saved`
   * - `undone`: the turn waits again.
   * - `conflict`: somebody else was faster, and nothing was overwritten.
   * - `failed`: refused.
   */
  state: 'saving' | 'waiting' | 'saved' | 'undone' | 'conflict' | 'failed';
  input: ReviewInput;
  /** What was typed, so that an undone verdict can be made anew. */
  draft: Draft;
  question: string;
  failure?: CallFailure;
}

/**
 * The verdicts of this tab, each on its way by itself: a reviewer reads on while one is saved, and
 * is told where one was not. A draft is dropped once its verdict is stored, and no earlier.
 */
export class Verdicts {
  /** By turn; the last one is the newest. */
  readonly outcomes = new Map<string, Outcome>();

  readonly #client: ReviewClient;
  readonly #onChange: () => void;
  /** Told when the ingest has taken a verdict. */
  readonly #onSaved: (turnId: string) => void;
  readonly #undoable: string[] = [];
  /** What is on its way. */
  readonly #sending = new Set<Promise<void>>();
  readonly #revisions = new Map<string, number>();

  constructor(client: ReviewClient, onChange: () => void, onSaved: (turnId: string) => void) {
    this.#client = client;
    this.#onChange = onChange;
    this.#onSaved = onSaved;
  }

  get savedCount(): number {
    return this.#undoable.length;
  }

  /** The turns whose verdicts are not stored, and not on their way. */
  get unsaved(): string[] {
    return [...this.outcomes]
      .filter(([, { state }]) => state === 'failed' || state === 'conflict' || state === 'waiting')
      .map(([turnId]) => turnId);
  }

  /** The turn that `undo` would put back. */
  get last(): string | undefined {
    return this.#undoable.at(-1);
  }

  /** Whether this tab has given no verdict on the turn, or has undone it. */
  isOpen(turnId: string): boolean {
    return (this.outcomes.get(turnId)?.state ?? 'undone') === 'undone';
  }

  isBusy(turnId: string): boolean {
    return this.outcomes.get(turnId)?.state === 'saving';
  }

  /** Whether the verdict that holds was given in this tab. */
  isOwn({ turn_id, revision, review }: TurnItem): boolean {
    return review !== null && this.#revisions.get(turn_id) === revision;
  }

  /** The revision that the next verdict on a turn names. */
  revisionOf(turn: TurnItem): number {
    return Math.max(turn.revision, this.#revisions.get(turn.turn_id) ?? 0);
  }

  /** Never rejects. */
  async save(turn: TurnItem, input: ReviewInput, draft: Draft): Promise<void> {
    if (this.isBusy(turn.turn_id)) return;
    await this.#send(turn.turn_id, { state: 'saving', input, draft, question: turn.question });
  }

  /**
   * Puts the last verdict's turn back into the queue; one that is still on its way is waited for.
   * Resolves to that turn.
   */
  async undo(reviewer: string): Promise<string | undefined> {
    await Promise.all(this.#sending);
    const turnId = this.#undoable.at(-1);
    const outcome = turnId && this.outcomes.get(turnId);
    if (!turnId || !outcome || this.isBusy(turnId)) return undefined;
    drafts.keep(turnId, outcome.draft);
    await this.#send(turnId, {
      ...outcome,
      state: 'saving',
      input: {
        verdict: 'reopen',
        revision: this.#revisions.get(turnId) ?? outcome.input.revision + 1,
        reviewer: reviewer || null,
      },
    });
    return turnId;
  }

  /** Sends again what could not be sent. */
  async retry(turnId?: string): Promise<void> {
    const waiting = [...this.outcomes].filter(([id, { state }]) =>
      turnId ? id === turnId && state !== 'saving' : state === 'waiting',
    );
    await Promise.all(waiting.map(([id, outcome]) => this.#send(id, outcome)));
  }

  /** The reviewer has seen what became of it. */
  forget(turnId: string): void {
    this.outcomes.delete(turnId);
    this.#onChange();
  }

  async #send(turnId: string, outcome: Outcome): Promise<void> {
    const sending = this.#post(turnId, outcome);
    this.#sending.add(sending);
    await sending;
    this.#sending.delete(sending);
  }

  async #post(turnId: string, { input, draft, question }: Outcome): Promise<void> {
    const outcome = { input, draft, question };
    this.#set(turnId, { ...outcome, state: 'saving' });
    const answer = await this.#client.review(turnId, outcome.input);
    if (answer.ok) {
      const isUndo = outcome.input.verdict === 'reopen';
      this.#revisions.set(turnId, answer.value.revision);
      this.#remember(turnId, isUndo);
      if (!isUndo) drafts.drop(turnId);
      this.#set(turnId, { ...outcome, state: isUndo ? 'undone' : 'saved' });
      this.#onSaved(turnId);
      return;
    }
    if (answer.turn) this.#revisions.set(turnId, answer.turn.revision);
    const states = { unreachable: 'waiting', busy: 'waiting', conflict: 'conflict' } as const;
    const state = states[answer.kind as keyof typeof states] ?? 'failed';
    this.#set(turnId, { ...outcome, state, failure: answer });
  }

  #remember(turnId: string, isUndo: boolean): void {
    const index = this.#undoable.lastIndexOf(turnId);
    if (index >= 0) this.#undoable.splice(index, 1);
    if (!isUndo) this.#undoable.push(turnId);
  }

  #set(turnId: string, outcome: Outcome): void {
    this.outcomes.delete(turnId);
    this.outcomes.set(turnId, outcome);
    this.#onChange();
  }
}
