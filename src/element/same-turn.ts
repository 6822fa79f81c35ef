import type { AnnotationInput } from '../protocol/annotation.js';

/** What somebody has said with one link; null if it was taken back. */
export type Word = AnnotationInput | null;

type Listener = (word: Word) => void;

/*
 * Elements with one link show one state: on this page directly, in other tabs through one channel
 * that all elements of the page share. That is why this is state of the module.
 */
const listeners = new Map<string, Set<Listener>>();
let channel: BroadcastChannel | undefined;

/**
 * Joins the elements that have the same link.
 *
 * @param key names the link, and is not enough to use it
 * @returns `tell` says to all others what was said, `leave` ends it
 */
export function joinSameTurn(key: string, listener: Listener) {
  const others = listeners.get(key) ?? new Set();
  listeners.set(key, others.add(listener));
  channel ??= openChannel();

  return {
    tell(word: Word): void {
      call(key, word, listener);
      channel?.postMessage({ key, word });
    },
    leave(): void {
      others.delete(listener);
      if (others.size === 0 && listeners.get(key) === others) listeners.delete(key);
      if (listeners.size > 0) return;
      channel?.close();
      channel = undefined;
    },
  };
}

/** Undefined where a browser denies it, as in some sandboxed frames. */
function openChannel(): BroadcastChannel | undefined {
  try {
    const opened = new BroadcastChannel('agentloop-feedback');
    opened.addEventListener('message', ({ data }: MessageEvent<{ key: string; word: Word }>) =>
      call(data.key, data.word),
    );
    return opened;
  } catch {
    return undefined;
  }
}

function call(key: string, word: Word, except?: Listener): void {
  for (const listener of listeners.get(key) ?? []) if (listener !== except) listener(word);
}
