import type { Rating } from '../protocol/annotation.js';
import type { DraftValues } from './feedback-draft.js';

/** What this device remembers of one link. */
interface Remembered {
  /** When to forget it, in milliseconds since 1970. */
  expires: number;
  /** What somebody has typed and not yet sent. */
  draft?: Partial<DraftValues> | undefined;
  /** The last vote that the ingest acknowledged. */
  rating?: Rating | undefined;
}

const PREFIX = 'agentloop-feedback:';

export type LinkMemory = ReturnType<typeof createLinkMemory>;

/**
 * Remembers a draft until it is sent, and the last vote, so that a reload shows both without a
 * request. Where storage is blocked or full, they live as long as the page.
 *
 * @param key names the link, and is not enough to use it
 * @param expires when to forget it, in milliseconds since 1970
 */
export function createLinkMemory(key: string, expires: number) {
  const name = PREFIX + key;
  let remembered: Remembered = { expires, ...readStored(name) };

  return {
    get draft() {
      return remembered.draft;
    },
    get rating() {
      return remembered.rating;
    },
    remember(change: Pick<Remembered, 'draft' | 'rating'>): void {
      remembered = { ...remembered, ...change };
      try {
        const isEmpty = !remembered.draft && !remembered.rating;
        if (isEmpty) localStorage.removeItem(name);
        else localStorage.setItem(name, JSON.stringify(remembered));
      } catch {
        // Blocked or full: it stays in `remembered`.
      }
    },
  };
}

function readStored(name: string): Partial<Remembered> {
  try {
    const names = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    for (const other of names) {
      if (!(Number(parse(other).expires) > Date.now())) localStorage.removeItem(other);
    }
    return parse(name);
  } catch {
    return {};
  }
}

/** What is no JSON is nothing that we remember. */
function parse(name: string): Partial<Remembered> {
  try {
    return (JSON.parse(localStorage.getItem(name) ?? '') ?? {}) as Partial<Remembered>;
  } catch {
    return {};
  }
}
