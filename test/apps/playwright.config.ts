import { defineConfig } from '@playwright/test';

import { CHROMIUM } from '../support/install-browsers.js';

/** The applications of `demo/apps`, as somebody makes them who has installed the package. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../.cache/playwright-apps',
  globalSetup: './install-apps.ts',
  workers: 1,
  retries: 0,
  timeout: 60_000,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
    },
  },
});
