import type { Rating } from '../protocol/annotation.js';

/** What this device remembers of one link. */
interface Remembered {
  /** When to forget it, in milliseconds since 1970. */
  expires: number;
  /** What somebody has typed and not yet sent. */
  draft?: object | undefined;
  /** The last vote that the ingest acknowledged. */
  rating?: Rating | undefined;
}

const PREFIX = 'agentloop-feedback:';

/** Once for a page, whatever the number of its elements: that is why it is state of the module. */
let isSwept = false;

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
  if (!isSwept) sweep();

  return {
    get draft() {
      return remembered.draft;
    },
    get rating() {
      return remembered.rating;
    },
    remember(change: Pick<Remembered, 'draft' | 'rating'>): void {
      // Another tab may have written meanwhile.
      const before = readStored(name) ?? remembered;
      remembered = { ...before, expires: Math.max(before.expires ?? 0, expires), ...change };
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

/** Undefined where storage is blocked. What is no JSON is nothing that we remember. */
function readStored(name: string): Partial<Remembered> | undefined {
  let stored: string | null;
  try {
    stored = localStorage.getItem(name);
  } catch {
    return undefined;
  }
  try {
    return (JSON.parse(stored ?? '{}') ?? {}) as Partial<Remembered>;
  } catch {
    return {};
  }
}

/** Forgets the links that have expired. */
function sweep(): void {
  isSwept = true;
  try {
    for (const name of Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) {
      if (!(Number(readStored(name)?.expires) > Date.now())) localStorage.removeItem(name);
    }
  } catch {
    // Blocked: there is nothing to forget.
  }
}
