import { expect } from '@playwright/test';

import {
  heightOf,
  heightsAskedOf,
  openHost,
  receivedBy,
  waitForHeight,
} from '../support/frame-host.js';
import { escapeAttribute } from '../support/host-site.js';
import { test } from '../support/site-test.js';

import type { FrameLocator, Page } from '@playwright/test';
import type { HostWindow } from '../support/frame-host.js';
import type { HostSite } from '../support/host-site.js';

/*
 * The feedback page in an iframe: the host is on one site, page and ingest are on another.
 */

const CORRECTION = 'What should the answer have been?';

/** Votes thumbs down, corrects, and sends. */
async function correct(frame: FrameLocator): Promise<void> {
  await frame.getByRole('button', { name: 'Wrong answer' }).click();
  await frame.getByLabel(CORRECTION).fill('30 days.');
  await frame.getByRole('button', { name: 'Send' }).click();
  await expect(frame.getByRole('status')).toHaveText('Thank you! Your correction was sent.');
}

/** A frame that works: it gets a height, and what is said arrives. */
async function expectItWorks(page: Page, site: HostSite, frame: FrameLocator): Promise<void> {
  await waitForHeight(page);
  await correct(frame);
  expect((await site.annotations())[0]?.correction).toBe('30 days.');
  await expect
    .poll(async () => (await receivedBy(page)).map(({ event }) => event))
    .toContain('agentloop-submitted');
}

test('works with no script on the host, at 320 × 180', async ({ page, site }) => {
  const link = escapeAttribute(await site.sign());
  site.setPage(`<iframe title="feedback" width="320" height="180" src="${link}"></iframe>`);
  await page.goto(`${site.otherOrigin}/host`);
  const frame = page.frameLocator('iframe');
  await correct(frame);
  expect((await site.annotations())[0]?.correction).toBe('30 days.');
  const overflow = await frame.locator('html').evaluate(({ scrollWidth, clientWidth }) => ({
    isWide: scrollWidth > clientWidth,
  }));
  expect(overflow.isWide).toBe(false);
});

test('gets as high as what it shows: with the form, and without it again', async ({
  page,
  site,
}) => {
  const frame = await openHost(page, site);
  const before = await waitForHeight(page);
  await frame.getByRole('button', { name: 'Wrong answer' }).click();
  await expect(frame.getByRole('form')).toBeVisible();
  const open = await waitForHeight(page);
  expect(open).toBeGreaterThan(before + 200);
  const box = await frame.locator('main').evaluate((main) => main.getBoundingClientRect().height);
  expect(open).toBe(Math.ceil(box));
  await frame.getByRole('button', { name: 'Close' }).click();
  await expect(frame.getByRole('form')).toHaveCount(0);
  expect(await waitForHeight(page)).toBeLessThan(open - 200);
});

test('works in a sandbox that allows scripts alone', async ({ page, site }) => {
  const frame = await openHost(page, site, { attributes: 'sandbox="allow-scripts"' });
  await expectItWorks(page, site, frame);
});

test('works in a sandbox that allows scripts, forms and its own origin', async ({ page, site }) => {
  const attributes = 'sandbox="allow-scripts allow-forms allow-same-origin"';
  const frame = await openHost(page, site, { attributes });
  await expectItWorks(page, site, frame);
});

test('works where its host is in a sandbox itself', async ({ page, site }) => {
  await openHost(page, site);
  // No page may be framed by itself.
  await page.goto(`${site.otherOrigin}/elsewhere`);
  await page.setContent(
    `<iframe sandbox="allow-scripts" src="${site.otherOrigin}/host" width="600" height="900">`,
  );
  const host = page.frameLocator('iframe');
  const frame = host.frameLocator('iframe');
  await expect(frame.getByRole('button', { name: 'Wrong answer' })).toBeVisible();
  await expect(host.locator('iframe')).toHaveAttribute('style', /height/);
});

test('works where the frame may store nothing', async ({ playwright, browserName, site }, {
  project,
}) => {
  const { channel, launchOptions } = project.use;
  // A Chromium of tests refuses frames of other sites their storage anyway.
  const browser = await playwright[browserName].launch({
    ...launchOptions,
    ...(channel && { channel }),
    firefoxUserPrefs: { ...launchOptions?.firefoxUserPrefs, 'network.cookie.cookieBehavior': 1 },
  });
  const page = await browser.newPage();
  const frame = await openHost(page, site);
  const storage = await frame.locator('html').evaluate(() => {
    try {
      return typeof localStorage;
    } catch (error) {
      return (error as DOMException).name;
    }
  });
  expect(storage).toBe('SecurityError');
  await expectItWorks(page, site, frame);
  await browser.close();
});

