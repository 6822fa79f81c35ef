import { median, summarize } from '../median.js';
import { CONTESTANTS } from './contestants.js';

/** @import { Figure } from '../report.js' */
/** @import { PageMeasures } from './measure-pages.js' */

/**
 * A figure of one contestant; its reference is the floor's, or our element's where the floor has none.
 *
 * @typedef {Figure & { what: string, of: string, low: number, high: number }} Compared
 */

/** @typedef {{ what: string, unit: string, read: (one: PageMeasures) => number | undefined }} PageFigure */

/** @type {readonly PageFigure[]} */
export const FIRST_BYTES = [
  { what: 'to first use, raw', unit: 'bytes', read: ({ first }) => first?.raw },
  { what: 'to first use, gzip', unit: 'bytes', read: ({ first }) => first?.gzip },
  { what: 'to first use, brotli', unit: 'bytes', read: ({ first }) => first?.brotli },
  { what: 'requests to first use', unit: 'count', read: ({ firstRequests }) => firstRequests },
];
/** @type {readonly PageFigure[]} */
export const ALL_BYTES = [
  { what: 'in all, raw', unit: 'bytes', read: ({ all }) => all.raw },
  { what: 'in all, gzip', unit: 'bytes', read: ({ all }) => all.gzip },
  { what: 'in all, brotli', unit: 'bytes', read: ({ all }) => all.brotli },
  { what: 'requests in all', unit: 'count', read: ({ requests }) => requests },
  { what: 'of them to others', unit: 'count', read: ({ strangers }) => strangers },
];
/** @type {readonly PageFigure[]} */
export const TIMES = [
  { what: 'from the address to usable thumbs', unit: 'ms', read: ({ usable }) => usable },
  {
    what: 'from the script’s last byte to usable thumbs',
    unit: 'ms',
    read: ({ usableAfterScript }) => usableAfterScript,
  },
  { what: 'from the press to the open form', unit: 'ms', read: ({ opened }) => opened },
];
/** @type {readonly PageFigure[]} */
export const COSTS = [
  { what: 'total blocking time', unit: 'ms', read: whenUsable(({ blocked }) => blocked) },
  { what: 'layout shift', unit: 'score', read: whenUsable(({ shift }) => shift) },
  {
    what: 'memory, beside the page without',
    unit: 'bytes',
    read: whenUsable(({ memory }) => memory),
  },
];

/**
 * @param {Readonly<Record<string, readonly PageMeasures[]>>} measures by contestant; `bare` is the
 *   page without any
 * @returns {Compared[]}
 */
export function comparePages(measures) {
  const bare = median((measures['bare'] ?? []).map(({ memory }) => memory));
  return [...FIRST_BYTES, ...ALL_BYTES, ...TIMES, ...COSTS].flatMap(({ what, unit, read }) =>
    compare(what, unit, (id) =>
      (measures[id] ?? [])
        .map((one) => read({ ...one, memory: one.memory - bare }))
        .filter((value) => value !== undefined),
    ),
  );
}

/**
 * @param {Readonly<Record<string, readonly { time: number, memory: number }[]>>} measures by
 *   contestant and count, with a space between
 * @returns {Compared[]}
 */
export function compareInstances(measures) {
  const counts = [...new Set(CONTESTANTS.flatMap((contestant) => contestant.counts ?? []))];
  return counts.flatMap((count) => {
    const of = (/** @type {string} */ id) => measures[`${id} ${count}`] ?? [];
    const times = compare(whatOf('time', count), 'ms', (id) => of(id).map(({ time }) => time));
    // What one takes is less than what the heap changes by itself.
    if (count === 1) return times;
    return [
      ...times,
      ...compare(whatOf('memory', count), 'bytes', (id) => of(id).map(({ memory }) => memory)),
    ];
  });
}

/**
 * @param {'time' | 'memory'} kind
 * @param {number} count
 */
export function whatOf(kind, count) {
  return `${kind} of ${count.toLocaleString('en')}`;
}

/**
 * @param {string} what
 * @param {string} unit
 * @param {(id: string) => readonly number[]} samplesOf
 * @returns {Compared[]}
 */
function compare(what, unit, samplesOf) {
  // The floor has no form.
  const divisor = samplesOf('floor').length > 0 ? 'floor' : 'element';
  const reference = median(samplesOf(divisor));
  return CONTESTANTS.flatMap(({ id, label }) => {
    const samples = samplesOf(id);
    if (samples.length === 0) return [];
    const figure = `${what}: ${label}`;
    return [{ figure, what, of: id, unit, ...summarize(samples), reference }];
  });
}

/**
 * What waits for its service costs little, and that says nothing.
 *
 * @param {(one: PageMeasures) => number} read
 * @returns {(one: PageMeasures) => number | undefined}
 */
function whenUsable(read) {
  return (one) => (one.usable === undefined ? undefined : read(one));
}
