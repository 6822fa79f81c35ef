import type { Bind } from './listing-sql.js';

/** How many words of a search count. */
const WORDS = 8;

/**
 * Each word must stand somewhere in what was asked, answered or said, as a part of a word or whole.
 *
 * By LIKE, because it is the one search that all engines share: their own indexes of words differ
 * in their dialects, and most of them do not find a word in Chinese, Japanese or Thai.
 */
export function searchConditions(text: string, bind: Bind): string[] {
  const words = text.normalize('NFC').split(/\s+/).filter(Boolean).slice(0, WORDS);
  return words.map((word) => {
    const patterns = spellings(word).map((spelling) => bind(`%${escapeLike(spelling)}%`));
    const isIn = (column: string) =>
      patterns.map((pattern) => `LOWER(${column}) LIKE ${pattern} ESCAPE '\\'`).join(' OR ');
    return `(${isIn('question')} OR ${isIn('agent_response')} OR EXISTS (
      SELECT 1 FROM annotations WHERE annotations.turn_id = turns.turn_id
        AND annotations.status = 'active'
        AND (${isIn('annotations.correction')} OR ${isIn('annotations.comment')})))`;
  });
}

/**
 * LOWER folds the case of A to Z alone on SQLite, so other letters are looked for as they are written
 * small, at the head of a word, and in capitals.
 */
function spellings(word: string): string[] {
  const small = word.toLowerCase();
  const capitals = small.replace(/[^\0-\x7f]/g, (letter) => letter.toUpperCase());
  const [first = '', ...rest] = small;
  const head = /[\0-\x7f]/.test(first) ? small : first.toUpperCase() + rest.join('');
  return [...new Set([small, head, capitals])];
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
