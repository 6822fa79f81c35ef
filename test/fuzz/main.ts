import { parseArgs } from 'node:util';

import { fuzz } from './fuzz.js';
import { openFuzzStores } from './stores.js';

/** With a fresh database for each round, a listing or an export stays as short as it begins. */
const ROUND_RUNS = 20_000;

/*
 * npm run fuzz -- --runs 1000000 [--seed N] [--engine postgres]
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
    engine: { type: 'string', default: 'sqlite' },
  },
});
const runs = Number(values.runs);
const seed = Number(values.seed);
const stores = await openFuzzStores(values.engine);
const statuses: Record<string, number> = {};
let writes = 0;
const start = performance.now();
try {
  for (let done = 0; done < runs; done += ROUND_RUNS) {
    const round = Math.min(ROUND_RUNS, runs - done);
    const report = await fuzz(await stores.open(), round, seed + done);
    writes += report.writes;
    for (const [status, count] of Object.entries(report.statuses)) {
      statuses[status] = (statuses[status] ?? 0) + count;
    }
  }
} finally {
  stores.remove();
}
const seconds = Math.round((performance.now() - start) / 1000);
console.log(`${runs} requests on ${values.engine} from seed ${seed} on, in ${seconds} s:`);
console.log(`no promise was broken; ${writes} wrote, and were entitled to`);
console.table(statuses);
