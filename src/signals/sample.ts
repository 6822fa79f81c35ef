import { checkShare } from './check-number.js';
import { hash32 } from './hash32.js';

export interface SampleOptions {
  /**
   * What is sampled as a whole, such as a session's id: it is in or out on every device and in every
   * language. Empty or left out: each call is drawn for itself.
   */
  by?: string | undefined;
  /** A number from 0 to below 1. Default: `Math.random`. */
  random?: (() => number) | undefined;
}

/**
 * Takes part of all turns. With `by`, those whose hash is below `rate` × 2³².
 *
 * @param rate from 0 (none) to 1 (all)
 * @throws TypeError for a rate outside 0 to 1
 */
export function sample(
  rate: number,
  { by = '', random = Math.random }: SampleOptions = {},
): { sample: true } | undefined {
  checkShare('rate', rate);
  const isIn = by === '' ? random() < rate : hash32(by) < rate * 2 ** 32;
  return isIn ? { sample: true } : undefined;
}
