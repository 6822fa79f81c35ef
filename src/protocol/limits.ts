/** Sizes are UTF-8 bytes; one table for the form, the clients and the ingest. */
export const LIMITS = {
  questionBytes: 32 * 1024,
  answerBytes: 32 * 1024,
  correctionBytes: 8 * 1024,
  commentBytes: 2 * 1024,
  /** A user id, a session id, and every other short name: a tag, a signal, a reviewer. */
  idBytes: 256,
  tags: 64,
  /** For one turn, however many calls bring them. */
  signals: 64,
  /** The JSON of one signal's value. */
  signalBytes: 4 * 1024,
  /** The JSON of all metadata of a turn or an annotation. */
  metadataBytes: 16 * 1024,
  /** Nesting of a request's JSON, in levels. */
  jsonDepth: 32,
  /** JSON writes some characters as six: a body takes the largest context in any encoding. */
  bodyBytes: 512 * 1024,
  /** A request's address and headers together. Longer links carry their texts in the fragment. */
  headerBytes: 32 * 1024,
} as const;

/** How far into the future a context may be dated, in seconds: the clocks of two servers differ. */
export const CLOCK_SKEW_SECONDS = 5 * 60;

/** How long a feedback URL is valid, in seconds: 30 days, the life of an unreviewed turn. */
export const DEFAULT_MAX_AGE_SECONDS = 30 * 24 * 60 * 60;

/** Whether a text takes at most so many bytes of UTF-8: three for each UTF-16 unit is the most. */
export function isWithin(text: string, maxBytes: number): boolean {
  return text.length * 3 <= maxBytes || new TextEncoder().encode(text).length <= maxBytes;
}
