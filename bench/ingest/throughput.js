import { median, summarize } from '../median.js';
import { withDatabases } from './databases.js';
import { load } from './load.js';
import { makeRequests } from './requests.js';
import { startServer } from './start-server.js';

/** @import { Figure } from '../report.js' */
/** @import { Engine } from './databases.js' */
/** @typedef {{ rounds: number, ms: number }} Rounds how many, and how long each */

/** More than any server here answers in one round. */
const ROUND_REQUESTS = 30_000;
const RATIOS = { sqlite: 0.5, postgres: 0.35 };

/** @type {readonly Engine[]} */
export const ENGINES = ['sqlite', 'postgres'];
export const NAMES = { sqlite: 'SQLite', postgres: 'PostgreSQL' };

/**
 * Annotations a second on both engines, beside a handler that reads, parses and verifies, and stores
 * nothing.
 *
 * @param {Rounds} rounds
 * @param {string} [condition] that the figures name
 * @param {Record<string, string>} [environment] of the servers
 */
export function measureThroughput(rounds, condition = '', environment = {}) {
  return withDatabases(async (databases) => {
    /** @type {Figure[]} */
    const found = [];
    const plain = await startServer('plain');
    for (const engine of ENGINES) {
      const server = await startServer(engine, await databases.create(engine), { environment });
      const name = `${engine}${condition}`;
      const [reference, ours] = await interleave(plain.port, server.port, name, rounds);
      await server.stop();
      const on = `on ${NAMES[engine]}${condition}`;
      found.push(
        {
          figure: `annotations ${on}`,
          unit: '/s',
          ...summarize(ours.rates),
          reference: reference.rate,
          leastRatio: RATIOS[engine],
        },
        { figure: `99th percentile ${on}`, unit: 'ms', ...summarize(ours.p99s), limit: 50 },
      );
    }
    await plain.stop();
    return found;
  }, environment);
}

/**
 * Loads two servers in turn, so that what else the machine does meets both.
 *
 * @param {number} left
 * @param {number} right
 * @param {string} name
 * @param {Rounds} rounds
 */
export async function interleave(left, right, name, { rounds, ms }) {
  const results = [left, right].map(() => ({
    rates: /** @type {number[]} */ ([]),
    p99s: /** @type {number[]} */ ([]),
  }));
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, port] of [left, right].entries()) {
      const requests = makeRequests(`${name}_${index}_${round}`, ROUND_REQUESTS);
      const { rate, p99 } = await load(port, requests, { ms, repeat: true });
      // The first round is for the compilers.
      if (round < 0) continue;
      results[index]?.rates.push(rate);
      results[index]?.p99s.push(p99);
    }
  }
  const [first, second] = results.map((result) => ({ ...result, rate: median(result.rates) }));
  if (!first || !second) throw new Error('There are two servers.');
  return /** @type {const} */ ([first, second]);
}
