/**
 * How many streams of events one process has open at once. A tab of the review queue holds one, so
 * that is room for far more reviewers than work side by side, and a page that leaks them comes to an
 * end long before a process does: so many take 7 MB (measured, idle, with their connections).
 */
export const MOST_STREAMS = 256;

/** After how many seconds whoever found no place may ask again. */
export const CROWDED_SECONDS = 30;

export interface StreamPlaces {
  /** @returns what gives the place back, once however often it is called; undefined if all are taken */
  take(): (() => void) | undefined;
}

/**
 * The places of the streams that may be open at once.
 *
 * @param onChange told how many are taken, whenever that changes
 */
export function createStreamPlaces(onChange: (taken: number) => void): StreamPlaces {
  let taken = 0;
  return {
    take() {
      if (taken >= MOST_STREAMS) return undefined;
      onChange((taken += 1));
      let isTaken = true;
      return () => {
        if (!isTaken) return;
        isTaken = false;
        onChange((taken -= 1));
      };
    },
  };
}
