import { normalizeText } from './normalize-text.js';
import { NO_PUNTS, PUNT_PHRASES } from './punt-phrases.js';

/** How far into an answer a phrase counts, in UTF-16 units: what comes later is an aside. */
const OPENING = 200;

/** Scripts that put spaces between words, where a phrase must not begin or end within one. */
const LETTER = String.raw`[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Devanagari}]`;
const WITHIN_WORD = `(?<=${LETTER})(?=${LETTER})`;

const PUNTS = patternOf(Object.values(PUNT_PHRASES).flat());
const EXCEPTIONS = patternOf(NO_PUNTS);

/**
 * Whether an answer says that there is none: "I don't know", "Dazu liegen mir keine Informationen
 * vor", "わかりません".
 *
 * It looks for phrases in the first 200 characters, as whole words, whatever their case, accents and
 * apostrophes; not in what stands in quotation marks, because there somebody else speaks.
 *
 * @param phrases what to look for instead, e.g. `PUNT_PHRASES.de`. Default: those of all languages
 */
export function agentPunted(answer: string, phrases?: readonly string[]): boolean {
  const opening = normalizeText(answer.slice(0, 2 * OPENING))
    .replace(/[“„«»"”「『][^“”„«»"「」『』]*[”“»«"」』]/g, '')
    .replace(EXCEPTIONS, '')
    .slice(0, OPENING);
  return (phrases ? patternOf(phrases) : PUNTS).test(opening);
}

function patternOf(phrases: readonly string[]): RegExp {
  if (phrases.length === 0) return /(?!)/;
  const any = phrases
    .map((phrase) => normalizeText(phrase).replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('|');
  return new RegExp(`(?!${WITHIN_WORD})(?:${any})(?!${WITHIN_WORD})`, 'u');
}
