import { findLanguage } from '../locales/find-language.js';
import { pageEn } from '../locales/page/page-en.js';

import type { PageStrings } from '../locales/page/page-strings.js';

const LOADERS: Record<string, () => Promise<{ strings: PageStrings }>> = {
  ar: () => import('../locales/page/page-ar.js'),
  de: () => import('../locales/page/page-de.js'),
  es: () => import('../locales/page/page-es.js'),
  fr: () => import('../locales/page/page-fr.js'),
  he: () => import('../locales/page/page-he.js'),
  hi: () => import('../locales/page/page-hi.js'),
  it: () => import('../locales/page/page-it.js'),
  ja: () => import('../locales/page/page-ja.js'),
  ko: () => import('../locales/page/page-ko.js'),
  nl: () => import('../locales/page/page-nl.js'),
  pl: () => import('../locales/page/page-pl.js'),
  pt: () => import('../locales/page/page-pt.js'),
  ru: () => import('../locales/page/page-ru.js'),
  tr: () => import('../locales/page/page-tr.js'),
  uk: () => import('../locales/page/page-uk.js'),
  'zh-Hans': () => import('../locales/page/page-zh-hans.js'),
  'zh-Hant': () => import('../locales/page/page-zh-hant.js'),
};

/**
 * The page's own strings for a language tag, beside those of the element. The ingest has written
 * them into the page already; this is for another language. Never rejects: as in the element, what
 * is not spoken here, or cannot be fetched, is English.
 */
export async function localizePage(tag: string): Promise<PageStrings> {
  try {
    return (await LOADERS[findLanguage(tag)]?.())?.strings ?? pageEn;
  } catch {
    return pageEn;
  }
}
