/** @import { Figure } from '../report.js' */

/**
 * @param {number} value
 * @param {string} unit
 */
export function formatValue(value, unit) {
  if (unit === 'bytes') {
    return Math.abs(value) < 999_500
      ? `${rounded(value / 1_000)} KB`
      : `${rounded(value / 1_000_000)} MB`;
  }
  if (unit === 'count') return String(value);
  if (unit === 'score') return value.toFixed(3);
  if (unit === '/s') return `${Math.round(value).toLocaleString('en')} a second`;
  return `${rounded(value)} ${unit}`;
}

/**
 * Between what the values lie, where they differ.
 *
 * @param {Figure} figure
 */
export function formatSpread({ low, high, unit }) {
  if (low === undefined || high === undefined) return '';
  const [from, to] = [low, high].map((value) => formatValue(value, unit));
  return from === to ? '' : `(${from} to ${to})`;
}

/** @param {Figure} figure */
export function formatRatio({ value, reference }) {
  if (!reference) return '';
  return `×${(value / reference).toPrecision(3)}`;
}

/** @param {number} value */
function rounded(value) {
  const digits = Math.abs(value) < 100 ? 1 : 0;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}
