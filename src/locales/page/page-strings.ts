import type { pageEn } from './page-en.js';

/** What the feedback page says besides the element: every key that English has. */
export type PageStrings = Record<keyof typeof pageEn, string>;
