import { ar } from '../../locales/ar.js';
import { de } from '../../locales/de.js';
import { en } from '../../locales/en.js';
import { es } from '../../locales/es.js';
import { directionOf } from '../../locales/find-language.js';
import { fr } from '../../locales/fr.js';
import { he } from '../../locales/he.js';
import { hi } from '../../locales/hi.js';
import { it } from '../../locales/it.js';
import { ja } from '../../locales/ja.js';
import { ko } from '../../locales/ko.js';
import { nl } from '../../locales/nl.js';
import { pageAr } from '../../locales/page/page-ar.js';
import { pageDe } from '../../locales/page/page-de.js';
import { pageEn } from '../../locales/page/page-en.js';
import { pageEs } from '../../locales/page/page-es.js';
import { pageFr } from '../../locales/page/page-fr.js';
import { pageHe } from '../../locales/page/page-he.js';
import { pageHi } from '../../locales/page/page-hi.js';
import { pageIt } from '../../locales/page/page-it.js';
import { pageJa } from '../../locales/page/page-ja.js';
import { pageKo } from '../../locales/page/page-ko.js';
import { pageNl } from '../../locales/page/page-nl.js';
import { pagePl } from '../../locales/page/page-pl.js';
import { pagePt } from '../../locales/page/page-pt.js';
import { pageRu } from '../../locales/page/page-ru.js';
import { pageTr } from '../../locales/page/page-tr.js';
import { pageUk } from '../../locales/page/page-uk.js';
import { pageZhHans } from '../../locales/page/page-zh-hans.js';
import { pageZhHant } from '../../locales/page/page-zh-hant.js';
import { pl } from '../../locales/pl.js';
import { pt } from '../../locales/pt.js';
import { ru } from '../../locales/ru.js';
import { tr } from '../../locales/tr.js';
import { uk } from '../../locales/uk.js';
import { zhHans } from '../../locales/zh-hans.js';
import { zhHant } from '../../locales/zh-hant.js';

import type { Direction } from '../../locales/find-language.js';
import type { PageStrings } from '../../locales/page/page-strings.js';
import type { Strings } from '../../locales/strings.js';

/** A language that the pages are written in. */
export interface Speech {
  /** A BCP 47 tag. */
  language: string;
  direction: Direction;
  strings: Strings & PageStrings;
}

/** What is spoken to whoever wants none of the others. */
export const ENGLISH: Speech = {
  language: 'en',
  direction: 'ltr',
  strings: { ...en, ...pageEn },
};

const STRINGS = new Map<string, Strings & PageStrings>(
  Object.entries({
    ar: { ...ar, ...pageAr },
    de: { ...de, ...pageDe },
    en: ENGLISH.strings,
    es: { ...es, ...pageEs },
    fr: { ...fr, ...pageFr },
    he: { ...he, ...pageHe },
    hi: { ...hi, ...pageHi },
    it: { ...it, ...pageIt },
    ja: { ...ja, ...pageJa },
    ko: { ...ko, ...pageKo },
    nl: { ...nl, ...pageNl },
    pl: { ...pl, ...pagePl },
    pt: { ...pt, ...pagePt },
    ru: { ...ru, ...pageRu },
    tr: { ...tr, ...pageTr },
    uk: { ...uk, ...pageUk },
    'zh-Hans': { ...zhHans, ...pageZhHans },
    'zh-Hant': { ...zhHant, ...pageZhHant },
  }),
);

/** Undefined for a language that is not spoken here. */
export function speechOf(language: string): Speech | undefined {
  const strings = STRINGS.get(language);
  return strings && { language, direction: directionOf(language), strings };
}
