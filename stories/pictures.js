import { chromium } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { createServer } from 'vite';

import { CHROMIUM, installBrowsers } from '../test/support/install-browsers.js';

/*
 * Pictures of every state, to be looked at: `npm run pictures` writes them to .cache/pictures.
 */
const OUT = '.cache/pictures';

/** @type {{ name: string, query?: string, width?: number, zoom?: number, forcedColors?: 'active' }[]} */
const SHEETS = [
  { name: 'light' },
  { name: 'dark', query: 'scheme=dark' },
  { name: 'forced-colours', forcedColors: 'active' },
  { name: 'german', query: 'lang=de' },
  { name: 'arabic', query: 'lang=ar' },
  { name: 'japanese', query: 'lang=ja' },
  { name: 'hindi', query: 'lang=hi' },
  { name: '320-px', width: 320 },
  { name: 'zoom-200', width: 640, zoom: 2 },
  { name: 'popover', query: 'only=Popover', width: 700 },
  { name: 'popover-320-px', query: 'only=Popover&lang=de', width: 320 },
];

installBrowsers();
mkdirSync(OUT, { recursive: true });
const server = await createServer({
  configFile: false,
  root: '.',
  logLevel: 'error',
  server: { port: 0 },
});
await server.listen();
const [url] = server.resolvedUrls?.local ?? [];
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });

for (const { name, query = '', width = 1400, zoom = 1, forcedColors } of SHEETS) {
  const page = await browser.newPage({
    viewport: { width: width / zoom, height: 800 },
    deviceScaleFactor: zoom,
    reducedMotion: 'reduce',
    ...(forcedColors && { forcedColors }),
  });
  await page.goto(`${url}stories/contact-sheet/index.html?${query}`);
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  await page.screenshot({ path: `${OUT}/${name}.png`, fullPage: true });
  await page.close();
  console.log(`${OUT}/${name}.png`);
}
await browser.close();
await server.close();
