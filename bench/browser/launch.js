import { chromium } from '@playwright/test';

import { CHROMIUM, installBrowsers } from '../../test/support/install-browsers.js';

/**
 * Chromium, which finds no host but this machine: what a page asks of others fails at once, and does
 * not differ with the network. It does not say that it is driven, because some then do less.
 */
export function launchChromium() {
  installBrowsers();
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-blink-features=AutomationControlled',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}
