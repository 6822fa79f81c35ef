import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';

import { RATINGS, REASONS } from '../protocol/annotation.js';
import { NARROWING_FILTERS, TURN_SORTS, TURN_STATUSES } from '../protocol/review.js';
import { renderKey } from './render-parts.js';
import { countFilters } from './review-address.js';

import type { TemplateResult } from 'lit';
import type { Filter } from './review-address.js';
import type { Speech } from './speech.js';

export interface FilterView {
  speech: Speech;
  filter: Filter;
  /** Names that are known, to choose from. */
  signals: readonly string[];
  showsKeys: boolean;
  onSearch: (q: string) => void;
  onFilter: (part: Partial<Filter>) => void;
  onClear: () => void;
  onExport: () => void;
}

/** What the list shows: a search, and behind a fold everything else. What filters is always in sight. */
export function renderFilters(view: FilterView): TemplateResult {
  const { speech, filter, onSearch, onExport } = view;
  const count = countFilters(filter);
  return html`
    <search class="filters" aria-label=${speech.say('filterTurns')}>
      <div class="row">
        <label class="visually-hidden" for="q">${speech.say('search')}</label>
        <input
          id="q"
          type="search"
          dir="auto"
          maxlength="128"
          placeholder=${speech.say('search')}
          aria-keyshortcuts=${view.showsKeys ? '/' : nothing}
          title=${speech.say('searchHint')}
          .value=${live(filter.q)}
          @input=${(event: Event) => onSearch(valueOf(event))}
        />
        ${renderKey('/', view.showsKeys)}
        <button type="button" @click=${onExport}>${speech.say('export')}</button>
      </div>
      <details>
        <summary>
          ${speech.say('filters')}
          <span class="quiet"
            >${filter.status === 'any' ? speech.say('anyStatus') : speech.name(nameStatus(filter.status))}
            · ${speech.say(filter.sort)}</span
          >
        </summary>
        <div class="fields">${renderFields(view)}</div>
      </details>
      ${count > 0 ? renderChosen(view) : nothing}
    </search>
  `;
}

function renderFields({ speech, filter, signals, onFilter }: FilterView): TemplateResult {
  const select = (
    name: 'status' | 'sort' | 'rating' | 'reason',
    choices: readonly (readonly [value: string, label: string])[],
  ) =>
    html`<label
      >${speech.say(name)}
      <select
        .value=${live(filter[name])}
        @change=${(event: Event) => onFilter({ [name]: valueOf(event) })}
      >
        ${choices.map(
          ([value, label]) =>
            html`<option value=${value} ?selected=${filter[name] === value}>${label}</option>`,
        )}
      </select></label
    >`;
  const field = (name: 'signal' | 'user' | 'session' | 'since' | 'until', type = 'text') =>
    html`<label
      >${speech.say(name)}
      <input
        type=${type}
        dir=${type === 'text' ? 'auto' : nothing}
        list=${name === 'signal' ? 'signals' : nothing}
        autocomplete="off"
        .value=${live(filter[name])}
        @change=${(event: Event) => onFilter({ [name]: valueOf(event) })}
    /></label>`;
  const any = ['', speech.say('any')] as const;
  return html`
    ${select('status', [
      ...TURN_STATUSES.map((status) => [status, speech.name(nameStatus(status))] as const),
      ['any', speech.say('anyStatus')],
    ])}
    ${select(
      'sort',
      TURN_SORTS.map((sort) => [sort, speech.say(sort)] as const),
    )}
    ${select('rating', [any, ...RATINGS.map((rating) => [rating, speech.say(rating)] as const)])}
    ${select('reason', [any, ...REASONS.map((reason) => [reason, speech.say(reason)] as const)])}
    ${field('signal')} ${field('user')} ${field('session')} ${field('since', 'date')}
    ${field('until', 'date')}
    <datalist id="signals">
      ${signals.map((signal) => html`<option value=${signal}></option>`)}
    </datalist>
  `;
}

/** Each filter that holds, with a button that takes it away. */
function renderChosen({ speech, filter, onFilter, onClear }: FilterView): TemplateResult {
  return html`<ul class="chips">
    ${NARROWING_FILTERS.filter((name) => filter[name]).map((name) => {
      const label = `${speech.say(name === 'q' ? 'search' : name)}: ${speech.name(filter[name])}`;
      return html`<li>
        <button
          type="button"
          class="chip chosen"
          aria-label=${speech.say('removeFilter', { name: label })}
          @click=${() => onFilter({ [name]: '' })}
        >
          <bdi>${label}</bdi> <span aria-hidden="true">×</span>
        </button>
      </li>`;
    })}
    <li>
      <button type="button" class="link" @click=${onClear}>${speech.say('clearFilters')}</button>
    </li>
  </ul>`;
}

/** The word for a status; a turn that was annotated is called reviewed. */
function nameStatus(status: Filter['status']): string {
  return status === 'annotated' ? 'reviewed' : status;
}

function valueOf({ target }: Event): string {
  return (target as HTMLInputElement | HTMLSelectElement).value;
}
