import { signFeedbackUrl } from 'agentloop-feedback/server';

import { SECRET, startIngest } from './browser/bench-site.js';
import { launchChromium } from './browser/launch.js';
import { openSlowPage, SLOWER } from './browser/slow-page.js';
import { median } from './median.js';
import { report } from './report.js';

/*
 * The feedback page as somebody opens it on a telephone: a slow line (150 ms there and back,
 * 1.6 Mbit/s) and a processor a quarter as fast, cold cache, in Chromium. The reference is a page
 * with the same texts and one style sheet, without a script. Medians of interleaved rounds.
 */
const ROUNDS = 7;
const TURN = {
  question: 'How long do I have to return a jacket?',
  agentResponse: 'You can return any item within 90 days. '.repeat(20),
};
const BARE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>bare</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="icon" href="data:,"><link rel="stylesheet" href="bare.css"></head>
  <body><h1>${TURN.question}</h1><p>${TURN.agentResponse}</p>
  <button>Right answer</button> <button>Wrong answer</button></body></html>`;

const { origin, store, stop } = await startIngest(answer);
const browser = await launchChromium();

const THUMB = ['agentloop-feedback', 'button'];
const PAGES = {
  bare: { url: `${origin}/bare`, thumb: ['button'] },
  query: { url: await signFeedbackUrl(origin, SECRET, TURN), thumb: THUMB },
  fragment: {
    url: await signFeedbackUrl(origin, SECRET, TURN, { carry: 'fragment' }),
    thumb: THUMB,
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
await stop();

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

/** @param {{ url: string, thumb: string[] }} page */
async function open({ url, thumb }) {
  const { context, page, traffic } = await openSlowPage(browser, thumb);
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
  const strangers = traffic.urls.filter((one) => !one.startsWith(origin)).length;
  return { ...seen, requests: traffic.urls.length, bytes: traffic.bytes, strangers };
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
  return undefined;
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
