/*
 * One observer for all elements of a page: a thousand answers in one chat need not have a thousand.
 * That is why this is state of the module.
 */
const listeners = new Set<() => void>();
let observer: MutationObserver | undefined;

/**
 * Calls back whenever a `lang` attribute changes around an element: in the document, or in a shadow
 * root that it is in.
 *
 * @returns how to stop that
 */
export function watchLanguages(element: Element, listener: () => void): () => void {
  listeners.add(listener);
  observer ??= new MutationObserver(() => {
    for (const call of listeners) call();
  });
  const options = { attributes: true, attributeFilter: ['lang'], subtree: true };
  observer.observe(document, options);
  // What is observed twice is observed once; a root that goes takes its observation along.
  let root = element.getRootNode();
  while (root instanceof ShadowRoot) {
    observer.observe(root, options);
    root = root.host.getRootNode();
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    observer?.disconnect();
    observer = undefined;
  };
}
