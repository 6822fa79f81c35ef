import { strings as ar } from '../../locales/ar.js';
import { strings as de } from '../../locales/de.js';
import { en } from '../../locales/en.js';
import { strings as es } from '../../locales/es.js';
import { directionOf } from '../../locales/find-language.js';
import { strings as fr } from '../../locales/fr.js';
import { strings as he } from '../../locales/he.js';
import { strings as hi } from '../../locales/hi.js';
import { strings as it } from '../../locales/it.js';
import { strings as ja } from '../../locales/ja.js';
import { strings as ko } from '../../locales/ko.js';
import { strings as nl } from '../../locales/nl.js';
import { strings as pageAr } from '../../locales/page/page-ar.js';
import { strings as pageDe } from '../../locales/page/page-de.js';
import { pageEn } from '../../locales/page/page-en.js';
import { strings as pageEs } from '../../locales/page/page-es.js';
import { strings as pageFr } from '../../locales/page/page-fr.js';
import { strings as pageHe } from '../../locales/page/page-he.js';
import { strings as pageHi } from '../../locales/page/page-hi.js';
import { strings as pageIt } from '../../locales/page/page-it.js';
import { strings as pageJa } from '../../locales/page/page-ja.js';
import { strings as pageKo } from '../../locales/page/page-ko.js';
import { strings as pageNl } from '../../locales/page/page-nl.js';
import { strings as pagePl } from '../../locales/page/page-pl.js';
import { strings as pagePt } from '../../locales/page/page-pt.js';
import { strings as pageRu } from '../../locales/page/page-ru.js';
import { strings as pageTr } from '../../locales/page/page-tr.js';
import { strings as pageUk } from '../../locales/page/page-uk.js';
import { strings as pageZhHans } from '../../locales/page/page-zh-hans.js';
import { strings as pageZhHant } from '../../locales/page/page-zh-hant.js';
import { strings as pl } from '../../locales/pl.js';
import { strings as pt } from '../../locales/pt.js';
import { strings as ru } from '../../locales/ru.js';
import { strings as tr } from '../../locales/tr.js';
import { strings as uk } from '../../locales/uk.js';
import { strings as zhHans } from '../../locales/zh-hans.js';
import { strings as zhHant } from '../../locales/zh-hant.js';

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
