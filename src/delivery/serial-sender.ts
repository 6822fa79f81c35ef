import type { Delivered } from './post.js';

export interface Sent<Answer> {
  result: Delivered<Answer>;
  /** Whether nothing was sent after it: only the last word's outcome is of interest. */
  isLastWord: boolean;
}

/** Sends one request after the other, so that the ingest hears the last word last. */
export function createSerialSender() {
  let queue: Promise<unknown> = Promise.resolve();
  let words = 0;

  return async <Answer>(request: () => Promise<Delivered<Answer>>): Promise<Sent<Answer>> => {
    const word = (words += 1);
    const sent = queue.then(request);
    // What fails in an unforeseen way fails alone.
    queue = sent.catch(() => {});
    const result = await sent;
    return { result, isLastWord: word === words };
  };
}
