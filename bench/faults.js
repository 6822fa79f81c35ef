import { chromium, firefox } from '@playwright/test';
import { signFeedbackUrl } from 'agentloop-feedback/server';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CHROMIUM, FIREFOX, installBrowsers } from '../test/support/install-browsers.js';
import { startFaultyProxy } from './faults/faulty-proxy.js';
import { startHostPage } from './faults/host-page.js';
import { API_KEY, SECRET, startKillableIngest } from './faults/killable-ingest.js';
import { report } from './report.js';

/*
 * A thousand corrections from tabs that close and reload, in Chromium and Firefox, through a proxy
 * that loses 30 % of the requests and 10 % of the answers, refuses, stalls and resets, to an ingest
 * that is killed twice. What must come of it is a thousand records, each exactly once.
 *
 * Once with the network as it is, and once with none for the first half.
 */
const SUBMISSIONS = 1_000;
const TABS = 3;

installBrowsers();
const figures = [
  ...(await run('', false)),
  ...(await run(', no network for the first half', true)),
];
report('faults', figures);

/**
 * @param {string} label
 * @param {boolean} isOfflineAtFirst
 * @returns {Promise<import('./report.js').Figure[]>}
 */
async function run(label, isOfflineAtFirst) {
  const dataDir = mkdtempSync(join(tmpdir(), 'agentloop-feedback-faults-'));
  const ingest = await startKillableIngest(dataDir);
  const proxy = await startFaultyProxy(ingest.port);
  const host = await startHostPage();
  const started = performance.now();

  const urls = await Promise.all(
    Array.from({ length: SUBMISSIONS }, (_, index) =>
      signFeedbackUrl(proxy.origin, SECRET, {
        question: `Question ${index} of the run`,
        agentResponse: '90 days.',
        userId: `u_${index}`,
      }),
    ),
  );
  const half = SUBMISSIONS / 2;
  const people = await Promise.all([
    startPerson(
      await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] }),
      host.url,
    ),
    startPerson(
      await firefox.launch({ channel: 'moz-firefox', executablePath: FIREFOX }),
      host.url,
    ),
  ]);
  if (isOfflineAtFirst) for (const person of people) await person.context.setOffline(true);
  const kills = new Set([Math.floor(half / 3), Math.floor((2 * half) / 3)]);
  await Promise.all(
    people.map(async (person, which) => {
      for (let index = 0; index < half; index += 1) {
        if (isOfflineAtFirst && index === half / 2) await person.context.setOffline(false);
        if (which === 0 && kills.has(index)) await ingest.killAndRestart();
        // Without a network a tab cannot be opened again.
        const isOnline = !isOfflineAtFirst || index > half / 2;
        if (isOnline && index % 20 === 10) await person.closeOrReloadTab();
        const number = which * half + index;
        await person.correct(String(urls[number]), `correction ${number}`);
      }
    }),
  );
  const accepted = performance.now();
  await Promise.all(people.map((person) => person.waitUntilDelivered()));
  const delivered = performance.now();
  for (const person of people) await person.context.browser()?.close();
  await host.stop();
  await proxy.stop();
  const records = await ingest.readAnnotations(API_KEY);
  const turns = await ingest.readTurns(API_KEY);
  await ingest.stop();
  rmSync(dataDir, { recursive: true, force: true });

  const corrections = records.map(({ user_id, correction }) => `${user_id} ${correction}`);
  const expected = urls.map((_, index) => `u_${index} correction ${index}`);
  const found = new Set(corrections);
  const count = (/** @type {string} */ figure, /** @type {number} */ value) => ({
    figure: `${figure}${label}`,
    unit: 'count',
    value,
  });
  return [
    {
      ...count('corrections that are missing', expected.filter((one) => !found.has(one)).length),
      limit: 0,
    },
    { ...count('records beyond the first', records.length - found.size), limit: 0 },
    {
      ...count('turns that counted twice', turns.filter((turn) => turn.duplicate_count > 0).length),
      limit: 0,
    },
    count('records', records.length),
    ...Object.entries(proxy.counts).map(([fault, value]) => count(`requests: ${fault}`, value)),
    count(
      'tabs closed or reloaded',
      people.reduce((sum, person) => sum + person.tabsLost(), 0),
    ),
    count('ingest killed', ingest.kills()),
    { figure: `time to accept all${label}`, unit: 's', value: (accepted - started) / 1000 },
    {
      figure: `time until the last was delivered${label}`,
      unit: 's',
      value: (delivered - accepted) / 1000,
    },
  ];
}

/**
 * A person with a few tabs in one browser.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url
 */
async function startPerson(browser, url) {
  const context = await browser.newContext();
  const open = async () => {
    const page = await context.newPage();
    await page.goto(url);
    return page;
  };
  /** @type {import('@playwright/test').Page[]} */
  const tabs = [];
  for (let index = 0; index < TABS; index += 1) tabs.push(await open());
  let turn = 0;
  let tabsLost = 0;

  return {
    context,
    tabsLost: () => tabsLost,

    /**
     * In the next tab. Returns once it is kept there; the answer is not waited for.
     *
     * @param {string} feedbackUrl
     * @param {string} correction
     */
    async correct(feedbackUrl, correction) {
      turn += 1;
      const tab = tabs[turn % TABS];
      await tab?.evaluate(
        ([link = '', text = '']) => globalThis.keepCorrection(link, text),
        [feedbackUrl, correction],
      );
    },

    /** Whatever it is doing, and opens another in its place. */
    async closeOrReloadTab() {
      tabsLost += 1;
      const which = tabsLost % TABS;
      if (tabsLost % 2 === 0) {
        await tabs[which]?.reload();
        return;
      }
      await tabs[which]?.close();
      tabs[which] = await open();
    },

    /** Looks at its tabs now and then, as people do, which makes the outbox try again. */
    async waitUntilDelivered() {
      const deadline = performance.now() + 8 * 60_000;
      while (performance.now() < deadline) {
        const waiting = await tabs[0]?.evaluate(() => globalThis.tryAgain());
        if (waiting === 0) return;
      }
    },
  };
}
