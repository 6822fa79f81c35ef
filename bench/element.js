import { readFileSync } from 'node:fs';

import { startSite } from './browser/bench-site.js';
import { launchChromium } from './browser/launch.js';
import { addLinks, measureMount, waitForSessions } from './browser/mounts.js';
import { median } from './median.js';
import { report } from './report.js';

/*
 * 1,000 elements in one chat, against 1,000 of the same two buttons as plain shadow DOM without Lit,
 * in one run: time to upgrade and lay out, memory for each, long tasks when they arrive ten at a
 * time, and what is left after they have gone. Chromium, the built widget, medians of interleaved
 * rounds.
 */
const COUNT = 1_000;
const ROUNDS = 9;

const HOST =
  '<!doctype html><main></main><script type="module" src="/agentloop-feedback.js"></script>' +
  '<script type="module" src="/plain.js"></script>';

/** The reference: what a person sees before the first press, by hand. */
const PLAIN = `
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(${JSON.stringify(stylesOfShell())});
  const template = document.createElement('template');
  const thumb = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3.5 10.5h3.7v9.7H3.5zM7.2 11l3.9-7.6c1.5 0 2.6 1.2 2.6 2.6v3.8h5.1c1.2 0 2.1 1.1 1.9 2.3l-1.2 6.5c-.2.9-1 1.6-1.9 1.6H7.2"/></svg>';
  template.innerHTML = '<div part="bar"><div part="thumbs" role="group" aria-label="Rate this answer">' +
    '<button part="thumb thumb-up" type="button" aria-label="Right answer" aria-pressed="false">' + thumb + '</button>' +
    '<button part="thumb thumb-down" type="button" aria-label="Wrong answer" aria-pressed="false">' + thumb + '</button>' +
    '</div><span part="status" role="status"></span></div>';
  customElements.define('plain-feedback', class extends HTMLElement {
    constructor() {
      super();
      const root = this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [sheet];
      root.append(template.content.cloneNode(true));
      for (const button of root.querySelectorAll('button')) button.addEventListener('click', () => {});
    }
  });
`;

const { origin, stop } = await startSite((request) => {
  const name = new URL(request.url).pathname.slice(1);
  const isScript = name.endsWith('.js');
  const file = name === 'plain.js' ? PLAIN : isScript && readFileSync(`dist/browser/${name}`);
  return new Response(file || HOST, {
    headers: { 'content-type': isScript ? 'text/javascript' : 'text/html' },
  });
});
const browser = await launchChromium();

const ours = { time: /** @type {number[]} */ ([]), memory: /** @type {number[]} */ ([]) };
const plain = { time: /** @type {number[]} */ ([]), memory: /** @type {number[]} */ ([]) };
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [tag, into] of /** @type {const} */ ([
    ['agentloop-feedback', ours],
    ['plain-feedback', plain],
  ])) {
    const measured = await measureMounts(tag);
    into.time.push(measured.time);
    into.memory.push(measured.memory);
  }
}
const { longest, left } = await measureArrivals();
await browser.close();
stop();

report('element', [
  {
    figure: 'time for each of 1,000, upgraded and laid out',
    unit: 'µs',
    value: (median(ours.time) / COUNT) * 1000,
    reference: (median(plain.time) / COUNT) * 1000,
    target: 2.5,
  },
  {
    figure: 'memory for each of 1,000, code loaded',
    unit: 'bytes',
    value: median(ours.memory) / COUNT,
    reference: median(plain.memory) / COUNT,
    target: 2.5,
  },
  { figure: 'longest task, ten at a time', unit: 'ms', value: longest, limit: 50 },
  { figure: 'elements in memory after 1,000 have gone', unit: '', value: left, limit: 0 },
]);

/** @param {string} tag */
async function measureMounts(tag) {
  const { page, cdp } = await openPage();
  const measured = await measureMount(page, cdp, tag, COUNT);
  await page.close();
  return measured;
}

async function measureArrivals() {
  const { page, cdp } = await openPage();
  const longestTask = await page.evaluate(async (count) => {
    let found = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) found = Math.max(found, duration);
    }).observe({ type: 'longtask' });
    const main = document.querySelector('main');
    for (let batch = 0; batch < count / 10; batch += 1) {
      for (let index = 0; index < 10; index += 1) {
        main?.append(globalThis.createForBench('agentloop-feedback', batch * 10 + index));
      }
      await new Promise(requestAnimationFrame);
    }
    return found;
  }, COUNT);
  await waitForSessions(page);
  await page.evaluate(() => document.querySelector('main')?.replaceChildren());
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
  await cdp.send('HeapProfiler.collectGarbage');
  const { result } = await cdp.send('Runtime.evaluate', {
    expression: "customElements.get('agentloop-feedback').prototype",
  });
  const { objects } = await cdp.send('Runtime.queryObjects', {
    prototypeObjectId: String(result.objectId),
  });
  const { result: length } = await cdp.send('Runtime.callFunctionOn', {
    objectId: String(objects.objectId),
    functionDeclaration: 'function () { return this.length }',
  });
  await page.close();
  return { longest: longestTask, left: Number(length.value) };
}

async function openPage() {
  const page = await browser.newPage();
  await addLinks(page);
  await page.addInitScript(() => {
    globalThis.createForBench = (kind, index) => {
      const element = document.createElement(kind);
      element.setAttribute('feedback-url', globalThis.linkOf(index));
      return element;
    };
  });
  await page.goto(origin);
  await page.waitForFunction(
    () => customElements.get('agentloop-feedback') && customElements.get('plain-feedback'),
  );
  const cdp = await page.context().newCDPSession(page);
  // The code of the form and the first of everything is no cost of each element.
  await page.evaluate(() => {
    for (const name of ['agentloop-feedback', 'plain-feedback']) {
      document.querySelector('main')?.append(globalThis.createForBench(name, 999_999));
    }
  });
  await waitForSessions(page);
  await page.evaluate(() => document.querySelector('main')?.replaceChildren());
  return { page, cdp };
}

/** The element's own styles, so that both draw the same. */
function stylesOfShell() {
  const source = readFileSync('src/element/agentloop-feedback-styles.ts', 'utf8');
  return /css`([^`]+)`/.exec(source)?.[1] ?? '';
}
