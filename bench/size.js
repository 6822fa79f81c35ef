import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

/*
 * What a browser loads, in bytes of brotli, against its budgets.
 */
const DIST = 'dist/browser';
const chunks = readdirSync(`${DIST}/assets`);
const session = chunks.filter((name) => name.startsWith('feedback-session-'));
const languages = chunks.filter((name) => !name.startsWith('feedback-session-'));
const largest = largestOf(languages);

/** @type {{ figure: string, files: string[], target: number }[]} */
const BUDGETS = [
  { figure: 'shell: two thumbs', files: ['agentloop-feedback.js'], target: 6_500 },
  {
    figure: 'element in all, in English',
    files: ['agentloop-feedback.js', ...session.map(inAssets)],
    target: 16_000,
  },
  {
    figure: `element in all, in its largest language (${largest.split('-')[0]})`,
    files: ['agentloop-feedback.js', ...[...session, largest].map(inAssets)],
    target: 16_000,
  },
  { figure: 'feedback page', files: ['feedback-page.js', 'feedback-page.css'], target: 20_000 },
];

const rows = BUDGETS.map(({ figure, files, target }) => {
  const bytes = files.map((file) => brotliOf(file)).reduce((sum, size) => sum + size);
  return { figure, bytes, target, holds: bytes <= target };
});
console.table(
  rows.map(({ figure, bytes, target, holds }) => ({
    figure,
    unit: 'bytes brotli',
    bytes,
    target,
    holds: holds ? 'yes' : 'NO',
  })),
);
const kept = rows.filter(({ holds }) => holds).length;
console.log(`${kept} of ${rows.length} targets hold`);
mkdirSync('bench/results', { recursive: true });
writeFileSync('bench/results/size.json', `${JSON.stringify(rows, null, 2)}\n`);
if (kept < rows.length || session.length !== 1) process.exitCode = 1;

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
