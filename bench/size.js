import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

import { modulesOf, sizeOfExport } from './bundle-size.js';
import { report } from './report.js';

/*
 * What a browser loads, in bytes of brotli, against its budgets. The signals are bundled one by one,
 * without their lists of words.
 */
const DIST = 'dist/browser';
const chunks = readdirSync(`${DIST}/assets`);
const session = chunks.filter((name) => name.startsWith('feedback-session-'));
// The review queue's page speaks languages of its own.
const languages = chunks.filter((name) => !/^(feedback-session|review)-/.test(name));
const largest = largestOf(languages);

const WORDS = /(punt-phrases|claim-words)\.js$/;
const signals = [
  { name: 'lowConfidence', limit: 300 },
  { name: 'confidenceOf', limit: 300 },
  { name: 'when', limit: 300 },
  { name: 'sample', limit: 300 },
  { name: 'isRephrase', limit: 600 },
  { name: 'agentPunted', limit: 500 },
  { name: 'factualClaim', limit: 800 },
  { name: 'createOutcomeMemory', limit: 850 },
  { name: 'recommendedSignals', limit: 2_200 },
];

const ofElement = await modulesOf('dist/index.js');

if (session.length !== 1) throw new Error('The form is not one chunk.');
report('size', [
  ...[
    { figure: 'shell: two thumbs', files: ['agentloop-feedback.js'], limit: 6_500 },
    {
      figure: 'element in all, in English',
      files: ['agentloop-feedback.js', ...session.map(inAssets)],
      limit: 16_200,
    },
    {
      figure: `element in all, in its largest language (${largest.split('-')[0]})`,
      files: ['agentloop-feedback.js', ...[...session, largest].map(inAssets)],
      limit: 17_050,
    },
    {
      figure: 'element in one file, with all languages',
      files: ['agentloop-feedback-single.js'],
      limit: 28_000,
    },
    { figure: 'host’s end of an iframe', files: ['agentloop-feedback-frame.js'], limit: 2_000 },
    { figure: 'feedback page', files: ['feedback-page.js', 'feedback-page.css'], limit: 20_000 },
  ].map(({ files, ...figure }) => ({
    ...figure,
    unit: 'bytes brotli',
    value: files.map(brotliOf).reduce((sum, size) => sum + size),
  })),
  {
    figure: 'browser SDK, beside the element',
    unit: 'bytes brotli',
    value: await sizeOfExport('dist/sdk.js', '*', (id) => ofElement.has(id)),
    limit: 1_600,
  },
  {
    figure: 'browser SDK without an element',
    unit: 'bytes brotli',
    value: await sizeOfExport('dist/sdk.js', '*'),
    limit: 5_100,
  },
  ...(await Promise.all(
    signals.map(async ({ name, limit }) => ({
      figure: `${name} alone`,
      unit: 'bytes brotli',
      value: await sizeOfExport('dist/signals.js', name, WORDS),
      limit,
    })),
  )),
  {
    figure: 'recommendedSignals with all its words',
    unit: 'bytes brotli',
    value: await sizeOfExport('dist/signals.js', 'recommendedSignals'),
    limit: 7_500,
  },
]);

/** @param {string} file */
function brotliOf(file) {
  return brotliCompressSync(readFileSync(`${DIST}/${file}`)).length;
}

/** @param {string} name */
function inAssets(name) {
  return `assets/${name}`;
}

/** @param {string[]} names */
function largestOf(names) {
  return names.reduce((one, other) =>
    brotliOf(inAssets(one)) > brotliOf(inAssets(other)) ? one : other,
  );
}
