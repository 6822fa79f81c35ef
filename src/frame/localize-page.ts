import { findLanguage } from '../locales/find-language.js';
import { pageEn } from '../locales/page/page-en.js';

import type { PageStrings } from '../locales/page/page-strings.js';

const LOADERS: Record<string, () => Promise<PageStrings>> = {
  ar: async () => (await import('../locales/page/page-ar.js')).pageAr,
  de: async () => (await import('../locales/page/page-de.js')).pageDe,
  es: async () => (await import('../locales/page/page-es.js')).pageEs,
  fr: async () => (await import('../locales/page/page-fr.js')).pageFr,
  he: async () => (await import('../locales/page/page-he.js')).pageHe,
  hi: async () => (await import('../locales/page/page-hi.js')).pageHi,
  it: async () => (await import('../locales/page/page-it.js')).pageIt,
  ja: async () => (await import('../locales/page/page-ja.js')).pageJa,
  ko: async () => (await import('../locales/page/page-ko.js')).pageKo,
  nl: async () => (await import('../locales/page/page-nl.js')).pageNl,
  pl: async () => (await import('../locales/page/page-pl.js')).pagePl,
  pt: async () => (await import('../locales/page/page-pt.js')).pagePt,
  ru: async () => (await import('../locales/page/page-ru.js')).pageRu,
  tr: async () => (await import('../locales/page/page-tr.js')).pageTr,
  uk: async () => (await import('../locales/page/page-uk.js')).pageUk,
  'zh-Hans': async () => (await import('../locales/page/page-zh-hans.js')).pageZhHans,
  'zh-Hant': async () => (await import('../locales/page/page-zh-hant.js')).pageZhHant,
};

/**
 * The page's own strings for a language tag, beside those of the element. The ingest has written
 * them into the page already; this is for another language. Never rejects: as in the element, what
 * is not spoken here, or cannot be fetched, is English.
 */
export async function localizePage(tag: string): Promise<PageStrings> {
  const load = LOADERS[findLanguage(tag)];
  return (await load?.().catch(() => pageEn)) ?? pageEn;
}
