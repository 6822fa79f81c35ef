import { reviewEn } from './locales/review-en.js';
import { createSpeech } from './speech.js';

import type { ReviewStrings } from './locales/review-strings.js';
import type { Speech } from './speech.js';

const LOADERS: Record<string, () => Promise<ReviewStrings>> = {
  de: async () => (await import('./locales/review-de.js')).reviewDe,
  es: async () => (await import('./locales/review-es.js')).reviewEs,
  pt: async () => (await import('./locales/review-pt.js')).reviewPt,
};

/** The languages that the page speaks, each by its own name. */
export const REVIEW_LANGUAGES: Readonly<Record<string, string>> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  pt: 'Português',
};

/**
 * The first of these languages that the page speaks, or English. A region falls back to its
 * language, and decides how times are written. Never rejects.
 */
export async function localizeReview(tags: readonly string[]): Promise<Speech> {
  for (const tag of tags) {
    const [language = ''] = tag.toLowerCase().split('-');
    if (language === 'en') return createSpeech(tag, reviewEn);
    try {
      const strings = await LOADERS[language]?.();
      if (strings) return createSpeech(tag, strings);
    } catch {
      break;
    }
  }
  return createSpeech('en', reviewEn);
}
