import { mkdirSync, writeFileSync } from 'node:fs';

/**
 * @typedef {object} Figure
 * @property {string} figure
 * @property {string} unit
 * @property {number} value
 * @property {number} [low] the lowest of what it is the median of
 * @property {number} [high] the highest
 * @property {number} [reference] measured in the same run, in the same unit
 * @property {number} [target] the largest ratio to the reference that is good enough
 * @property {number} [leastRatio] the smallest ratio to the reference that is good enough
 * @property {number} [limit] the largest value that is good enough
 * @property {number} [least] the smallest value that is good enough
 */

/**
 * Prints a bench's figures as a table, keeps them in `bench/results`, and fails where a target is
 * missed.
 *
 * @param {string} name
 * @param {readonly Figure[]} figures
 */
export function report(name, figures) {
  const rows = figures.map(
    ({ figure, unit, value, low, high, reference, target, leastRatio, limit, least }) => {
      const ratio = reference === undefined ? undefined : value / reference;
      const isWithin = value <= (limit ?? Infinity) && value >= (least ?? -Infinity);
      const isInRatio =
        (target === undefined || Number(ratio) <= target) &&
        (leastRatio === undefined || Number(ratio) >= leastRatio);
      const holds = isWithin && isInRatio;
      return {
        figure,
        unit,
        value,
        ...(low !== undefined && { low, high }),
        reference,
        ratio,
        target: target ?? leastRatio ?? limit ?? least,
        holds,
      };
    },
  );
  console.table(
    rows.map(({ value, low, high, reference, ratio, holds, ...row }) => ({
      ...row,
      value: round(value),
      spread: low === undefined ? '' : `${round(low)}–${round(high)}`,
      reference: round(reference),
      ratio: round(ratio),
      holds: holds ? 'yes' : 'NO',
    })),
    ['figure', 'unit', 'value', 'spread', 'reference', 'ratio', 'target', 'holds'],
  );
  const targets = rows.filter(({ target }) => target !== undefined);
  const kept = targets.filter(({ holds }) => holds).length;
  console.log(`${kept} of ${targets.length} targets hold`);
  mkdirSync('bench/results', { recursive: true });
  writeFileSync(`bench/results/${name}.json`, `${JSON.stringify(rows, null, 2)}\n`);
  if (kept < targets.length) process.exitCode = 1;
}

/** @param {number | undefined} value */
function round(value) {
  return value === undefined ? '' : Number(value.toPrecision(4));
}
