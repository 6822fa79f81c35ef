import type { Plural, ReviewStrings } from './locales/review-strings.js';

type TextKey = {
  [Key in keyof ReviewStrings]: ReviewStrings[Key] extends string ? Key : never;
}[keyof ReviewStrings];
type PluralKey = Exclude<keyof ReviewStrings, TextKey>;
type Values = Record<string, string | number>;

/** How the page speaks: its strings, and numbers and times as the language writes them. */
export interface Speech {
  /** A BCP 47 tag. */
  language: string;
  say: (key: TextKey, values?: Values) => string;
  /** The form for that number, which also fills `{n}`. */
  count: (key: PluralKey, number: number) => string;
  number: (value: number) => string;
  /** A part of one, as per cent. */
  percent: (value: number) => string;
  /** How long ago, e.g. “3 hours ago”. */
  age: (iso: string, style?: 'long' | 'short') => string;
  /** A length of time, e.g. “3 hours”. */
  duration: (seconds: number) => string;
  time: (iso: string) => string;
  /** A calendar day, e.g. “25 Nov”. */
  day: (isoDay: string) => string;
  size: (bytes: number) => string;
  /** The name of a known key of the wire, or else the key itself. */
  name: (key: string) => string;
}

/** From the largest: how many seconds it has. */
const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** The formatters of `Intl` are expensive to make and cheap to use, so there is one set a language. */
export function createSpeech(language: string, strings: ReviewStrings): Speech {
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const percents = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const ages = {
    long: new Intl.RelativeTimeFormat(language, { numeric: 'auto' }),
    short: new Intl.RelativeTimeFormat(language, { style: 'short' }),
  };
  const times = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const days = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const megabytes = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 1,
  });
  const say = (key: TextKey, values: Values = {}) => fill(strings[key], values);

  return {
    language,
    say,
    count: (key, number) => {
      const forms: Plural = strings[key];
      const form = plurals.select(number) === 'one' ? forms.one : forms.other;
      return fill(form, { n: numbers.format(number) });
    },
    number: (value) => numbers.format(value),
    percent: (value) => percents.format(value),
    age: (iso, style = 'long') => {
      const [unit, amount] = inUnits((Date.parse(iso) - Date.now()) / 1000);
      return ages[style].format(amount, unit);
    },
    duration: (seconds) => {
      const [unit, amount] = inUnits(seconds);
      return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
        amount,
      );
    },
    time: (iso) => times.format(new Date(iso)),
    day: (isoDay) => days.format(new Date(`${isoDay}T00:00:00Z`)),
    size: (bytes) => megabytes.format(bytes / 1_000_000),
    name: (key) => {
      const text = Object.hasOwn(strings, key) ? strings[key as keyof ReviewStrings] : key;
      return typeof text === 'string' ? text : key;
    },
  };
}

function inUnits(seconds: number): [unit: 'year' | 'month' | 'day' | 'hour' | 'minute', number] {
  const [unit, size] = UNITS.find(([, one]) => Math.abs(seconds) >= one) ?? ['minute', 60];
  return [unit, Math.trunc(seconds / size)];
}

function fill(text: string, values: Values): string {
  return text.replaceAll(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}
