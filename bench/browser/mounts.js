import { heapOf } from './heap.js';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * Puts so many of a kind into the page's `main`, and measures the time until all are there and laid
 * out, and the memory that they take.
 *
 * @param {Page} page makes each with its `createForBench`
 * @param {import('@playwright/test').CDPSession} cdp
 * @param {string} kind
 * @param {number} count
 * @returns {Promise<{ time: number, memory: number }>} milliseconds and bytes
 */
export async function measureMount(page, cdp, kind, count) {
  const before = await heapOf(cdp);
  const time = await page.evaluate(async ([name, number]) => {
    const start = performance.now();
    const elements = Array.from({ length: number }, (_, index) =>
      globalThis.createForBench(name, index),
    );
    document.querySelector('main')?.append(...elements);
    for (const element of elements) await element.updateComplete;
    document.body.getBoundingClientRect();
    return performance.now() - start;
  }, /** @type {const} */ ([kind, count]));
  await waitForSessions(page);
  return { time, memory: (await heapOf(cdp)) - before };
}

/**
 * Until each of our elements has what it loads when the browser is idle.
 *
 * @param {Page} page
 */
export async function waitForSessions(page) {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('agentloop-feedback')].every((element) =>
      element.shadowRoot?.querySelector('[part=bar][lang]'),
    ),
  );
}

/**
 * Gives the page `linkOf`.
 *
 * @param {Page} page
 */
export async function addLinks(page) {
  await page.addInitScript(() => {
    const now = Math.floor(Date.now() / 1000);
    globalThis.linkOf = (index) =>
      `https://feedback.example/feedback?q=How+long+do+I+have+to+return+it%3F&a=90+days.&u=u&s=s&t=${now}&sig=${String(index).padStart(16, '0').padEnd(64, 'a')}`;
  });
}
