/** A file that the build made for browsers. */
export interface BrowserFile {
  body: string;
  /** Its content type. */
  type: string;
  /** Names this content. */
  hash: string;
  /** The same, compressed with Brotli, in base64: no runtime's own `CompressionStream` has it. */
  brotli: string;
}

/**
 * The widget and the pages' scripts and styles by their path, e.g. `agentloop-feedback.js`. The
 * build writes this module, so that the ingest serves them on every runtime without a file system.
 */
export const BROWSER_FILES: Readonly<Record<string, BrowserFile>>;
