import { toWellFormed } from '../../protocol/canonical-json.js';

/**
 * A text that every engine takes: PostgreSQL refuses NUL and lone surrogates where SQLite keeps
 * them, so each becomes U+FFFD, on every engine.
 */
export function toStorableText(text: string): string {
  return toWellFormed(text).replaceAll('\0', '\ufffd');
}
