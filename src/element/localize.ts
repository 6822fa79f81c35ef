import { en } from '../locales/en.js';
import { directionOf, findLanguage } from '../locales/find-language.js';

import type { Direction } from '../locales/find-language.js';
import type { Strings } from '../locales/strings.js';

/** A language that the element speaks. */
export interface Localization {
  /** A BCP 47 tag. */
  language: string;
  direction: Direction;
  strings: Strings;
}

export const ENGLISH: Localization = { language: 'en', direction: 'ltr', strings: en };

/** Each language is a small file of its own, fetched when a page is in it. */
const LOADERS: Record<string, () => Promise<Strings>> = {
  ar: async () => (await import('../locales/ar.js')).ar,
  de: async () => (await import('../locales/de.js')).de,
  es: async () => (await import('../locales/es.js')).es,
  fr: async () => (await import('../locales/fr.js')).fr,
  he: async () => (await import('../locales/he.js')).he,
  hi: async () => (await import('../locales/hi.js')).hi,
  it: async () => (await import('../locales/it.js')).it,
  ja: async () => (await import('../locales/ja.js')).ja,
  ko: async () => (await import('../locales/ko.js')).ko,
  nl: async () => (await import('../locales/nl.js')).nl,
  pl: async () => (await import('../locales/pl.js')).pl,
  pt: async () => (await import('../locales/pt.js')).pt,
  ru: async () => (await import('../locales/ru.js')).ru,
  tr: async () => (await import('../locales/tr.js')).tr,
  uk: async () => (await import('../locales/uk.js')).uk,
  'zh-Hans': async () => (await import('../locales/zh-hans.js')).zhHans,
  'zh-Hant': async () => (await import('../locales/zh-hant.js')).zhHant,
};

/** The languages that the element speaks, as BCP 47 tags. */
export const LANGUAGES: readonly string[] = ['en', ...Object.keys(LOADERS)];

/**
 * The strings for a language tag: a region falls back to its language, and what is not spoken here,
 * or cannot be fetched, to English. Never rejects.
 */
export async function localize(tag: string): Promise<Localization> {
  const language = findLanguage(tag);
  try {
    const strings = await LOADERS[language]?.();
    if (!strings) return ENGLISH;
    return { language, strings, direction: directionOf(language) };
  } catch {
    return ENGLISH;
  }
}

/** The language of an element: the nearest `lang`, also outside of the shadow root it is in. */
export function languageOf(element: Element): string {
  for (let node: Element | undefined = element; node;) {
    const labelled: Element | null = node.closest('[lang]');
    if (labelled) return labelled.getAttribute('lang') ?? '';
    const root = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : undefined;
  }
  return '';
}
