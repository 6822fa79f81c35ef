import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

/*
 * What a browser loads, in bytes of brotli, against its budgets.
 */
const DIST = 'dist/browser';
const chunks = readdirSync(`${DIST}/assets`).map((name) => `assets/${name}`);

/** @type {{ figure: string, files: string[], target: number }[]} */
const BUDGETS = [
  { figure: 'shell: two thumbs', files: ['agentloop-feedback.js'], target: 6_500 },
  { figure: 'element in all', files: ['agentloop-feedback.js', ...chunks], target: 16_000 },
  { figure: 'feedback page', files: ['feedback-page.js', 'feedback-page.css'], target: 20_000 },
];

const rows = BUDGETS.map(({ figure, files, target }) => {
  const bytes = files.map((file) => brotliOf(`${DIST}/${file}`)).reduce((sum, size) => sum + size);
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
if (kept < rows.length) process.exitCode = 1;

/** @param {string} path */
function brotliOf(path) {
  return brotliCompressSync(readFileSync(path)).length;
}
