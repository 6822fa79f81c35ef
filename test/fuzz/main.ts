import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { fuzz } from './fuzz.js';

/*
 * npm run fuzz -- --runs 1000000 [--seed N]
 */
const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } });
const seed = Number(values.seed ?? Date.now() % 1e9);
const folder = mkdtempSync(join(tmpdir(), 'agentloop-feedback-fuzz-'));
try {
  const start = performance.now();
  const report = await fuzz(join(folder, 'feedback.sqlite'), Number(values.runs ?? 100_000), seed);
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(`${report.runs} requests with seed ${seed} in ${seconds} s: no promise was broken`);
  console.log(`${report.writes} of them wrote, and were entitled to`);
  console.table(report.statuses);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
