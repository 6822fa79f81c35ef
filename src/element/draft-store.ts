import type { Reason } from '../protocol/annotation.js';

/** What somebody has typed and not yet sent. */
export interface Draft {
  rating: 'incorrect' | 'partial';
  reasons: Reason[];
  correction: string;
  comment: string;
}

const PREFIX = 'agentloop-feedback:draft:';

export type DraftStore = ReturnType<typeof createDraftStore>;

/**
 * Keeps one answer's draft over a reload, until it is sent or its feedback URL has expired. Where
 * storage is blocked or full, the draft lives as long as the page.
 *
 * @param sig the signature of the feedback URL: a part of it names the draft, too little to sign with
 * @param expiresAt when the feedback URL expires
 */
export function createDraftStore(sig: string, expiresAt: Date) {
  const key = PREFIX + sig.slice(0, 16);
  return {
    read: (): Draft | undefined =>
      attempt(() => {
        dropExpired();
        const stored = localStorage.getItem(key);
        return stored ? (JSON.parse(stored) as { draft: Draft }).draft : undefined;
      }),
    write: (draft: Draft): void =>
      attempt(() => localStorage.setItem(key, JSON.stringify({ expires: +expiresAt, draft }))),
    clear: (): void => attempt(() => localStorage.removeItem(key)),
  };
}

function dropExpired(): void {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
    const { expires } = JSON.parse(localStorage.getItem(key) ?? '{}') as { expires?: number };
    if (!(Number(expires) > Date.now())) localStorage.removeItem(key);
  }
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
