import { chromium } from '@playwright/test';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';

import { CHROMIUM, installBrowsers } from '../test/support/install-browsers.js';
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

installBrowsers();
const server = createServer((request, response) => {
  const name = String(request.url).split('?')[0]?.slice(1) ?? '';
  if (name.endsWith('.js')) {
    response.setHeader('content-type', 'text/javascript');
    response.end(name === 'plain.js' ? PLAIN : readFileSync(`dist/browser/${name}`));
  } else {
    response.setHeader('content-type', 'text/html');
    response.end(
      '<!doctype html><main></main><script type="module" src="/agentloop-feedback.js"></script>' +
        '<script type="module" src="/plain.js"></script>',
    );
  }
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });

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
server.close();

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
  const before = await heapOf(cdp);
  const time = await page.evaluate(async ([name, count]) => {
    const main = document.querySelector('main');
    const start = performance.now();
    const elements = Array.from({ length: count }, (_, index) => {
      const element = document.createElement(name);
      element.setAttribute('feedback-url', globalThis.linkOf(index));
      return element;
    });
    main?.append(...elements);
    for (const element of elements) await element.updateComplete;
    document.body.getBoundingClientRect();
    return performance.now() - start;
  }, /** @type {const} */ ([tag, COUNT]));
  if (tag === 'agentloop-feedback') await waitForSessions(page);
  const memory = (await heapOf(cdp)) - before;
  await page.close();
  return { time, memory };
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
        const element = document.createElement('agentloop-feedback');
        element.setAttribute('feedback-url', globalThis.linkOf(batch * 10 + index));
        main?.append(element);
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
  await page.addInitScript(() => {
    const now = Math.floor(Date.now() / 1000);
    globalThis.linkOf = (index) =>
      `https://feedback.example/feedback?q=How+long+do+I+have+to+return+it%3F&a=90+days.&u=u&s=s&t=${now}&sig=${String(index).padStart(16, '0').padEnd(64, 'a')}`;
  });
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.waitForFunction(
    () => customElements.get('agentloop-feedback') && customElements.get('plain-feedback'),
  );
  const cdp = await page.context().newCDPSession(page);
  // The code of the form and the first of everything is no cost of each element.
  await page.evaluate(() => {
    for (const name of ['agentloop-feedback', 'plain-feedback']) {
      const element = document.createElement(name);
      element.setAttribute('feedback-url', globalThis.linkOf(999_999));
      document.querySelector('main')?.append(element);
    }
  });
  await waitForSessions(page);
  await page.evaluate(() => document.querySelector('main')?.replaceChildren());
  return { page, cdp };
}

/** @param {import('@playwright/test').Page} page */
async function waitForSessions(page) {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('agentloop-feedback')].every((element) =>
      element.shadowRoot?.querySelector('[part=bar][lang]'),
    ),
  );
}

/**
 * JavaScript's heap and the DOM's, in bytes.
 *
 * @param {import('@playwright/test').CDPSession} cdp
 */
async function heapOf(cdp) {
  await cdp.send('HeapProfiler.collectGarbage');
  const usage = /** @type {{ usedSize: number, embedderHeapUsedSize?: number }} */ (
    await cdp.send('Runtime.getHeapUsage')
  );
  return usage.usedSize + (usage.embedderHeapUsedSize ?? 0);
}

/** The element's own styles, so that both draw the same. */
function stylesOfShell() {
  const source = readFileSync('src/element/agentloop-feedback-styles.ts', 'utf8');
  return /css`([^`]+)`/.exec(source)?.[1] ?? '';
}
