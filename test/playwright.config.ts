import { defineConfig } from '@playwright/test';

import { CHROMIUM } from './support/install-browsers.js';

export default defineConfig({
  testDir: '.',
  testMatch: '{demo,pages}/*.spec.ts',
  outputDir: '../.cache/playwright',
  workers: 1,
  retries: 0,
  timeout: 30_000,
  reporter: [['list'], ['json', { outputFile: '../.cache/reports/playwright.json' }]],
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
    },
  },
});
