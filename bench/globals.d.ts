/** A feedback URL with that number, in the pages that a bench opens. */
declare var linkOf: (index: number) => string;

interface HTMLElement {
  updateComplete?: Promise<boolean>;
}
