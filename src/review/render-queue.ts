import { html, nothing } from 'lit';

import { renderFailure } from './render-failure.js';
import { renderFilters } from './render-filters.js';
import { countFilters, formatAddress } from './review-address.js';
import { MOST_NEW } from './turn-queue.js';

import type { TemplateResult } from 'lit';
import type { ReviewDesk } from './review-desk.js';
import type { TurnChosenEvent } from './review-turn-list.js';
import type { Speech } from './speech.js';

export interface QueueView {
  speech: Speech;
  desk: ReviewDesk;
  /** Another one draws the list anew. */
  version: number;
  showsKeys: boolean;
  onChoose: (turnId: string, isByKey: boolean) => void;
  onExport: () => void;
}

/** How many of the list's turns are looked through for the names of signals. */
const NAMED_BY = 300;

/** The left side: what to show, what is new, and the turns. */
export function renderQueue(view: QueueView): TemplateResult {
  const { speech, desk, version, showsKeys, onChoose, onExport } = view;
  const { queue, address, verdicts } = desk;
  return html`<section class="queue" aria-labelledby="queue-title">
    <h2 class="visually-hidden" id="queue-title">${speech.say('queue')}</h2>
    ${renderFilters({
      speech,
      filter: address.filter,
      signals: knownSignals(desk),
      showsKeys,
      onSearch: (q) => desk.search(q),
      onFilter: (part) => desk.filterBy(part),
      onClear: () => desk.clearFilters(),
      onExport,
    })}
    ${renderHead(view)}
    <review-turn-list
      .turns=${queue.turns}
      .outcomes=${verdicts.outcomes}
      .selected=${address.turn}
      .speech=${speech}
      .isComplete=${queue.isComplete}
      .addressOf=${(turn: string) => formatAddress({ ...address, turn })}
      .version=${version}
      @turn-chosen=${({ turnId, isByKey }: TurnChosenEvent) => onChoose(turnId, isByKey)}
      @more-wanted=${() => {
        // What failed is tried again by hand, or when the line is back.
        if (queue.state === 'ready') void queue.loadMore();
      }}
    ></review-turn-list>
    ${renderState(view)}
  </section>`;
}

/** One line that is always there, so that news of new turns move nothing. */
function renderHead({ speech, desk }: QueueView): TemplateResult {
  const { turns, isComplete, newCount } = desk.queue;
  const count = isComplete
    ? speech.count('turnCount', turns.length)
    : speech.say('turnCountOrMore', { n: speech.number(turns.length) });
  const news =
    newCount > MOST_NEW
      ? speech.say('manyNewTurns', { n: MOST_NEW })
      : speech.count('newTurns', newCount);
  return html`<div class="row head">
    <span class="quiet">${turns.length > 0 ? count : nothing}</span>
    ${
      newCount > 0
        ? html`<button type="button" class="news" @click=${() => desk.reload()}>
            ${news} <strong>${speech.say('showNew')}</strong>
          </button>`
        : nothing
    }
    <span class="visually-hidden" role="status"
      >${newCount > 0 ? speech.say('newTurnsArrived') : nothing}</span
    >
  </div>`;
}

function renderState({ speech, desk }: QueueView): TemplateResult | typeof nothing {
  const { queue, address } = desk;
  if (queue.failure) {
    return renderFailure(queue.failure, speech, () => void queue.loadMore());
  }
  if (queue.state === 'loading') {
    return html`<p class="quiet state" role="status">
      ${speech.say(queue.turns.length > 0 ? 'loadingMore' : 'loading')}
    </p>`;
  }
  if (queue.turns.length > 0) return nothing;
  if (countFilters(address.filter) > 0 || address.filter.status !== 'pending') {
    return html`<div class="state">
      <p role="status">${speech.say('emptyFilter')}</p>
      <button type="button" @click=${() => desk.clearFilters()}>
        ${speech.say('clearFilters')}
      </button>
    </div>`;
  }
  return html`<div class="state">
    <p role="status">${speech.say('emptyQueue')}</p>
    <p class="quiet">${speech.say('emptyQueueHint')}</p>
  </div>`;
}

function knownSignals({ queue }: ReviewDesk): string[] {
  const names = queue.turns.slice(0, NAMED_BY).flatMap(({ signals }) => Object.keys(signals));
  return [...new Set(['thumbs_down', ...names])].sort();
}
