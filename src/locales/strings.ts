import type { en } from './en.js';

/** One language: every key that English has. */
export type Strings = Record<keyof typeof en, string>;
