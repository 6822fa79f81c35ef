import {
  AFTER_DATE,
  AFTER_SPAN,
  BEFORE_DATE,
  BY,
  IN,
  MONEY,
  MONTH,
  PERCENT,
  SPAN,
  SPAN_AHEAD,
  WITHIN,
} from './claim-words.js';

export type FactualClaim = 'price' | 'percentage' | 'quote' | 'date';

/** A digit of any script: 3, ٣, ३. Full-width ones have become ASCII when these are used. */
const DIGIT = String.raw`\p{Nd}`;
/**
 * A number, with what groups its digits, or a range: 1.250,00; 3–5; 2 to 4; 3 bis zu 5. It is
 * bounded, so that the time it takes grows with the length of an answer and not with its square.
 */
const NUMBER = String.raw`${DIGIT}(?:[${DIGIT}.,'’\p{Pd} ]|\p{L}{1,3} ){0,20}`;
const WORD_START = String.raw`(?<!\p{L})`;
/** Up to two words in between: "within *the next* 3 *business* days". */
const WORDS = String.raw`(?:\p{L}+ ){0,2}?`;
const CJK = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Nd}ー、。，：・]`;
const DAY = String.raw`${DIGIT}{1,2}`;
const DATE = any(
  String.raw`${DAY}\S{0,3} (?:\p{L}{1,3} )?${MONTH}`,
  String.raw`${MONTH}\p{L}*\.? ${DAY}`,
  String.raw`${DAY}[./]${DAY}`,
);
const DATE_AHEAD = any(String.raw`${DAY} ?[月월] ?${DAY} ?[日号號일]`, `${DAY} ${MONTH}`);

/** How each kind is known, in the order in which they are tried. */
const PATTERNS: readonly (readonly [FactualClaim, RegExp])[] = [
  ['price', pattern(String.raw`\p{Sc} ?${DIGIT}`, String.raw`${DIGIT} ?(?:\p{Sc}|${MONEY})`)],
  ['percentage', pattern(`${DIGIT} ?${PERCENT}`, `[%٪] ?${DIGIT}`, '百分之')],
  // Five words, or ten characters where there are no spaces: less is the name of a button.
  [
    'quote',
    pattern(`[“„«»"״] ?(?:[^ “”„«»"״]+ ){4}[^“”„«»"״]+[”“»«"״]`, `[“「『]${CJK}{10,}[”」』]`),
  ],
  [
    'date',
    pattern(
      `${WORD_START}${WITHIN} ${WORDS}(?:${NUMBER})?${WORDS}${SPAN}`,
      `${WORD_START}${IN} ${WORDS}${NUMBER}${WORDS}${SPAN}(?! ago)`,
      `${WORD_START}${BY} ${WORDS}${DATE}`,
      `${DIGIT} ?${SPAN_AHEAD} ?${AFTER_SPAN}`,
      `${DATE_AHEAD} ?${AFTER_DATE}`,
      `${BEFORE_DATE} ?${DATE_AHEAD}`,
    ),
  ],
];

/** A code beside a digit: "CAD 18", "1.250 EUR". Codes that are words count not: "TOP 10". */
const CODE =
  /(?<!\p{L})(?!ALL|CUP|TOP)([A-Z]{3}) ?\p{Nd}|\p{Nd} ?(?!ALL|CUP|TOP)([A-Z]{3})(?!\p{L})/gu;

/**
 * The first kind of claim that an answer makes and that is worth checking: a price, a percentage, a
 * quotation, or a date or span of time that it promises.
 *
 * It names the kind rather than saying `true`, because a reviewer wants to know what to check, and
 * it serves as a condition all the same.
 *
 * @returns undefined where there is none
 */
export function factualClaim(answer: string): FactualClaim | undefined {
  const text = answer.normalize('NFKC').replace(/\s+/g, ' ');
  if (hasCurrencyCode(text)) return 'price';
  return PATTERNS.find(([, claim]) => claim.test(text))?.[0];
}

function hasCurrencyCode(text: string): boolean {
  const codes = [...text.matchAll(CODE)].map(([, before, after]) => before ?? after ?? '');
  if (codes.length === 0) return false;
  const currencies = Intl.supportedValuesOf('currency');
  return codes.some((code) => currencies.includes(code));
}

function any(...parts: readonly string[]): string {
  return `(?:${parts.join('|')})`;
}

function pattern(...parts: readonly string[]): RegExp {
  return new RegExp(any(...parts), 'iu');
}
