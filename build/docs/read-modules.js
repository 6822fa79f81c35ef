import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/**
 * The public entries, as `package.json` names them.
 *
 * @type {Record<string, string>}
 */
export const EXPORTS = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
).exports;

export const ENTRIES = Object.values(EXPORTS)
  .filter((path) => path.endsWith('.js'))
  .map((path) => path.replace('./dist/', ''));

/** What only the ingest's own pages load. */
export const PAGES = ['frame/feedback-page.js', 'review/review-page.js'];

/**
 * Whether it is a module of ours; packages keep their name, and the generated one imports nothing.
 *
 * @param {string} file
 */
export function isOurs(file) {
  return existsSync(join(DIST, file)) && file.endsWith('.js') && !file.includes('browser-files');
}

/**
 * What a built module imports; the compiler has taken the types out.
 *
 * @param {string} file
 * @returns {string[]}
 */
export function importsOf(file) {
  const code = readFileSync(join(DIST, file), 'utf8');
  return [
    ...code.matchAll(
      /^(?:import|export)\b[^'";]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm,
    ),
  ]
    .map(([, from, bare, lazy]) => from ?? bare ?? lazy ?? '')
    .map((name) => (name.startsWith('.') ? relative(DIST, join(DIST, dirname(file), name)) : name));
}

/**
 * Everything that an entry reaches: our files, and the packages.
 *
 * @param {string} entry
 * @returns {Set<string>}
 */
export function reachOf(entry) {
  /** @type {Set<string>} */
  const reached = new Set();
  const visit = (/** @type {string} */ file) => {
    if (reached.has(file)) return;
    reached.add(file);
    if (isOurs(file)) importsOf(file).forEach(visit);
  };
  visit(entry);
  return reached;
}

/**
 * Our files by room; the entries themselves are in none.
 *
 * @param {Set<string>} reached
 */
export function roomsIn(reached) {
  return new Set([...reached].filter(isOurs).flatMap((file) => roomOf(file) ?? []));
}

/** @param {Set<string>} reached */
export function packagesIn(reached) {
  return [...reached].filter((file) => !existsSync(join(DIST, file)));
}

/**
 * The rooms, and for each those that it imports values from.
 *
 * @returns {Record<string, string[]>} in alphabetical order
 */
export function readArrows() {
  /** @type {Map<string, Set<string>>} */
  const arrows = new Map();
  const files = new Set([...ENTRIES, ...PAGES].flatMap((entry) => [...reachOf(entry)]));
  for (const file of [...files].filter(isOurs)) {
    const room = roomOf(file);
    if (!room) continue;
    const targets = arrows.get(room) ?? new Set();
    arrows.set(room, targets);
    for (const target of importsOf(file).filter(isOurs)) {
      // An entry is the package's face; a room that imports one is noticed by this name.
      const other = roomOf(target) ?? target;
      if (other !== room) targets.add(other);
    }
  }
  return Object.fromEntries(
    [...arrows]
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([room, targets]) => [room, [...targets].sort()]),
  );
}

/**
 * The folder of `src/` that a built file comes from; undefined for the entries, which are in none.
 *
 * @param {string} file
 */
function roomOf(file) {
  return file.includes('/') ? file.split('/')[0] : undefined;
}
