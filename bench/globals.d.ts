/** A feedback URL with that number, in the pages that a bench opens. */
declare var linkOf: (index: number) => string;

/** What the host page of `bench:faults` offers: keeps a correction, and says how many still wait. */
declare var keepCorrection: (link: string, correction: string) => Promise<void>;
declare var tryAgain: () => Promise<number>;

/** What `bench:page` has seen in a page, in milliseconds; the shift is a score. */
declare var seenByBench: { shift: number; blocked: number; usable: number };

interface HTMLElement {
  updateComplete?: Promise<boolean>;
}
