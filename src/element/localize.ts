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
const LOADERS: Record<string, () => Promise<{ strings: Strings }>> = {
  ar: () => import('../locales/ar.js'),
  de: () => import('../locales/de.js'),
  es: () => import('../locales/es.js'),
  fr: () => import('../locales/fr.js'),
  he: () => import('../locales/he.js'),
  hi: () => import('../locales/hi.js'),
  it: () => import('../locales/it.js'),
  ja: () => import('../locales/ja.js'),
  ko: () => import('../locales/ko.js'),
  nl: () => import('../locales/nl.js'),
  pl: () => import('../locales/pl.js'),
  pt: () => import('../locales/pt.js'),
  ru: () => import('../locales/ru.js'),
  tr: () => import('../locales/tr.js'),
  uk: () => import('../locales/uk.js'),
  'zh-Hans': () => import('../locales/zh-hans.js'),
  'zh-Hant': () => import('../locales/zh-hant.js'),
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
    const loaded = await LOADERS[language]?.();
    return loaded
      ? { language, strings: loaded.strings, direction: directionOf(language) }
      : ENGLISH;
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
