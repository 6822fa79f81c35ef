/**
 * Numbers that look random and are the same each time (mulberry32), so that what is seeded twice is
 * the same data.
 *
 * @param {number} seed
 */
export function createRandom(seed) {
  let state = seed >>> 0;
  /** From 0 up to 1. */
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    /** @param {number} share how often it is so, from 0 to 1 */
    chance: (share) => next() < share,
    /** @param {number} from @param {number} to the last one that is possible */
    integer: (from, to) => from + Math.floor(next() * (to - from + 1)),
    /** @template T @param {readonly T[]} values @returns {T} */
    pick: (values) => /** @type {T} */ (values[Math.floor(next() * values.length)]),
  };
}

/** @typedef {ReturnType<typeof createRandom>} Random */
