import { mkdirSync, writeFileSync } from 'node:fs';

/**
 * @typedef {object} Figure
 * @property {string} figure
 * @property {string} unit
 * @property {number} value
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
    ({ figure, unit, value, reference, target, leastRatio, limit, least }) => {
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
        reference,
        ratio,
        target: target ?? leastRatio ?? limit ?? least,
        holds,
      };
    },
  );
  console.table(
    rows.map(({ value, reference, ratio, holds, ...row }) => ({
      ...row,
      value: round(value),
      reference: round(reference),
      ratio: round(ratio),
      holds: holds ? 'yes' : 'NO',
    })),
    ['figure', 'unit', 'value', 'reference', 'ratio', 'target', 'holds'],
  );
  const kept = rows.filter(({ holds }) => holds).length;
  console.log(`${kept} of ${rows.length} targets hold`);
  mkdirSync('bench/results', { recursive: true });
  writeFileSync(`bench/results/${name}.json`, `${JSON.stringify(rows, null, 2)}\n`);
  if (kept < rows.length) process.exitCode = 1;
}

/** @param {number | undefined} value */
function round(value) {
  return value === undefined ? '' : Number(value.toPrecision(4));
}
