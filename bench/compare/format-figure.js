/** @import { Figure } from '../report.js' */

/**
 * @param {number} value
 * @param {string} unit
 */
export function formatValue(value, unit) {
  const shown = scaleOf(value, unit);
  return shown.unit ? `${shown.format(value)} ${shown.unit}` : shown.format(value);
}

/**
 * Between what the values lie, where they differ.
 *
 * @param {Figure} figure
 */
export function formatSpread({ value, low, high, unit }) {
  if (low === undefined || high === undefined) return '';
  const { format } = scaleOf(value, unit);
  return format(low) === format(high) ? '' : `(${format(low)} to ${format(high)})`;
}

/** @param {{ value: number, reference?: number }} figure */
export function formatRatio({ value, reference }) {
  const ratio = reference ? value / reference : 0;
  if (ratio < 0.001) return '';
  return `×${ratio < 100 ? ratio.toPrecision(ratio < 0.1 ? 1 : 2) : Math.round(ratio)}`;
}

/**
 * The unit in which a value is shown, and how its number and others of that size are.
 *
 * @param {number} value
 * @param {string} unit
 */
function scaleOf(value, unit) {
  if (unit === 'score') return { unit: '', format: (/** @type {number} */ one) => one.toFixed(3) };
  if (unit === 'count') return { unit: '', format: String };
  if (unit === '/s') return { unit: 'a second', format: withDigits(1, 0) };
  if (unit !== 'bytes') return { unit, format: withDigits(1, value < 100 ? 1 : 0) };
  const [size, name] = Math.abs(value) < 999_500 ? [1e3, 'KB'] : [1e6, 'MB'];
  return { unit: name, format: withDigits(size, value / size < 100 ? 1 : 0) };
}

/**
 * @param {number} size
 * @param {number} digits
 */
function withDigits(size, digits) {
  const format = new Intl.NumberFormat('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return (/** @type {number} */ value) => format.format(value / size);
}
