import { writeFileSync } from 'node:fs';
import { format } from 'prettier';

import { SLOWER } from '../browser/slow-page.js';
import { CONTESTANTS } from './contestants.js';
import { describeMachine } from './describe-machine.js';
import { ALL_BYTES, COSTS, FIRST_BYTES, TIMES, whatOf } from './figures.js';
import { formatRatio, formatSpread, formatValue } from './format-figure.js';
import { judge, judgeServer } from './judge.js';

/** @import { Figure } from '../report.js' */
/** @import { Contestant } from './contestants.js' */
/** @import { Compared } from './figures.js' */

const FILE = new URL('../REPORT.md', import.meta.url);

/**
 * Writes `bench/REPORT.md`: all that was measured, and in words who does better.
 *
 * @param {{ pages: Compared[], instances: Compared[], signing: Figure[], ingest: Figure[] }} found
 * @param {number} rounds of pages
 */
export async function writeReport({ pages, instances, signing, ingest }, rounds) {
  const all = [...pages, ...instances];
  const usable = CONTESTANTS.filter(({ thumb }) => thumb);
  const many = CONTESTANTS.filter(({ counts }) => counts);
  const text = `# How it compares

Written by \`npm run bench\`: do not edit it, run it again.

${describeMachine()}

Each figure is the median of interleaved rounds, each of which begins with another, with the lowest and the highest in brackets, and its ratio to the Lit element floor, or to our web component for the form, which the floor has not. Whatever the figures say is said in words below, by the same program: of two that overlap it says nothing.

## Where we do worse

${judge(all, 'worse')}

${judgeServer(signing, ingest, 'worse')}

## Where we do better

${judge(all, 'better')}

${judgeServer(signing, ingest, 'better')}

## Bytes and requests

To first use is what has arrived when the thumbs can be pressed; in all is what has when the form is open, whether it was loaded before or for it. Code, styles and documents count; calls count as requests, without their bytes, and without those that say what was pressed.

${tableOf(pages, FIRST_BYTES, usable)}

${tableOf(pages, ALL_BYTES, CONTESTANTS)}

${listOf(
  CONTESTANTS.filter(({ thumb }) => !thumb),
  () => 'has only what its package brings, without what its service sends',
)}

## On a slow telephone

A line with 150 ms there and back and 1.6 Mbit/s, a processor ${SLOWER} times slower, nothing in the cache, ${rounds} rounds.

${tableOf(pages, TIMES, usable)}

${tableOf(pages, COSTS, usable)}

Blocking time, shift and memory are those until the page is idle, before anything is pressed. Who has no form has no time for it.

## Many on one page

Without a slower processor; the time until all are there and laid out, and the memory of all.

${tableOf(instances, columnsOf('time', [1, 100, 1_000]), many)}

${tableOf(instances, columnsOf('memory', [100, 1_000]), many)}

## Signing and verifying

One after the other in Node.js, beside Web Crypto's HMAC over the same bytes with a key that was imported once. \`signFeedbackUrl\` and \`verifyFeedbackUrl\` import theirs with each call, the ingest imports it once; and in Node.js ours hash on the spot, where Web Crypto asks another thread.

${serverTable(signing, 'Web Crypto alone')}

## Durable submissions

Signed annotations of 1 KB over 64 connections, acknowledged when they are on the disk, beside a handler that reads, parses and verifies them and stores nothing.

${serverTable(ingest, 'stores nothing')}

## How it was measured

${listOf(CONTESTANTS, ({ how }) => how)}

- All modules are bundled and minified alike (Vite's library mode, ES2022, what two chunks share stays in the entry) and sent with brotli; gzip is that of level 9. The script tag's file is the one that the ingest serves.
- The page is a chat of two turns with the control between them, as narrow as a telephone.
- A script’s time begins with its last byte, so that compiling it counts.
- A thumb is usable in the first frame in which it is there, shown, and bound where it is a button of the page. The form is open in the frame after the one in which it is shown. What is pressed first is the thumb down, or whatever stands in its place.
- The ingest and the site run on the same machine, so that a call takes what the line takes. The browser reaches no other host.
- Memory is JavaScript's heap and that of the DOM after a collection. What a frame costs the browser beyond that does not count.
- What is compared does not do the same: feedbackfin and Sentry have one button and a form, PostHog asks in a corner of the page, deep-chat is a whole chat and Sentry reports errors as well.
`;
  writeFileSync(FILE, await format(text, { parser: 'markdown', printWidth: 100 }));
}

/**
 * @param {readonly Compared[]} figures
 * @param {readonly { what: string }[]} columns
 * @param {readonly Contestant[]} rows
 */
function tableOf(figures, columns, rows) {
  const lines = rows.map(({ id, label }) => [
    label,
    ...columns.map(({ what }) => {
      const figure = figures.find((one) => one.what === what && one.of === id);
      return figure ? cellOf(figure) : '—';
    }),
  ]);
  return table(['', ...columns.map(({ what }) => what)], lines);
}

/**
 * @param {readonly Figure[]} figures
 * @param {string} reference
 */
function serverTable(figures, reference) {
  const lines = figures.map((figure) => [
    figure.figure,
    `${formatValue(figure.value, figure.unit)} ${formatSpread(figure)}`,
    figure.reference === undefined ? '—' : formatValue(figure.reference, figure.unit),
    formatRatio(figure),
  ]);
  return table(['', 'ours', reference, 'ratio'], lines);
}

/** @param {Compared} figure */
function cellOf(figure) {
  return [formatValue(figure.value, figure.unit), formatSpread(figure), formatRatio(figure)]
    .filter(Boolean)
    .join(' ');
}

/**
 * @param {'time' | 'memory'} kind
 * @param {readonly number[]} counts
 */
function columnsOf(kind, counts) {
  return counts.map((count) => ({ what: whatOf(kind, count) }));
}

/**
 * @param {readonly Contestant[]} contestants
 * @param {(contestant: Contestant) => string} describe
 */
function listOf(contestants, describe) {
  return contestants.map((one) => `- **${one.label}**: ${describe(one)}.`).join('\n');
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} lines
 */
function table(head, lines) {
  const rows = [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...lines];
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
