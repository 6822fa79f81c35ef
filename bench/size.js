import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

import { report } from './report.js';

/*
 * What a browser loads, in bytes of brotli, against its budgets.
 */
const DIST = 'dist/browser';
const chunks = readdirSync(`${DIST}/assets`);
const session = chunks.filter((name) => name.startsWith('feedback-session-'));
const languages = chunks.filter((name) => !name.startsWith('feedback-session-'));
const largest = largestOf(languages);

if (session.length !== 1) throw new Error('The form is not one chunk.');
report(
  'size',
  [
    { figure: 'shell: two thumbs', files: ['agentloop-feedback.js'], limit: 6_500 },
    {
      figure: 'element in all, in English',
      files: ['agentloop-feedback.js', ...session.map(inAssets)],
      limit: 16_000,
    },
    {
      figure: `element in all, in its largest language (${largest.split('-')[0]})`,
      files: ['agentloop-feedback.js', ...[...session, largest].map(inAssets)],
      limit: 16_000,
    },
    { figure: 'host’s end of an iframe', files: ['agentloop-feedback-frame.js'], limit: 2_000 },
    { figure: 'feedback page', files: ['feedback-page.js', 'feedback-page.css'], limit: 20_000 },
  ].map(({ files, ...figure }) => ({
    ...figure,
    unit: 'bytes brotli',
    value: files.map(brotliOf).reduce((sum, size) => sum + size),
  })),
);

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
