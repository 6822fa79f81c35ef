import { signFeedbackUrl } from 'agentloop-feedback/server';
import { parseArgs } from 'node:util';

import { installPostgres } from '../test/support/install-postgres.js';
import { SECRET, startIngest } from './browser/bench-site.js';
import { launchChromium } from './browser/launch.js';
import { CONTESTANTS } from './compare/contestants.js';
import { compareInstances, comparePages } from './compare/figures.js';
import { startHostSite } from './compare/host-site.js';
import { installPeers } from './compare/install-peers.js';
import { measureInstances } from './compare/measure-instances.js';
import { measurePage } from './compare/measure-pages.js';
import { measureSigning } from './compare/measure-signing.js';
import { writeReport } from './compare/write-report.js';
import { measureThroughput } from './ingest/throughput.js';
import { report } from './report.js';

/** @import { PageMeasures } from './compare/measure-pages.js' */
/** @import { Figure } from './report.js' */

/*
 * Ours beside what else people put under an answer, beside bare Web Crypto and beside a handler that
 * stores nothing, all in one run. Writes `bench/REPORT.md` when nothing is left out.
 *
 *   --only pages,instances,signing,ingest   default: all
 *   --rounds 5                              of pages; of instances 3
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'pages,instances,signing,ingest' },
    rounds: { type: 'string', default: '5' },
  },
});
const rounds = Number(values.rounds);
const INSTANCE_ROUNDS = 3;
const only = new Set(values.only.split(','));

const found = {
  pages: only.has('pages') ? await withHost(measurePages) : [],
  instances: only.has('instances') ? await withHost(measureAllInstances) : [],
  signing: only.has('signing') ? await measureSigning() : [],
  ingest: only.has('ingest') ? await measureIngest() : [],
};
report('compare', Object.values(found).flat());
if (Object.values(found).every((figures) => figures.length > 0)) {
  await writeReport(found, rounds);
}

/**
 * @template T
 * @param {(browser: import('@playwright/test').Browser, origin: string) => Promise<T>} use
 */
async function withHost(use) {
  installPeers();
  const ingest = await startIngest();
  let signed = 0;
  const host = await startHostSite(ingest.origin, () => {
    signed += 1;
    return signFeedbackUrl(ingest.origin, SECRET, {
      question: 'How long do I have to return a jacket?',
      agentResponse: 'You can return any item within 90 days. '.repeat(5),
      userId: `u_${signed}`,
    });
  });
  const browser = await launchChromium();
  try {
    return await use(browser, host.origin);
  } finally {
    await browser.close();
    host.stop();
    await ingest.stop();
  }
}

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} origin
 */
async function measurePages(browser, origin) {
  /** @type {Record<string, PageMeasures[]>} */
  const measures = {};
  const bare = { id: 'bare' };
  // The first page of a browser is slow.
  await measurePage(browser, origin, bare);
  for (let round = 0; round < rounds; round += 1) {
    // Of what waits for its service only bytes are measured, and they do not change.
    const repeated = CONTESTANTS.filter(({ thumb }) => thumb ?? round === 0);
    for (const contestant of rotate([bare, ...repeated], round)) {
      const measured = await measurePage(browser, origin, contestant);
      (measures[contestant.id] ??= []).push(measured);
    }
  }
  return comparePages(measures);
}

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} origin
 */
async function measureAllInstances(browser, origin) {
  /** @type {Record<string, { time: number, memory: number }[]>} */
  const measures = {};
  for (let round = 0; round < INSTANCE_ROUNDS; round += 1) {
    for (const contestant of rotate(CONTESTANTS, round)) {
      for (const count of contestant.counts ?? []) {
        const measured = await measureInstances(browser, origin, contestant, count);
        (measures[`${contestant.id} ${count}`] ??= []).push(measured);
      }
    }
  }
  return compareInstances(measures);
}

/**
 * Each round begins with another, so that nobody always follows the same one.
 *
 * @template T
 * @param {readonly T[]} contestants
 * @param {number} round
 */
function rotate(contestants, round) {
  const start = (round * 2) % contestants.length;
  return [...contestants.slice(start), ...contestants.slice(0, start)];
}

/** @returns {Promise<Figure[]>} */
async function measureIngest() {
  installPostgres();
  const figures = await measureThroughput({ rounds: 5, ms: 2_000 });
  // Its targets are those of `bench:ingest`.
  return figures.map(({ leastRatio: _ratio, limit: _limit, ...figure }) => figure);
}
