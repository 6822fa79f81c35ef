import { test as base } from '@playwright/test';

import { startHostSite } from './host-site.js';

import type { HostSite } from './host-site.js';

/** A test with a site of its own. */
export const test = base.extend<{ site: HostSite }>({
  // Playwright wants the first argument as a pattern.
  // oxlint-disable-next-line no-empty-pattern
  site: async ({}, use) => {
    const site = await startHostSite();
    await use(site);
    await site.close();
  },
});
