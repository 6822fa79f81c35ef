import { firefox } from '@playwright/test';

import { FIREFOX } from './install-browsers.js';

import type { Browser, BrowserContext, Locator } from '@playwright/test';

/**
 * Where pages run no script. WebDriver BiDi knows no such context, so Firefox is started once more
 * with its own setting. Whoever opens it closes it with `closeWithoutScript`.
 */
export async function openWithoutScript(browser: Browser): Promise<BrowserContext> {
  if (browser.browserType().name() !== 'firefox') {
    return browser.newContext({ javaScriptEnabled: false });
  }
  const plain = await firefox.launch({
    channel: 'moz-firefox',
    executablePath: FIREFOX,
    firefoxUserPrefs: { 'javascript.enabled': false },
  });
  return plain.newContext();
}

export async function closeWithoutScript(browser: Browser, plain: BrowserContext): Promise<void> {
  await plain.close();
  const own = plain.browser();
  if (own !== browser) await own?.close();
}

/** Without script, Firefox lets Playwright look and type, but not wait: neither `fill` nor `expect`. */
export async function focus(target: Locator): Promise<void> {
  await target.evaluate((element) => (element as HTMLElement).focus());
}
