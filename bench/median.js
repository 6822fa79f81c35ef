/** @param {readonly number[]} values */
export function median(values) {
  return [...values].sort((one, other) => one - other)[values.length >> 1] ?? NaN;
}

/**
 * The median, and between what the values lie.
 *
 * @param {readonly number[]} values
 */
export function summarize(values) {
  return { value: median(values), low: Math.min(...values), high: Math.max(...values) };
}
