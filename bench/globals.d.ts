/** A feedback URL with that number, in the pages that a bench opens. */
declare var linkOf: (index: number) => string;

/** Makes one of a kind, in the pages in which a bench mounts many. */
declare var createForBench: (kind: string, index: number) => HTMLElement;

/** What the host page of `bench:faults` offers: keeps a correction, and says how many still wait. */
declare var keepCorrection: (link: string, correction: string) => Promise<void>;
declare var tryAgain: () => Promise<number>;

/** What a slow page has seen, in milliseconds; the shift is a score. Zero is: not yet. */
declare var seenByBench: { shift: number; blocked: number; usable: number; opened: number };
declare var findForBench: (way: readonly string[]) => HTMLElement | null;

interface HTMLElement {
  updateComplete?: Promise<unknown>;
}
