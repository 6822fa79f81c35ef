import { defineConfig } from '@playwright/test';

import { CHROMIUM, FIREFOX } from './support/install-browsers.js';

/** What Firefox walks too; with the variable EVERY_ENGINE it walks all pages, some minutes longer. */
const WHERE_ENGINES_DIFFER = 'pages/{frame,frame-attacks,host-page}.spec.ts';

/** Chromium walks everything; Firefox the pages of hosts, where engines differ. */
export default defineConfig({
  testDir: '.',
  outputDir: '../.cache/playwright',
  workers: 2,
  retries: 0,
  timeout: 30_000,
  reporter: [['list'], ['json', { outputFile: '../.cache/reports/playwright.json' }]],
  projects: [
    {
      name: 'chromium',
      testMatch: '{demo,pages}/*.spec.ts',
      use: {
        browserName: 'chromium',
        launchOptions: {
          executablePath: CHROMIUM,
          args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
        },
      },
    },
    {
      name: 'firefox',
      testMatch: process.env['EVERY_ENGINE'] ? 'pages/*.spec.ts' : WHERE_ENGINES_DIFFER,
      use: {
        browserName: 'firefox',
        // Debian's own Firefox, over WebDriver BiDi.
        channel: 'moz-firefox',
        launchOptions: {
          executablePath: FIREFOX,
          // Its mouse reaches no frame that has a process of its own.
          firefoxUserPrefs: { 'fission.autostart': false },
        },
      },
    },
  ],
});
