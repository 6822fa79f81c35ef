import { chromium } from '@playwright/test';
import { readdirSync } from 'node:fs';

import { CHROMIUM, installBrowsers } from '../../test/support/install-browsers.js';
import { serveSite } from './serve-site.js';

/** A story is a page within the manager's page. */
const STORIES = [
  'stories/index.html',
  'stories/iframe.html?id=agentloop-feedback--voted-down&viewMode=story',
  'stories/iframe.html?id=agentloop-feedback--docs&viewMode=docs',
];

/**
 * Opens every page of the built site, and looks for what must not be: a request to anybody else, a
 * file that is missing, an error, a search that finds nothing.
 *
 * @param {string} folder
 */
export async function checkSite(folder) {
  installBrowsers();
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.html') && !path.startsWith('stories/') && path !== '404.html',
  );
  const site = await serveSite(folder);
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  });
  /** @type {string[]} */
  const problems = [];
  try {
    const page = await browser.newPage();
    let path = '';
    const note = (/** @type {string} */ problem) => problems.push(`${path}: ${problem}`);
    page.on('request', (request) => {
      const isOurs = new URL(request.url()).origin === site.origin;
      if (!isOurs && !/^(data|blob):/.test(request.url())) note(`asks for ${request.url()}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) note(`${response.status()} for ${response.url()}`);
    });
    page.on('pageerror', (error) => note(error.message));
    page.on('console', (message) => {
      // What is missing is told by its answer.
      const isTold = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isTold) note(message.text());
    });
    for (path of [...pages, ...STORIES]) {
      await page.goto(`${site.origin}/${path}`, { waitUntil: 'networkidle' });
    }
    path = 'the search';
    await page.goto(site.origin);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('searchbox').fill('signature_invalid');
    await page.getByRole('option', { name: 'signature_invalid' }).first().click();
    await page.waitForURL('**/errors.html#signature_invalid', { timeout: 5_000 });
  } catch (error) {
    problems.push(String(error));
  } finally {
    await browser.close();
    site.close();
  }
  return { pages: pages.length, problems };
}
