import { VirtualizerController } from '@tanstack/lit-virtual';
import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import { describeOutcome } from './render-outcome.js';
import { daysUntil, renderAge, renderDaysLeft, renderRating } from './render-parts.js';

import type { VirtualItem } from '@tanstack/lit-virtual';
import type { PropertyValues, TemplateResult } from 'lit';
import type { TurnItem } from '../protocol/review.js';
import type { Speech } from './speech.js';
import type { Outcome } from './verdicts.js';

/** The height of a row in `rem`: all are the same, so nothing moves when a turn changes. */
const ROW_REM = 5.5;
/** How many rows before the end of the list the next page is asked for. */
const AHEAD = 25;
const MOST_CHIPS = 2;

/** A row was chosen, by a pointer or the keyboard. */
export class TurnChosenEvent extends Event {
  readonly turnId: string;
  readonly isByKey: boolean;

  constructor(turnId: string, isByKey: boolean) {
    super('turn-chosen', { bubbles: true });
    this.turnId = turnId;
    this.isByKey = isByKey;
  }
}

/** The list is looked at near its end. */
export class MoreWantedEvent extends Event {
  constructor() {
    super('more-wanted', { bubbles: true });
  }
}

/**
 * The turns of the queue; only those in sight are in the document. It stands in the page itself, so
 * that the page's styles and labels reach it.
 *
 * @fires turn-chosen
 * @fires more-wanted
 */
export class ReviewTurnList extends LitElement {
  static override properties = {
    turns: { attribute: false },
    outcomes: { attribute: false },
    selected: { attribute: false },
    speech: { attribute: false },
    isComplete: { attribute: false },
    addressOf: { attribute: false },
    version: { attribute: false },
  };

  declare turns: readonly TurnItem[];
  declare outcomes: ReadonlyMap<string, Outcome>;
  /** The id of the turn that is open. */
  declare selected: string;
  declare speech: Speech | undefined;
  declare isComplete: boolean;
  /** What a row links to, so that it can be opened in a tab of its own. */
  declare addressOf: (turnId: string) => string;
  /** Another one draws the rows anew: outcomes change in place. */
  declare version: unknown;

  readonly #controller: VirtualizerController<HTMLElement, HTMLElement>;
  #rowHeight = 0;