test('works in a shadow root', async ({ page, site }) => {
  const frame = await openHost(page, site, {
    wrap: (inner) => `<div><template shadowrootmode="open">${inner}</template></div>
      <script>
        hiddenFrames = [document.querySelector('div').shadowRoot.querySelector('iframe')];
      </script>`,
  });
  await expectItWorks(page, site, frame);
});

test('works in a closed shadow root', async ({ page, site }) => {
  await openHost(page, site, {
    wrap: (inner) => `<div></div><script>
        const root = document.querySelector('div').attachShadow({ mode: 'closed' });
        root.innerHTML = ${JSON.stringify(inner)};
        hiddenFrames = [root.querySelector('iframe')];
      </script>`,
  });
  await expect.poll(() => heightsAskedOf(page)).not.toEqual([]);
  const frame = page.frames()[1]!;
  await frame.getByRole('button', { name: 'Right answer' }).click();
  await expect
    .poll(async () => (await receivedBy(page)).map(({ event }) => event))
    .toContain('agentloop-submitted');
});

test('works where it loads when it is scrolled to', async ({ page, site }) => {
  const frame = await openHost(page, site, {
    attributes: 'loading="lazy"',
    wrap: (inner) => `<p style="height: 20000px">far away</p>${inner}`,
  });
  expect(await heightOf(page)).toBeUndefined();
  await page.locator('iframe').scrollIntoViewIfNeeded();
  await expectItWorks(page, site, frame);
});

test('works where it is not displayed at first', async ({ page, site }) => {
  const frame = await openHost(page, site, { attributes: 'style="display: none"' });
  await expect.poll(async () => page.frames()[1]?.locator('agentloop-feedback').count()).toBe(1);
  expect(await heightOf(page)).toBeUndefined();
  await page.locator('iframe').evaluate((iframe) => (iframe.style.display = 'block'));
  await expectItWorks(page, site, frame);
});

test('works in a page that isolates itself from other origins', async ({ page, site }) => {
  const frame = await openHost(page, site, {
    headers: {
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
    },
  });
  // A name like localhost is trustworthy enough for that.
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await expectItWorks(page, site, frame);
});

test('connects again when it is reloaded', async ({ page, site }) => {
  const frame = await openHost(page, site);
  await waitForHeight(page);
  await page.frames()[1]!.evaluate(() => location.reload());
  await expect
    .poll(async () => (await receivedBy(page)).filter(({ type }) => type === 'hello').length)
    .toBeGreaterThan(1);
  await expectItWorks(page, site, frame);
});

test('connects again when it is moved', async ({ page, site }) => {
  const frame = await openHost(page, site, { wrap: (inner) => `<p></p>${inner}` });
  await waitForHeight(page);
  await page.evaluate(() => document.querySelector('p')?.append(document.querySelector('iframe')!));
  await expect
    .poll(async () => (await receivedBy(page)).filter(({ type }) => type === 'hello').length)
    .toBeGreaterThan(1);
  await expectItWorks(page, site, frame);
});

test('connects again when it goes on to another feedback URL', async ({ page, site }) => {
  const frame = await openHost(page, site);
  await waitForHeight(page);
  const next = await site.sign('How often?');
  await page.locator('iframe').evaluate((iframe, url) => {
    (iframe as HTMLIFrameElement).src = url;
  }, next);
  await expect(frame.getByText('How often?')).toBeVisible();
  await expectItWorks(page, site, frame);
});

test('keeps two frames with one URL apart', async ({ page, site }) => {
  const frame = await openHost(page, site, { wrap: (inner) => inner + inner });
  const other = page.frameLocator('iframe').nth(1);
  await expect(other.getByRole('button', { name: 'Wrong answer' })).toBeVisible();
  await page.evaluate(() => {
    const [, connection] = (globalThis as unknown as HostWindow).connections;
    connection?.update({ language: 'de' });
  });
  await expect(other.getByRole('button', { name: 'Falsche Antwort' })).toBeVisible();
  await frame.getByRole('button', { name: 'Wrong answer' }).click();
  await expect(frame.getByRole('form')).toBeVisible();
  const high = await waitForHeight(page);
  const heights = await page
    .locator('iframe')
    .evaluateAll((iframes) => iframes.map((iframe) => iframe.clientHeight));
  expect(heights[0]).toBe(high);
  expect(heights[1]).toBeLessThan(high - 200);
});

