import { diffWords } from 'diff';

/** A stretch of text that both have, or one of them alone. */
export interface DiffPart {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Changes that leave less than this part of both texts are harder to read than the two texts. */
const LEAST_IN_COMMON = 0.25;
/** Milliseconds; a key must lead to the next turn in 50. */
const PATIENCE_MS = 25;

/**
 * What turns an answer into its correction, word by word. Words are found by `Intl.Segmenter`, since
 * Chinese, Japanese and Thai put no spaces between them.
 *
 * @returns undefined where the two have too little in common, or are too long to compare
 */
export function diffTexts(answer: string, correction: string): DiffPart[] | undefined {
  const changes = diffWords(answer, correction, {
    intlSegmenter: new Intl.Segmenter(undefined, { granularity: 'word' }),
    timeout: PATIENCE_MS,
  });
  if (!changes) return undefined;
  const parts = changes.map(({ added, removed, value }): DiffPart => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
  const shared = parts
    .filter(({ kind }) => kind === 'same')
    .reduce((sum, { text }) => sum + text.trim().length, 0);
  const shorter = Math.max(1, Math.min(answer.trim().length, correction.trim().length));
  return shared / shorter < LEAST_IN_COMMON ? undefined : parts;
}
