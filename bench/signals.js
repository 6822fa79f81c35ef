import { readdirSync, readFileSync } from 'node:fs';

import { agentPunted, factualClaim, isRephrase } from 'agentloop-feedback/signals';

import { report } from './report.js';

/*
 * How well the signals that read texts do on `test/fixtures/signal-examples`, and how long they
 * take. Only what was held out counts: the odd examples of the eight languages that the code was
 * tuned on, by the even ones, and all of the three that were written after it.
 *
 * The references are what one would write first: for questions Dice over character bigrams, with the
 * threshold that does best on the tuning half; for answers a search for four English phrases, and
 * for a digit.
 */
const FOLDER = 'test/fixtures/signal-examples';
const UNSEEN = new Set(['he', 'it', 'ko']);
const CALLS = 2_000;
const ROUNDS = 9;

/** @typedef {{ language: string, isTrue: boolean, isHeldOut: boolean, text: string, history: string[] }} Example */
/** @typedef {(example: Example) => boolean} Judge */

/** @type {Judge} */
const findPhrase = ({ text }) => /i don't know|i'm sorry|i cannot|unable to/i.test(text);
/** @type {Judge} */
const findDigit = ({ text }) => /\p{Nd}/u.test(text);

report('signals', [
  ...measure(
    'isRephrase',
    'rephrase',
    ({ text, history }) => isRephrase(text, history),
    bestDice(),
  ),
  ...measure('agentPunted', 'punt', ({ text }) => agentPunted(text), findPhrase),
  ...measure('factualClaim', 'claim', ({ text }) => Boolean(factualClaim(text)), findDigit),
]);

/**
 * @param {string} name
 * @param {string} table
 * @param {Judge} judge
 * @param {Judge} reference
 * @returns {import('./report.js').Figure[]}
 */
function measure(name, table, judge, reference) {
  const examples = readExamples(table).filter(({ isHeldOut }) => isHeldOut);
  const languages = [...new Set(examples.map(({ language }) => language))];
  const all = score(judge, examples);
  const plain = score(reference, examples);
  const time = timeOf([judge, reference], examples);
  return [
    {
      figure: `${name}: precision`,
      unit: `of ${examples.length}`,
      value: all.precision,
      reference: plain.precision,
      least: 0.9,
    },
    {
      figure: `${name}: recall`,
      unit: `of ${examples.length}`,
      value: all.recall,
      reference: plain.recall,
      least: 0.8,
    },
    ...languages.flatMap((language) => {
      const own = examples.filter((example) => example.language === language);
      const { precision, recall } = score(judge, own);
      const unit = `of ${own.length}`;
      return [
        { figure: `${name}, ${language}: precision`, unit, value: precision },
        { figure: `${name}, ${language}: recall`, unit, value: recall },
      ];
    }),
    {
      figure: `${name}: time for a call`,
      unit: 'µs',
      value: time[0] ?? NaN,
      reference: time[1] ?? NaN,
      limit: 200,
    },
  ];
}

/**
 * @param {string} table
 * @returns {Example[]}
 */
function readExamples(table) {
  return readdirSync(FOLDER).flatMap((file) => {
    const { yes, no } = JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'))[table];
    const [language = ''] = file.split('.');
    const read = (/** @type {(string | string[])[]} */ rows, /** @type {boolean} */ isTrue) =>
      rows.map((row, index) => {
        const texts = [row].flat();
        const isHeldOut = index % 2 === 1 || UNSEEN.has(language);
        return {
          language,
          isTrue,
          isHeldOut,
          text: texts.at(-1) ?? '',
          history: texts.slice(0, -1),
        };
      });
    return [...read(yes, true), ...read(no, false)];
  });
}

/**
 * @param {Judge} judge
 * @param {readonly Example[]} examples
 */
function score(judge, examples) {
  const found = examples.filter(judge);
  const right = found.filter(({ isTrue }) => isTrue).length;
  const wanted = examples.filter(({ isTrue }) => isTrue).length;
  return { precision: found.length === 0 ? 0 : right / found.length, recall: right / wanted };
}

/**
 * Microseconds a call for each judge: the median of interleaved rounds.
 *
 * @param {readonly Judge[]} judges
 * @param {readonly Example[]} examples
 */
function timeOf(judges, examples) {
  const times = judges.map(() => /** @type {number[]} */ ([]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, judge] of judges.entries()) {
      const start = performance.now();
      for (let call = 0; call < CALLS; call += 1) {
        judge(/** @type {Example} */ (examples[call % examples.length]));
      }
      times[index]?.push(((performance.now() - start) / CALLS) * 1000);
    }
  }
  return times.map((values) => values.sort((one, other) => one - other)[ROUNDS >> 1]);
}

/** @returns {Judge} */
function bestDice() {
  const tuning = readExamples('rephrase').filter(({ isHeldOut }) => !isHeldOut);
  const judges = Array.from({ length: 19 }, (_, index) => judgeByDice((index + 1) / 20));
  const harmonic = (/** @type {Judge} */ judge) => {
    const { precision, recall } = score(judge, tuning);
    return (2 * precision * recall) / (precision + recall || 1);
  };
  return judges.reduce((one, other) => (harmonic(one) >= harmonic(other) ? one : other));
}

/**
 * @param {number} threshold
 * @returns {Judge}
 */
function judgeByDice(threshold) {
  return ({ text, history }) => history.some((earlier) => dice(text, earlier) >= threshold);
}

/**
 * @param {string} one
 * @param {string} other
 */
function dice(one, other) {
  const [first, second] = [bigramsOf(one), bigramsOf(other)];
  const shared = first.filter((bigram) => second.includes(bigram)).length;
  return (2 * shared) / (first.length + second.length || 1);
}

/** @param {string} text */
function bigramsOf(text) {
  const plain = text.normalize('NFKC').toLowerCase();
  return [...new Set(Array.from(plain, (_, index) => plain.slice(index, index + 2)))];
}