test('speaks the host’s language and wears its theme, and changes both', async ({ page, site }) => {
  const frame = await openHost(page, site, {
    options: `{
      language: 'ar',
      theme: { colorScheme: 'dark', properties: { '--agentloop-accent': 'rgb(1, 2, 3)' } },
    }`,
  });
  const html = frame.locator('html');
  await expect(html).toHaveAttribute('lang', 'ar');
  await expect(html).toHaveAttribute('dir', 'rtl');
  await expect(html).toHaveCSS('color-scheme', 'dark');
  // The text is as light as the browser has it in the dark.
  await expect(html).toHaveCSS('color', /^rgb\(25\d, 25\d, 25\d\)$/);
  await page.evaluate(() => {
    const [connection] = (globalThis as unknown as HostWindow).connections;
    connection?.update({
      language: 'de-CH',
      theme: {
        colorScheme: 'light',
        properties: { '--agentloop-accent': 'rgb(9, 8, 7)', '--agentloop-font-size': '30px' },
      },
    });
  });
  await expect(frame.getByRole('heading', { name: 'Ist diese Antwort richtig?' })).toBeVisible();
  await expect(html).toHaveCSS('color', 'rgb(0, 0, 0)');
  const thumb = frame.getByRole('button', { name: 'Falsche Antwort' });
  await expect(thumb).toHaveCSS('font-size', '30px');
  await thumb.click();
  await expect(thumb).toHaveCSS('color', 'rgb(9, 8, 7)');
});

test('keeps what is typed when the language changes', async ({ page, site }) => {
  const frame = await openHost(page, site);
  await frame.getByRole('button', { name: 'Wrong answer' }).click();
  await frame.getByLabel(CORRECTION).fill('half a thought');
  await page.evaluate(() => {
    const [connection] = (globalThis as unknown as HostWindow).connections;
    connection?.update({ language: 'de' });
  });
  await expect(frame.getByRole('button', { name: 'Senden' })).toBeVisible();
  await expect(frame.getByRole('textbox').first()).toHaveValue('half a thought');
});

test('tells its host what happened, in the order in which it did', async ({ page, site }) => {
  const frame = await openHost(page, site);
  await correct(frame);
  await frame.getByRole('button', { name: 'Undo' }).click();
  await expect(frame.getByRole('status')).toHaveText('Your rating was taken back.');
  const [annotation] = await site.annotations();
  const ids = { annotationId: annotation?.annotation_id, turnId: annotation?.turn_id };
  await expect
    .poll(async () => (await receivedBy(page)).filter(({ event }) => event))
    .toEqual(
      [
        { event: 'agentloop-submitted', input: { rating: 'incorrect', reasons: [] }, ...ids },
        { event: 'agentloop-submitted', input: { rating: 'incorrect', reasons: [] }, ...ids },
        { event: 'agentloop-closed' },
        { event: 'agentloop-retracted' },
      ].map((event) => expect.objectContaining(event)),
    );
});

test('tells its host that it waits for the network', async ({ page, site }) => {
  const frame = await openHost(page, site);
  await waitForHeight(page);
  await page.context().setOffline(true);
  await frame.getByRole('button', { name: 'Right answer' }).click();
  await expect
    .poll(async () => (await receivedBy(page)).map(({ event }) => event))
    .toContain('agentloop-queued');
  await page.context().setOffline(false);
  await expect(frame.getByRole('status')).toHaveText('Thank you!');
});

test('tells its host that a link has expired', async ({ page, site }) => {
  await openHost(page, site, { url: await site.sign('How long?', new Date('2020-01-01')) });
  await expect
    .poll(async () => (await receivedBy(page)).filter(({ event }) => event))
    .toEqual([expect.objectContaining({ event: 'agentloop-error', code: 'context_expired' })]);
});

