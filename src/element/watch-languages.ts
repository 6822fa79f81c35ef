/*
 * One observer for all elements of a page: a thousand answers in one chat need not have a thousand.
 * That is why this is state of the module.
 */
const listeners = new Set<() => void>();
let observer: MutationObserver | undefined;

/**
 * Calls back whenever a `lang` attribute of the document changes.
 *
 * @returns how to stop that
 */
export function watchLanguages(listener: () => void): () => void {
  listeners.add(listener);
  if (!observer) {
    observer = new MutationObserver(() => {
      for (const call of listeners) call();
    });
    observer.observe(document, { attributes: true, attributeFilter: ['lang'], subtree: true });
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    observer?.disconnect();
    observer = undefined;
  };
}
