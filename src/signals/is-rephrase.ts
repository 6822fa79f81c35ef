import { checkShare } from './check-number.js';
import { normalizeQuestion, normalizeText } from './normalize-text.js';

export interface RephraseOptions {
  /** How much of one question the other must hold, from 0 to 1. Default: 0.8. */
  threshold?: number | undefined;
}

/** How far back somebody is taken to ask again, in questions. */
const LOOK_BACK = 5;

/** How much of a question is compared, in UTF-16 units: its words are compared each with each. */
const COMPARED = 1_000;

/** How much of the longer of two words must be their common beginning, from 0 to 1. */
const SAME_WORD = 0.45;

/**
 * Whether a question says again what one of the last five questions of its session said: the same,
 * or in other words.
 *
 * Two questions are alike as far as the words of the one are found in the other, whichever way
 * round is more. A word weighs the square of its letters, because long words carry the matter;
 * hiragana, which in Japanese is mostly grammar, weighs nothing. Words are the same if they share
 * their beginning, so that endings do not count. Words come from `Intl.Segmenter`, so that Chinese,
 * Japanese and Thai have them too. `docs/signals.md` says how this was chosen, and how well it does.
 *
 * @param history the session's earlier questions, newest last
 * @throws TypeError for a threshold outside 0 to 1
 */
export function isRephrase(
  question: string,
  history: readonly string[],
  { threshold = 0.8 }: RephraseOptions = {},
): boolean {
  checkShare('threshold', threshold);
  const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
  // Dictionaries know words as they are written: Thai's are no longer whole after NFKC.
  const wordsOf = (text: string) => {
    const segments = [...segmenter.segment(text.slice(0, COMPARED))];
    const words = segments.filter((one) => one.isWordLike).map((one) => one.segment);
    return [...new Set(words.map(normalizeText))];
  };
  const asked = normalizeQuestion(question);
  const words = wordsOf(question);
  return history.slice(-LOOK_BACK).some((earlier) => {
    if (normalizeQuestion(earlier) === asked) return asked !== '';
    const others = wordsOf(earlier);
    return Math.max(shareFound(words, others), shareFound(others, words)) >= threshold;
  });
}

/** The share of the words' weight that is found among others, from 0 to 1. */
function shareFound(words: readonly string[], others: readonly string[]): number {
  const weighty = words.filter((word) => weightOf(word) > 0);
  // One word alone, such as a greeting, is no question that could be found again.
  if (weighty.length < 2) return 0;
  const found = weighty.filter((word) => others.some((other) => isSameWord(word, other)));
  return sumOfWeights(found) / sumOfWeights(weighty);
}

function sumOfWeights(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + weightOf(word), 0);
}

function weightOf(word: string): number {
  return word.replace(/\p{Script=Hiragana}/gu, '').length ** 2;
}

function isSameWord(one: string, other: string): boolean {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  return shared >= SAME_WORD * Math.max(one.length, other.length);
}
