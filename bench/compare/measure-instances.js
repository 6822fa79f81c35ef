import { addLinks, measureMount } from '../browser/mounts.js';

/** @import { Contestant } from './contestants.js' */

/**
 * So many of one contestant on one page, after a first one that brought the code.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {string} origin of the host site
 * @param {Contestant} contestant
 * @param {number} count
 * @returns {Promise<{ time: number, memory: number }>} of all, in milliseconds and bytes
 */
export async function measureInstances(browser, origin, { id }, count) {
  const page = await browser.newPage();
  const cdp = await page.context().newCDPSession(page);
  await addLinks(page);
  await page.goto(`${origin}/many/${id}`);
  await page.waitForFunction(() => globalThis.createForBench !== undefined);
  await measureMount(page, cdp, id, 1);
  await page.evaluate(() => document.querySelector('main')?.replaceChildren());
  const measured = await measureMount(page, cdp, id, count);
  await page.close();
  return measured;
}
