import { localize } from '../element/localize.js';
import { describeFailure, isLinkCode } from '../locales/describe-failure.js';
import { localizePage } from './localize-page.js';

/**
 * Says all that stands on the page, and in its templates, in the language of the document. The
 * ingest has chosen that by the browser's languages; a host may know better, and sets `lang`.
 */
export async function speak(): Promise<void> {
  const root = document.documentElement;
  const { lang } = root;
  const [localized, ownStrings] = await Promise.all([localize(lang), localizePage(lang)]);
  // Files that came late are no longer of this language.
  if (lang !== root.lang) return;
  // To set it is to change it, also where it stays the same.
  if (lang !== localized.language) root.lang = localized.language;
  root.dir = localized.direction;

  const strings = { ...localized.strings, ...ownStrings };
  // Nothing is tried again by itself here.
  const words = { ...strings, failed: strings.notLoaded };
  const templates = [...document.querySelectorAll('template')].map(({ content }) => content);
  for (const part of [document, ...templates]) {
    for (const node of part.querySelectorAll<HTMLElement>('[data-say]')) {
      node.textContent = strings[node.dataset['say'] as keyof typeof strings];
    }
  }
  for (const node of document.querySelectorAll<HTMLElement>('[data-problem]')) {
    const code = node.dataset['problem'] ?? '';
    node.textContent = describeFailure({ code, isRetryable: !isLinkCode(code) }, words);
  }
  document.title = document.querySelector('h1')?.textContent ?? document.title;
}

/** Speaks again whenever the language of the document changes. The element follows by itself. */
export function followLanguage(): void {
  new MutationObserver(() => void speak()).observe(document.documentElement, {
    attributeFilter: ['lang'],
  });
}
