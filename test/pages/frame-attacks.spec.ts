import { expect } from '@playwright/test';

import { openHost, receivedBy, waitForHeight } from '../support/frame-host.js';
import { escapeAttribute } from '../support/host-site.js';
import { test } from '../support/site-test.js';

import type { Page } from '@playwright/test';

/*
 * What the pages in and around a frame may try, in a browser with real windows and real requests.
 */

/** Says what a guest would say, to the window above or before this one. */
function speakLikeAGuest(): void {
  const target = (opener as Window | null) ?? parent;
  const namespace = 'agentloop-feedback';
  target.postMessage({ type: 'hello', namespace, versions: [1], load_id: 1 }, '*');
  target.postMessage({ type: 'height', namespace, height: 999 }, '*');
  target.postMessage({ type: 'last' }, '*');
}

async function hasReceived(page: Page, type: string): Promise<void> {
  await expect
    .poll(async () => (await receivedBy(page)).map((message) => message['type']))
    .toContain(type);
}

/** The addresses that are posted to. */
function recordPosts(page: Page): string[] {
  const posts: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(new URL(request.url()).origin);
  });
  return posts;
}

test('a host ignores a window that it has opened, on the origin of its frame', async ({
  page,
  site,
}) => {
  await openHost(page, site);
  const height = await waitForHeight(page);
  const opened = page.waitForEvent('popup');
  await page.evaluate((url) => void open(url), `${site.origin}/elsewhere`);
  const popup = await opened;
  await popup.waitForLoadState();
  const body = popup.locator('body');
  await body.evaluate(() => {
    addEventListener('message', ({ data }) => document.body.append(JSON.stringify(data)));
  });
  await popup.evaluate(speakLikeAGuest);
  await hasReceived(page, 'last');
  await page.bringToFront();
  expect(await waitForHeight(page)).toBe(height);
  await expect(body).toHaveText('elsewhere');
});

test('a host ignores its frame once that has gone on to another origin', async ({ page, site }) => {
  await openHost(page, site);
  const height = await waitForHeight(page);
  await page.frames()[1]!.evaluate((url) => location.assign(url), `${site.otherOrigin}/elsewhere`);
  const body = page.frameLocator('iframe').locator('body');
  await expect(body).toHaveText('elsewhere');
  await body.evaluate(() => {
    addEventListener('message', ({ data }) => document.body.append(JSON.stringify(data)));
  });
  await body.evaluate(speakLikeAGuest);
  await hasReceived(page, 'last');
  expect(await waitForHeight(page)).toBe(height);
  await expect(body).toHaveText('elsewhere');
});

test('a host cannot read what is typed, or the signature', async ({ page, site }) => {
  const url = await site.sign();
  const frame = await openHost(page, site, { url });
  await frame.getByRole('button', { name: 'Wrong answer' }).click();
  const texts = frame.getByRole('textbox');
  await texts.first().pressSequentially('my secret correction', { delay: 1 });
  await texts.nth(1).pressSequentially('my secret comment', { delay: 1 });
  await frame.getByRole('checkbox', { name: 'Unsafe' }).check();
  await frame.getByRole('button', { name: 'Send' }).click();
  await expect(frame.getByRole('status')).toHaveText('Thank you! Your correction was sent.');
  expect((await site.annotations())[0]?.correction).toContain('my secret correction');
  await hasReceived(page, 'closed');

  const all = JSON.stringify(await receivedBy(page));
  expect(all).toContain('"reasons":["unsafe"]');
  expect(all).not.toContain('secret');
  expect(all).not.toContain(new URL(url).searchParams.get('sig')!.slice(0, 16));
  const reached = await page.evaluate(() => {
    const iframe = document.querySelector('iframe')!;
    try {
      return iframe.contentDocument ?? iframe.contentWindow?.document.body.textContent;
    } catch (error) {
      return (error as DOMException).name;
    }
  });
  expect(reached).toBe('SecurityError');
  const timings = await page.evaluate(() => JSON.stringify(performance.getEntries()));
  expect(timings).not.toContain('secret');
});

test('a host that sets traps for messages and prototypes sees no text', async ({ page, site }) => {
  await page.addInitScript(() => {
    const trap = globalThis as unknown as { caught: string[] };
    trap.caught = [];
    for (const name of ['correction', 'comment', 'sig', 'context']) {
      // That is the attack.
      // oxlint-disable-next-line no-extend-native
      Object.defineProperty(Object.prototype, name, {
        configurable: true,
        set(value: unknown) {
          trap.caught.push(name);
          Object.defineProperty(this, name, { value, writable: true, configurable: true });
        },
      });
    }
  });
  const frame = await openHost(page, site);
  await frame.getByRole('button', { name: 'Wrong answer' }).click();
  await frame.getByRole('textbox').first().fill('my secret correction');
  await frame.getByRole('button', { name: 'Send' }).click();
  await hasReceived(page, 'closed');
  const caught = await page.evaluate(() => (globalThis as unknown as { caught: string[] }).caught);
  expect(caught).toEqual([]);
});

test('a feedback page posts to its own origin alone, whatever its address says', async ({
  page,
  site,
}) => {
  const posts = recordPosts(page);
  const evil = encodeURIComponent(site.otherOrigin);
  const url = `${await site.sign()}&ingest=${evil}&base=${evil}&feedbackUrl=${evil}%2Ffeedback`;
  const frame = await openHost(page, site, { url });
  await frame.getByRole('button', { name: 'Right answer' }).click();
  await expect(frame.getByRole('status')).toHaveText('Thank you!');
  expect(posts.length).toBeGreaterThan(0);
  expect(new Set(posts)).toEqual(new Set([site.origin]));
});

test('an element posts to the origin of its feedback URL alone', async ({ page, site }) => {
  const posts = recordPosts(page);
  const link = escapeAttribute(await site.sign());
  site.setPage(`<agentloop-feedback feedback-url="${link}"></agentloop-feedback>`);
  await page.goto(`${site.otherOrigin}/host`);
  await page.getByRole('button', { name: 'Wrong answer' }).click();
  await expect(page.getByRole('status')).toHaveText(/Thank you/);
  expect(new Set(posts)).toEqual(new Set([site.origin]));
});

test('an element takes the name before an @ for no origin', async ({ page, site }) => {
  const posts = recordPosts(page);
  const url = new URL(await site.sign());
  const link = escapeAttribute(
    url.href.replace(url.origin, `http://127.0.0.1:${url.port}@localhost:${url.port}`),
  );
  site.setPage(`<agentloop-feedback feedback-url="${link}"></agentloop-feedback>`);
  await page.goto(`${site.otherOrigin}/host`);
  await page.getByRole('button', { name: 'Wrong answer' }).click();
  await expect(page.getByRole('status')).toHaveText(/Thank you/);
  expect(new Set(posts)).toEqual(new Set([site.otherOrigin]));
});