  constructor() {
    super();
    this.turns = [];
    this.outcomes = new Map();
    this.selected = '';
    this.isComplete = false;
    this.addressOf = () => '#';
    this.#controller = new VirtualizerController<HTMLElement, HTMLElement>(this, {
      count: 0,
      getScrollElement: () => this,
      estimateSize: () => this.#rowHeight,
      overscan: 6,
    });
  }

  /** Brings a turn into sight. */
  reveal(index: number): void {
    if (index >= 0) this.#controller.getVirtualizer().scrollToIndex(index, { align: 'auto' });
  }

  /** Goes to a row that may not have been in sight. */
  async focusRow(index: number): Promise<void> {
    this.reveal(index);
    // A list that was hidden is measured and drawn within the next frames.
    for (let frame = 0; frame < 10; frame += 1) {
      await new Promise(requestAnimationFrame);
      await this.updateComplete;
      const row = this.querySelector<HTMLElement>(`[aria-posinset="${index + 1}"] a`);
      if (row) {
        row.focus();
        return;
      }
    }
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    const root = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const virtualizer = this.#controller.getVirtualizer();
    const hasOtherHeight = this.#rowHeight !== root * ROW_REM;
    this.#rowHeight = root * ROW_REM;
    if (hasOtherHeight || virtualizer.options.count !== this.turns.length) {
      virtualizer.setOptions({ ...virtualizer.options, count: this.turns.length });
      if (hasOtherHeight) virtualizer.measure();
    }
  }

  protected override render(): TemplateResult {
    const virtualizer = this.#controller.getVirtualizer();
    const rows = virtualizer.getVirtualItems();
    const isListed = rows.some(({ index }) => this.turns[index]?.turn_id === this.selected);
    // Styles are set as properties: as attributes, the page's policy refuses them.
    return html`<ol
      role="list"
      aria-label=${this.speech?.say('turns') ?? nothing}
      .style=${`block-size: ${virtualizer.getTotalSize()}px`}
    >
      ${repeat(
        rows,
        ({ index }) => this.turns[index]?.turn_id ?? index,
        // The list is one stop of the tab key: at the turn that is open, or at the first row.
        (row) => this.#renderRow(row, !isListed && row === rows[0]),
      )}
    </ol>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const rows = this.#controller.getVirtualizer().getVirtualItems();
    const last = rows.at(-1)?.index ?? -1;
    if (!this.isComplete && last >= this.turns.length - AHEAD) {
      this.dispatchEvent(new MoreWantedEvent());
    }
  }

  #renderRow(
    { index, start, size }: VirtualItem,
    isTabStop: boolean,
  ): TemplateResult | typeof nothing {
    const turn = this.turns[index];
    const { speech } = this;
    if (!turn || !speech) return nothing;
    const isSelected = turn.turn_id === this.selected;
    const outcome = this.outcomes.get(turn.turn_id);
    return html`<li
      aria-posinset=${index + 1}
      aria-setsize=${this.isComplete ? this.turns.length : -1}
      .style=${`block-size: ${size}px; transform: translateY(${start}px)`}
    >
      <a
        class="row"
        href=${this.addressOf(turn.turn_id)}
        tabindex=${isSelected || isTabStop ? 0 : -1}
        aria-current=${isSelected ? 'true' : nothing}
        ?data-done=${turn.status !== 'pending' || outcome?.state === 'saved'}
        @click=${(event: MouseEvent) => this.#choose(event, turn.turn_id)}
      >
        <span class="question" dir="auto">${turn.question}</span>
        <span class="facts">
          ${outcome ? this.#renderOutcome(outcome, speech) : renderState(turn, speech)}
          <span class="signals">${renderChips(turn)}</span>
          ${
            turn.duplicate_count > 0
              ? html`<span aria-hidden="true">${turn.duplicate_count + 1}×</span>
                  <span class="visually-hidden"
                    >${speech.count('askedTimes', turn.duplicate_count + 1)}</span
                  >`
              : nothing
          }
          ${
            turn.status === 'pending' && daysUntil(turn.expires_at) < 3
              ? renderDaysLeft(turn.expires_at, speech)
              : renderAge(turn.created_at, speech, 'short')
          }
        </span>
      </a>
    </li>`;
  }

  #renderOutcome(outcome: Outcome, speech: Speech): TemplateResult {
    return html`<span class="outcome" data-state=${outcome.state}
      >${describeOutcome(outcome, speech)}</span
    >`;
  }

  /** A click that is to open a tab or a window is the browser's. */
  #choose(event: MouseEvent, turnId: string): void {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.dispatchEvent(new TurnChosenEvent(turnId, event.detail === 0));
  }
}

/** What is known of a turn at a glance: the verdict, or else what the newest person said. */
function renderState(turn: TurnItem, speech: Speech): TemplateResult | typeof nothing {
  if (turn.status !== 'pending') {
    const name = turn.status === 'annotated' ? 'reviewed' : turn.status;
    return html`<span class="status">${speech.say(name)}</span>`;
  }
  const [said] = turn.annotations;
  return said ? renderRating(said.rating, speech) : nothing;
}

/** Names alone: the values are read with the turn. A thumb that is down shows as a rating. */
function renderChips({ signals, annotations }: TurnItem): TemplateResult {
  const names = Object.keys(signals).filter(
    (name) => name !== 'thumbs_down' || annotations.length === 0,
  );
  const more = names.length - MOST_CHIPS;
  return html`${names
    .slice(0, MOST_CHIPS)
    .map((name) => html`<span class="chip"><bdi>${name}</bdi></span>`)}
  ${more > 0 ? html`<span class="quiet">+${more}</span>` : nothing}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'review-turn-list': ReviewTurnList;
  }
}
