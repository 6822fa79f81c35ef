/** Combining accents, and what is optional in Arabic: short vowels, hamza, the stretching tatweel. */
const ACCENTS = /[\u0300-\u036f]|\u0640|[\u064b-\u0655]/g;

/**
 * A text without what people leave to chance: compatibility forms (full-width letters, ligatures),
 * case, accents and Arabic short vowels, curly quotes, white space.
 *
 * Accents go because people leave them out when they type in haste ("cuantos dias"). Voiced kana
 * and the vowel signs of Indic scripts and Thai are no accents and stay.
 */
export function normalizeText(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .normalize('NFKC')
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

/** A question without what does not tell it from another: `normalizeText` without punctuation. */
export function normalizeQuestion(question: string): string {
  return normalizeText(question)
    .replace(/[^\p{L}\p{M}\p{N}\p{S}]+/gu, ' ')
    .trim();
}
