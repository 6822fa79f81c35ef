import { chromium } from '@playwright/test';
import { createIngest } from 'agentloop-feedback/ingest';
import { signFeedbackUrl } from 'agentloop-feedback/server';
import { createSqliteStore } from 'agentloop-feedback/sqlite';
import { serve } from '@hono/node-server';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CHROMIUM, installBrowsers } from '../test/support/install-browsers.js';
import { median } from './median.js';
import { report } from './report.js';

/*
 * The feedback page as somebody opens it on a telephone: a slow line (150 ms there and back,
 * 1.6 Mbit/s) and a processor a quarter as fast, cold cache, in Chromium. The reference is a page
 * with the same texts and one style sheet, without a script. Medians of interleaved rounds.
 */
const ROUNDS = 7;
const LINE = { offline: false, latency: 150, downloadThroughput: 2e5, uploadThroughput: 1e5 };
const SLOWER = 4;
const SECRET = 'whsec_bench';
const TURN = {
  question: 'How long do I have to return a jacket?',
  agentResponse: 'You can return any item within 90 days. '.repeat(20),
};
const BARE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>bare</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="icon" href="data:,"><link rel="stylesheet" href="bare.css"></head>
  <body><h1>${TURN.question}</h1><p>${TURN.agentResponse}</p>
  <button>Right answer</button> <button>Wrong answer</button></body></html>`;

installBrowsers();
const folder = mkdtempSync(join(tmpdir(), 'agentloop-feedback-page-'));
const store = await createSqliteStore({ path: join(folder, 'feedback.sqlite') });
const ingest = createIngest({ secrets: [SECRET], apiKeys: ['ak_bench'], store });
const server = serve({ fetch: answer, port: 0, hostname: '127.0.0.1' });
await once(server, 'listening');
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
const origin = `http://127.0.0.1:${port}`;
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });

const PAGES = {
  bare: { url: `${origin}/bare`, usable: 'button' },
  query: { url: await signFeedbackUrl(origin, SECRET, TURN), usable: 'agentloop-feedback' },
  fragment: {
    url: await signFeedbackUrl(origin, SECRET, TURN, { carry: 'fragment' }),
    usable: 'agentloop-feedback',
  },
};
/** @typedef {Awaited<ReturnType<typeof open>>} Opened */
/** @type {Record<keyof typeof PAGES, Opened[]>} */
const opened = { bare: [], query: [], fragment: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  for (const name of /** @type {(keyof typeof PAGES)[]} */ (Object.keys(PAGES))) {
    opened[name].push(await open(PAGES[name]));
  }
}
const records = (await store.listTurns({ limit: 10 })).items.length;
await browser.close();
server.close();
await store.close();
rmSync(folder, { recursive: true, force: true });

const reference = middle('bare', 'painted');
report('page', [
  ...figuresOf('query', 'link with its texts in the query', 1.3),
  // Its texts are shown only after the ingest has vouched for them: a script and one call more.
  ...figuresOf('fragment', 'link with its texts in the fragment', 1.3),
  { figure: 'turns that all of this wrote', unit: 'count', value: records, limit: 0 },
]);

/**
 * @param {keyof typeof PAGES} name
 * @param {string} label
 * @param {number} target of the first paint, as a ratio to the bare page's
 * @returns {import('./report.js').Figure[]}
 */
function figuresOf(name, label, target) {
  return [
    {
      figure: `first contentful paint: ${label}`,
      unit: 'ms',
      value: middle(name, 'painted'),
      reference,
      target,
    },
    { figure: `thumbs usable: ${label}`, unit: 'ms', value: middle(name, 'usable'), reference },
    { figure: 'layout shift', unit: 'score', value: largest(name, 'shift'), limit: 0 },
    // The bare page blocks as well: that is the browser's own start.
    {
      figure: `total blocking time beyond the bare page's, processor ${SLOWER} times slower`,
      unit: 'ms',
      value: middle(name, 'blocked') - middle('bare', 'blocked'),
      limit: 200,
    },
    { figure: 'requests', unit: 'count', value: largest(name, 'requests') },
    { figure: 'bytes over the line', unit: 'bytes', value: largest(name, 'bytes') },
    { figure: 'requests to elsewhere', unit: 'count', value: largest(name, 'strangers'), limit: 0 },
  ];
}

/** @param {{ url: string, usable: string }} page */
async function open({ url, usable }) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  let bytes = 0;
  let requests = 0;
  let strangers = 0;
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', LINE);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  cdp.on('Network.requestWillBeSent', ({ request }) => {
    if (request.url.startsWith('data:')) return;
    requests += 1;
    if (!request.url.startsWith(origin)) strangers += 1;
  });
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.addInitScript((selector) => {
    const seen = { shift: 0, blocked: 0, usable: 0 };
    globalThis.seenByBench = seen;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        seen.shift += /** @type {PerformanceEntry & { value: number }} */ (entry).value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.blocked += duration - 50;
    }).observe({ type: 'longtask', buffered: true });
    // Looked at in each frame: a thumb that is there can be pressed.
    const look = () => {
      const found = document.querySelector(selector);
      const thumb = found?.shadowRoot?.querySelector('button') ?? found;
      if (thumb instanceof HTMLButtonElement) seen.usable = performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, usable);
  await page.goto(url);
  await page.waitForFunction(
    () =>
      globalThis.seenByBench.usable > 0 &&
      performance.getEntriesByName('first-contentful-paint').length > 0,
  );
  // What loads when the browser is idle may shift or block as well.
  await page.waitForLoadState('networkidle');
  const seen = await page.evaluate(() => ({
    ...globalThis.seenByBench,
    painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
  }));
  await context.close();
  return { ...seen, requests, bytes, strangers };
}

/** @param {Request} request */
function answer(request) {
  const { pathname } = new URL(request.url);
  if (pathname === '/bare') {
    return new Response(BARE, { headers: { 'content-type': 'text/html' } });
  }
  if (pathname === '/bare.css') {
    return new Response('body{max-width:40rem;margin:2rem auto;font-family:system-ui}', {
      headers: { 'content-type': 'text/css' },
    });
  }
  return ingest(request);
}

/**
 * @param {keyof typeof PAGES} name
 * @param {keyof Opened} figure
 */
function middle(name, figure) {
  return median(opened[name].map((one) => one[figure]));
}

/**
 * @param {keyof typeof PAGES} name
 * @param {keyof Opened} figure
 */
function largest(name, figure) {
  return Math.max(...opened[name].map((one) => one[figure]));
}
