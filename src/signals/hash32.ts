/**
 * 32 bits of a text, as an unsigned whole number: FNV-1a of its UTF-8, then murmur3's `fmix32`,
 * because FNV-1a alone leaves texts that end alike (`s_1`, `s_2`) close together.
 *
 * Ten lines in any language (`docs/signals.md` has them in Python), and no secret: it chooses and
 * recognises, it does not protect.
 *
 * Sources: https://www.rfc-editor.org/rfc/rfc9923 (FNV), https://github.com/aappleby/smhasher (fmix32).
 */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
