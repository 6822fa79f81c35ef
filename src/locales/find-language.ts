export type Direction = 'ltr' | 'rtl';

/**
 * The name that the files of a language go by, from any BCP 47 tag: a region falls back to its
 * language. Chinese is told apart by its script: zh-TW and zh-HK are written in traditional
 * characters. Empty for what is no tag; whether the language is spoken here is another question.
 */
export function findLanguage(tag: string): string {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return language === 'zh' ? `zh-${script}` : language;
  } catch {
    return '';
  }
}

/** How a language that is spoken here is written. */
export function directionOf(language: string): Direction {
  return /^(ar|he)$/.test(language) ? 'rtl' : 'ltr';
}
