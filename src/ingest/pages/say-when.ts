import type { Speech } from './speech.js';

/** From how many seconds on minutes are said. */
const MINUTES_FROM = 120;

/** When to try again, as far as it is known, e.g. “Please try again in 45 seconds.” */
export function sayWhen({ language, strings }: Speech, seconds: number | undefined): string {
  if (seconds === undefined) return strings.notLoaded;
  const format = new Intl.RelativeTimeFormat(language);
  const when =
    seconds < MINUTES_FROM
      ? format.format(seconds, 'second')
      : format.format(Math.ceil(seconds / 60), 'minute');
  return strings.tryLater.replace('{when}', () => when);
}
