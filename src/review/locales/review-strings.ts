import type { reviewEn } from './review-en.js';

/** What counts something, by the plural's category; languages with more forms use the last. */
export interface Plural {
  one: string;
  other: string;
}

/** What the review queue says: every key that English has. */
export type ReviewStrings = {
  [Key in keyof typeof reviewEn]: (typeof reviewEn)[Key] extends string ? string : Plural;
};
