import { defineConfig } from '@playwright/test';

import { CHROMIUM, FIREFOX } from './support/install-browsers.js';

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
      testMatch: 'pages/*.spec.ts',
      // Its walk goes through the same in both.
      testIgnore: 'pages/review.spec.ts',
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
