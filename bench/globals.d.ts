/** A feedback URL with that number, in the pages that a bench opens. */
declare var linkOf: (index: number) => string;

/** What the host page of `bench:faults` offers: keeps a correction, and says how many still wait. */
declare var keepCorrection: (link: string, correction: string) => Promise<void>;
declare var tryAgain: () => Promise<number>;

interface HTMLElement {
  updateComplete?: Promise<boolean>;
}