test('tells its host that a link which no server has seen is forged', async ({ page, site }) => {
  const forged = (await site.sign()).replace('90+days', '9+days').replace('?', '#');
  await openHost(page, site, { url: forged });
  await expect
    .poll(async () => (await receivedBy(page)).filter(({ event }) => event))
    .toEqual([expect.objectContaining({ event: 'agentloop-error', code: 'signature_invalid' })]);
});

test.describe('the height comes to rest', () => {
  test('where the host sets it by its own window', async ({ page, site }) => {
    const frame = await openHost(page, site, {
      wrap: (inner) => `<style>iframe { height: 50vh !important; }</style>${inner}`,
    });
    await frame.getByRole('button', { name: 'Wrong answer' }).click();
    await expect(frame.getByRole('form')).toBeVisible();
    await waitForHeight(page);
    expect((await heightsAskedOf(page)).length).toBeLessThan(8);
    // What does not fit is scrolled to.
    await frame.getByRole('button', { name: 'Send' }).click();
    await expect(frame.getByRole('status')).toHaveText(/Thank you/);
  });

  test('around the height at which the headings come and go', async ({ page, site }) => {
    const frame = await openHost(page, site, { attributes: 'height="352"' });
    await waitForHeight(page);
    await frame.getByRole('button', { name: 'Wrong answer' }).click();
    await waitForHeight(page);
    await page.locator('iframe').evaluate((iframe) => (iframe.style.height = '353px'));
    await waitForHeight(page);
    await page.locator('iframe').evaluate((iframe) => (iframe.style.height = '351px'));
    await waitForHeight(page);
    // A slow machine sees more heights on the way. What goes round and round asks for the same ones:
    // here each at most once for each of the four changes.
    const asked = await heightsAskedOf(page);
    for (const height of asked)
      expect(asked.filter((one) => one === height).length).toBeLessThan(5);
  });

  test('with pages of 100vh and a bit', async ({ page, site }) => {
    await openHost(page, site);
    await waitForHeight(page);
    const before = (await heightsAskedOf(page)).length;
    await page.frames()[1]!.evaluate(() => {
      document.querySelector('main')!.style.minHeight = 'calc(100vh + 20px)';
    });
    await expect.poll(async () => (await heightsAskedOf(page)).length).toBeGreaterThan(before);
    await waitForHeight(page);
    expect((await heightsAskedOf(page)).length).toBeLessThan(before + 6);
  });

  test('at 125 % and at 150 %, without a scroll bar', async ({ browser, site }) => {
    const heights = await Promise.all(
      [1.25, 1.5].map(async (deviceScaleFactor) => {
        const context = await browser.newContext({ deviceScaleFactor });
        const page = await context.newPage();
        const frame = await openHost(page, site, {
          wrap: (inner) => `<div style="padding-top: 0.3px">${inner}</div>`,
        });
        await frame.getByRole('button', { name: 'Wrong answer' }).click();
        await waitForHeight(page);
        const { lack, overflow } = await frame.locator('html').evaluate((html) => ({
          lack: html.scrollHeight - innerHeight,
          overflow: getComputedStyle(html).overflowY,
        }));
        const asked = await heightsAskedOf(page);
        await context.close();
        return { isWhole: lack <= 1, overflow, isCalm: asked.length < 8 };
      }),
    );
    const calm = { isWhole: true, overflow: 'hidden', isCalm: true };
    expect(heights).toEqual([calm, calm]);
  });
});

test('lets go of a frame that was removed', async ({ page, site, browserName }) => {
  test.skip(browserName === 'firefox', 'Firefox collects no garbage on demand');
  await openHost(page, site);
  await waitForHeight(page);
  await page.evaluate(async () => {
    const host = globalThis as unknown as HostWindow & { gone: WeakRef<Element> };
    const iframe = document.querySelector('iframe')!;
    host.gone = new WeakRef(iframe);
    host.connections = [];
    host.received = [];
    iframe.remove();
    // Any message will do.
    const heard = new Promise((resolve) => addEventListener('message', resolve, { once: true }));
    postMessage({}, origin);
    await heard;
  });
  const session = await page.context().newCDPSession(page);
  await expect
    .poll(async () => {
      await session.send('HeapProfiler.collectGarbage');
      return page.evaluate(() =>
        (globalThis as unknown as { gone: WeakRef<Element> }).gone.deref() ? 'kept' : 'gone',
      );
    })
    .toBe('gone');
});
