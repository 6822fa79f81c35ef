import type { Turn } from './turn.js';

/** A condition on a turn: a value, a promise, or a function of the turn. */
export type Predicate<Seen> = ((turn: Seen) => unknown) | boolean | Promise<unknown>;

/**
 * A detector of one's own: its signal is there where the predicate comes out truthy. It rejects where
 * the predicate throws.
 *
 * @example
 * const detect = when('vip', (turn) => vips.has(turn.userId));
 */
export function when<Seen = Turn>(
  name: string,
  predicate: Predicate<Seen>,
): (turn: Seen) => Promise<Record<string, true> | undefined> {
  return async (turn) => {
    const holds = await (typeof predicate === 'function' ? predicate(turn) : predicate);
    return holds ? { [name]: true } : undefined;
  };
}
