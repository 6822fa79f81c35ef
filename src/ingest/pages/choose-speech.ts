import { findLanguage } from '../../locales/find-language.js';
import { ENGLISH, speechOf } from './speech.js';

import type { Speech } from './speech.js';

/** More languages than a person names; each costs a look at what its tag means. */
const MOST_RANGES = 32;

/**
 * The language that a reader wants most of those that are spoken here, by their `Accept-Language`:
 * by quality, then by order (RFC 9110, 12.5.4). A region falls back to its language, everything else
 * to English.
 */
export function chooseSpeech(acceptLanguage: string | null): Speech {
  const ranges = (acceptLanguage ?? '')
    .split(',', MOST_RANGES)
    .map(readRange)
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality);
  for (const { tag } of ranges) {
    const speech = speechOf(findLanguage(tag));
    if (speech) return speech;
  }
  return ENGLISH;
}

/** `de-CH;q=0.8`. A quality that is none refuses the range. */
function readRange(range: string): { tag: string; quality: number } {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
  const quality = parameters.find((parameter) => /^q=/i.test(parameter));
  return { tag, quality: quality === undefined ? 1 : Number(quality.slice(2)) };
}
