import { RATINGS } from '../protocol/annotation.js';
import { NARROWING_FILTERS, TURN_SORTS, TURN_STATUSES } from '../protocol/review.js';

import type { Rating } from '../protocol/annotation.js';
import type { TurnSort, TurnStatus } from '../protocol/review.js';

/** What the list shows. An empty string does not filter. */
export interface Filter {
  status: TurnStatus | 'any';
  sort: TurnSort;
  q: string;
  signal: string;
  rating: Rating | '';
  reason: string;
  user: string;
  session: string;
  /** A day of the reader's calendar, e.g. `2026-11-25`. */
  since: string;
  /** The last day that counts. */
  until: string;
}

/** Where a reviewer is: all of it stands in the page's address, so that a view can be shared. */
export interface Address {
  view: 'queue' | 'overview';
  filter: Filter;
  /** The turn that is open; empty if none is. */
  turn: string;
}

export const NO_FILTER: Filter = {
  status: 'pending',
  sort: 'newest',
  q: '',
  signal: '',
  rating: '',
  reason: '',
  user: '',
  session: '',
  since: '',
  until: '',
};

/**
 * Reads an address from a fragment, which, unlike a query, reaches no server's log: a search may
 * hold what a user has asked. What is not understood is left out.
 */
export function parseAddress(fragment: string): Address {
  const read = new URLSearchParams(fragment.replace(/^#/, ''));
  const text = (name: string) => read.get(name) ?? '';
  const day = (name: string) => (/^\d{4}-\d\d-\d\d$/.test(text(name)) ? text(name) : '');
  return {
    view: text('view') === 'overview' ? 'overview' : 'queue',
    turn: text('turn'),
    filter: {
      status: oneOf([...TURN_STATUSES, 'any'], text('status'), NO_FILTER.status),
      sort: oneOf(TURN_SORTS, text('sort'), NO_FILTER.sort),
      q: text('q'),
      signal: text('signal'),
      rating: oneOf([...RATINGS, ''], text('rating'), ''),
      reason: text('reason'),
      user: text('user'),
      session: text('session'),
      since: day('since'),
      until: day('until'),
    },
  };
}

/** The fragment of an address; what is as usual does not stand in it. */
export function formatAddress({ view, filter, turn }: Address): string {
  const written = new URLSearchParams();
  if (view !== 'queue') written.set('view', view);
  for (const [name, value] of Object.entries(filter)) {
    if (value !== NO_FILTER[name as keyof Filter]) written.set(name, value);
  }
  if (turn) written.set('turn', turn);
  return `#${written}`;
}

/** The filter as `GET /v1/turns` takes it: days of the reader's calendar become times. */
export function queryOf(filter: Filter): URLSearchParams {
  const { status, since, until, ...rest } = filter;
  const query = new URLSearchParams();
  if (status !== 'any') query.set('status', status);
  if (since) query.set('since', midnight(since, 0));
  if (until) query.set('until', midnight(until, 1));
  for (const [name, value] of Object.entries(rest)) {
    if (value.trim()) query.set(name, value.trim());
  }
  return query;
}

/** How many fields narrow the list. */
export function countFilters(filter: Filter): number {
  return NARROWING_FILTERS.filter((name) => filter[name]).length;
}

function midnight(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const time = new Date(year, month - 1, date + later);
  return Number.isNaN(time.getTime()) ? '' : time.toISOString();
}

function oneOf<const Choice extends string>(
  choices: readonly Choice[],
  value: string,
  otherwise: Choice,
): Choice {
  return choices.find((choice) => choice === value) ?? otherwise;
}
