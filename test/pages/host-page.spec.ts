import { expect } from '@playwright/test';

import { escapeAttribute } from '../support/host-site.js';
import { test } from '../support/site-test.js';

import type { Page } from '@playwright/test';
import type { HostSite } from '../support/host-site.js';

/*
 * The built widget, as a script tag loads it, on pages that are not easy to live in.
 */

const STRICT = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "require-trusted-types-for 'script'",
].join('; ');

async function openElement(page: Page, site: HostSite, attributes = ''): Promise<string> {
  const url = await site.sign();
  const link = escapeAttribute(url);
  site.setPage(`<agentloop-feedback feedback-url="${link}" ${attributes}></agentloop-feedback>`);
  await page.goto(`${site.origin}/host`);
  return url;
}

/** Keeps the form's code on its way until the returned function is called. */
async function holdFormCode(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/assets/feedback-session-*', async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

test('works under the strictest policy, and violates nothing of it', async ({ page, site }) => {
  const violations: string[] = [];
  await page.exposeFunction('onViolation', (directive: string) => violations.push(directive));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      // Firefox looks for the host's own icon.
      if (event.blockedURI.endsWith('/favicon.ico')) return;
      (globalThis as unknown as { onViolation(directive: string): void }).onViolation(
        event.violatedDirective,
      );
    });
  });
  const link = escapeAttribute(await site.sign());
  site.setPage(
    `<agentloop-feedback feedback-url="${link}" lang="de" placement="popover"></agentloop-feedback>`,
    { 'content-security-policy': STRICT },
  );
  await page.goto(`${site.origin}/host`);
  await page.getByRole('button', { name: 'Falsche Antwort' }).click();
  await page.getByRole('form').getByRole('textbox').first().fill('30 Tage.');
  await page.getByRole('button', { name: 'Senden' }).click();
  await expect(page.getByRole('form')).toHaveCount(0);
  expect((await site.annotations())[0]?.correction).toBe('30 Tage.');
  expect(violations).toEqual([]);
});

test('waits while the device is offline, and sends when it is back', async ({ page, site }) => {
  await openElement(page, site);
  await page.getByRole('button', { name: 'Wrong answer' }).focus();
  await expect(page.locator('agentloop-feedback [part=bar][lang]')).toBeVisible();
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Right answer' }).click();
  await expect(page.getByRole('status')).toHaveText(
    'You are offline. It will be sent when you are back.',
  );
  expect(await site.annotations()).toEqual([]);
  await page.context().setOffline(false);
  await expect(page.getByRole('status')).toHaveText('Thank you!');
  expect(await site.annotations()).toHaveLength(1);
});

test('keeps what was said offline over a reload, and sends it then', async ({ page, site }) => {
  await openElement(page, site, 'variant="form"');
  await page.getByLabel('What should the answer have been?').fill('30 days.');
  await page.route('**/v1/*', (route) => route.abort());
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('status')).toHaveText('Not sent yet. It will be tried again.');
  await page.unroute('**/v1/*');
  await page.reload();
  await expect.poll(async () => (await site.annotations())[0]?.correction).toBe('30 days.');
  await expect(page.getByRole('button', { name: 'Wrong answer' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('takes a vote back that has not been sent, without ever sending it', async ({
  page,
  site,
}) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await openElement(page, site);
  await page.getByRole('button', { name: 'Wrong answer' }).focus();
  await expect(page.locator('agentloop-feedback [part=bar][lang]')).toBeVisible();
  await page.context().setOffline(true);
  const thumb = page.getByRole('button', { name: 'Right answer' });
  await thumb.click();
  await expect(page.getByRole('status')).toHaveText(/^You are offline/);
  await thumb.click();
  await expect(page.getByRole('status')).toHaveText('Your rating was taken back.');
  await expect(thumb).toHaveAttribute('aria-pressed', 'false');
  await page.context().setOffline(false);
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  expect(requests.filter((url) => url.includes('/v1/'))).toEqual([]);
});

test('has another tab send what was said in one that has closed', async ({
  page,
  site,
  context,
}) => {
  await openElement(page, site);
  const other = await context.newPage();
  await other.goto(`${site.origin}/host`);
  await expect(other.locator('agentloop-feedback [part=bar][lang]')).toBeVisible();
  await page.route('**/v1/*', (route) => route.abort());
  await page.getByRole('button', { name: 'Right answer' }).click();
  await expect(page.getByRole('status')).toHaveText(/^Not sent yet/);
  await expect(other.getByRole('status')).toHaveText(/^Not sent yet/);
  await page.close();
  await expect.poll(async () => (await site.annotations())[0]?.rating).toBe('correct');
});

test('announces a vote while the form’s code is on a slow line', async ({ page, site }) => {
  const release = await holdFormCode(page);
  await openElement(page, site);
  await page.getByRole('button', { name: 'Right answer' }).click();
  await expect(page.getByRole('status')).toHaveText('Sending…');
  release();
  await expect(page.getByRole('status')).toHaveText('Thank you!');
});

test('lets the host stop a vote though the form’s code cannot be fetched', async ({
  page,
  site,
}) => {
  await page.route('**/assets/*', (route) => route.fulfill({ status: 404 }));
  await openElement(page, site);
  await page.evaluate(() =>
    document.addEventListener('agentloop-vote', (event) => {
      document.title = (event as unknown as { input: { rating: string } }).input.rating;
      event.preventDefault();
    }),
  );
  const thumb = page.getByRole('button', { name: 'Wrong answer' });
  await thumb.click();
  await expect(page).toHaveTitle('incorrect');
  await expect(thumb).toHaveAttribute('aria-pressed', 'false');
  expect(await site.annotations()).toEqual([]);
});

test('says nothing of its own accord to a screen reader', async ({ page, site }) => {
  await openElement(page, site, 'readonly');
  const status = page.locator('agentloop-feedback [part=status]');
  await expect(page.locator('agentloop-feedback [part=bar][lang]')).toBeVisible();
  await expect(status).toHaveAttribute('aria-live', 'off');
  await openElement(page, site);
  await page.getByRole('button', { name: 'Right answer' }).click();
  await expect(page.getByRole('status')).toHaveText('Thank you!');
  await expect(status).not.toHaveAttribute('aria-live');
});

test('says which code it is where the page’s own policy stops a vote', async ({ page, site }) => {
  const link = escapeAttribute(await site.sign());
  site.setPage(`<agentloop-feedback feedback-url="${link}"></agentloop-feedback>`, {
    'content-security-policy': STRICT.replace("connect-src 'self'", "connect-src 'none'"),
  });
  await page.goto(`${site.origin}/host`);
  await page.evaluate(() => {
    document.querySelector('agentloop-feedback')?.addEventListener('agentloop-error', (event) => {
      document.title = event.code;
    });
  });
  await page.getByRole('button', { name: 'Right answer' }).click();
  await expect(page).toHaveTitle('blocked_by_csp');
  await expect(page.getByRole('status')).toHaveText(/^Not sent yet/);
});

test('shows one state in two tabs', async ({ page, site, context }) => {
  await openElement(page, site);
  const other = await context.newPage();
  await other.goto(`${site.origin}/host`);
  await expect(other.locator('agentloop-feedback [part=bar][lang]')).toBeVisible();
  await page.getByRole('button', { name: 'Right answer' }).click();
  await expect(other.getByRole('button', { name: 'Right answer' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await other.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Right answer' })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
  expect(await site.annotations()).toHaveLength(1);
});

test('counts a vote though the form’s code cannot be fetched', async ({ page, site }) => {
  await page.route('**/assets/*', (route) => route.fulfill({ status: 404 }));
  await openElement(page, site);
  const thumb = page.getByRole('button', { name: 'Wrong answer' });
  await thumb.click();
  await expect(thumb).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('status')).toHaveText('Thank you!');
  await expect.poll(async () => (await site.annotations())[0]?.rating).toBe('incorrect');

  // The code is tried again at the next press, which takes the vote back; all that is tried within
  // one second has one address, so that elements share what comes.
  await page.unroute('**/assets/*');
  const tried = await page.evaluate(() => Math.floor(performance.now() / 1000));
  await page.waitForFunction((second) => performance.now() / 1000 > second + 1, tried);
  await thumb.click();
  await expect(page.getByRole('status')).toHaveText('Your rating was taken back.');
  expect((await site.annotations())[0]?.status).toBe('retracted');
});

test('lets a text be copied that can no longer be sent', async ({ page, site, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openElement(page, site, 'variant="form"');
  await page.getByLabel('What should the answer have been?').fill('30 days.');
  await page.route('**/v1/annotations', (route) =>
    route.fulfill({ status: 410, json: { error: 'expired', code: 'context_expired' } }),
  );
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('status')).toHaveText(/^This link has expired/);
  await expect(page.getByLabel('What should the answer have been?')).toHaveValue('30 days.');
  await page.getByRole('button', { name: 'Copy my text' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('30 days.');
});

test('says so where a vote cannot be sent in any way, and sends it at the next try', async ({
  page,
  site,
}) => {
  await page.route('**/assets/*', (route) => route.abort());
  await page.route('**/v1/*', (route) => route.abort());
  await openElement(page, site);
  const thumb = page.getByRole('button', { name: 'Right answer' });
  await thumb.click();
  await expect(page.getByRole('status')).toHaveText('Please try again.');
  await expect(thumb).toHaveAttribute('aria-pressed', 'false');
  await page.unroute('**/assets/*');
  await page.unroute('**/v1/*');
  await thumb.click();
  await expect(page.getByRole('status')).toHaveText('Thank you!');
  expect((await site.annotations())[0]?.status).toBe('active');
});

test('counts a key that is held down while the code loads as one vote', async ({ page, site }) => {
  const release = await holdFormCode(page);
  await openElement(page, site);
  const thumb = page.getByRole('button', { name: 'Right answer' });
  await thumb.focus();
  for (let press = 0; press < 5; press += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  release();
  await expect(page.getByRole('status')).toHaveText('Thank you!');
  expect((await site.annotations())[0]?.status).toBe('active');
});

test('sends in a sandboxed frame that allows scripts alone', async ({ page, site }) => {
  const url = await site.sign();
  site.setPage(
    `<iframe sandbox="allow-scripts" src="${escapeAttribute(url)}" width="600" height="700"></iframe>`,
  );
  await page.goto(`${site.origin}/host`);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('button', { name: 'Wrong answer' }).click();
  await frame.getByLabel('What should the answer have been?').fill('30 days.');
  await frame.getByRole('button', { name: 'Send' }).click();
  await expect(frame.getByRole('status')).toHaveText('Thank you! Your correction was sent.');
  expect((await site.annotations())[0]?.correction).toBe('30 days.');
});

test('shows a vote at once while the form’s code is on a slow line', async ({ page, site }) => {
  const release = await holdFormCode(page);
  await openElement(page, site);
  const thumb = page.getByRole('button', { name: 'Wrong answer' });
  await thumb.click();
  await expect(thumb).toHaveAttribute('aria-pressed', 'true');
  expect(await site.annotations()).toEqual([]);
  release();
  await expect(page.getByRole('form')).toBeVisible();
  await expect(page.getByRole('status')).toHaveText(/^Thank you!/);
});

test('speaks English where its language cannot be fetched', async ({ page, site }) => {
  await page.route('**/assets/ja-*', (route) => route.abort());
  await openElement(page, site, 'lang="ja" variant="form"');
  await expect(page.getByRole('button', { name: 'Send' })).toBeVisible();
});

test('may be loaded twice', async ({ page, site }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const link = escapeAttribute(await site.sign());
  site.setPage(`<script type="module" src="/agentloop/agentloop-feedback.js?again"></script>
    <agentloop-feedback feedback-url="${link}"></agentloop-feedback>`);
  await page.goto(`${site.origin}/host`);
  await page.getByRole('button', { name: 'Wrong answer' }).click();
  await expect(page.getByRole('form')).toBeVisible();
  expect(errors).toEqual([]);
});

test('is there again after a look at another page', async ({ browserName, page, site }) => {
  test.skip(browserName === 'firefox', 'over BiDi, Playwright waits for the load of a kept page');
  await openElement(page, site);
  await page.getByRole('button', { name: 'Wrong answer' }).click();
  await expect(page.getByRole('status')).toHaveText(/^Thank you!/);
  await page.getByLabel('What should the answer have been?').fill('half a thought');
  await page.goto(`${site.origin}/elsewhere`);
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Wrong answer' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  if ((await page.getByRole('form').count()) === 0) {
    await page.getByRole('button', { name: 'Change' }).click();
  }
  await expect(page.getByLabel('What should the answer have been?')).toHaveValue('half a thought');
});

test('lets Escape close the form, and not the dialog around it', async ({ page, site }) => {
  const link = escapeAttribute(await site.sign());
  site.setPage(`<dialog><agentloop-feedback feedback-url="${link}"></agentloop-feedback></dialog>`);
  await page.goto(`${site.origin}/host`);
  await page.evaluate(() => document.querySelector('dialog')?.showModal());
  await page.getByRole('button', { name: 'Wrong answer' }).click();
  await page.getByLabel('What should the answer have been?').press('Escape');
  await expect(page.getByRole('form')).toHaveCount(0);
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('says within the popover what went wrong, and lets Escape close it from the thumb', async ({
  page,
  site,
}) => {
  await openElement(page, site, 'placement="popover"');
  const thumb = page.getByRole('button', { name: 'Wrong answer' });
  await thumb.click();
  await expect(page.getByRole('status')).toHaveText(/^Thank you!/);
  await page.route('**/v1/*', (route) => route.fulfill({ status: 503, json: {} }));
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.locator('[part=panel] [part=error]')).toHaveText(/^Not sent yet/);
  await thumb.focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('form')).toHaveCount(0);
  await page.getByRole('button', { name: 'Change' }).click();
  await expect(page.getByRole('form')).toBeVisible();
});

test('closes a popover on a press outside, unless something was typed', async ({ page, site }) => {
  await openElement(page, site, 'placement="popover"');
  await page.getByRole('button', { name: 'Wrong answer' }).click();
  await expect(page.getByRole('status')).toHaveText(/^Thank you!/);
  await page.mouse.click(5, 700);
  await expect(page.getByRole('form')).toHaveCount(0);
  await page.getByRole('button', { name: 'Correct it' }).click();
  await page.getByLabel('What should the answer have been?').fill('half a thought');
  await page.mouse.click(5, 700);
  await expect(page.getByLabel('What should the answer have been?')).toHaveValue('half a thought');
});

test('shows that a thumb is under the pointer', async ({ page, site }) => {
  await openElement(page, site);
  const thumb = page.getByRole('button', { name: 'Right answer' });
  const backgroundOf = () => thumb.evaluate((node) => getComputedStyle(node).backgroundColor);
  const before = await backgroundOf();
  await thumb.hover();
  await expect.poll(backgroundOf).not.toBe(before);
});

test('keeps what is typed from the page’s shortcuts and its editor', async ({ page, site }) => {
  const link = escapeAttribute(await site.sign());
  site.setPage(
    `<div contenteditable="true"><p>text</p>
    <agentloop-feedback feedback-url="${link}" contenteditable="false"></agentloop-feedback></div>`,
  );
  await page.goto(`${site.origin}/host`);
  await page.evaluate(() => {
    document.addEventListener('keydown', ({ key }) => (document.title += key));
  });
  await page.getByRole('button', { name: 'Wrong answer' }).click();
  const field = page.getByLabel('What should the answer have been?');
  await field.pressSequentially('j k');
  await expect(field).toHaveValue('j k');
  expect(await page.title()).toBe('host');
  await expect(page.getByText('text', { exact: true })).toHaveText('text');
});

test('is read in this order by a screen reader', async ({ page, site }) => {
  await openElement(page, site);
  await page.getByRole('button', { name: 'Wrong answer' }).click();
  await expect(page.getByRole('status')).toHaveText(/^Thank you!/);
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - group "Rate this answer":
      - button "Right answer"
      - button "Wrong answer" [expanded] [pressed]
    - status: Thank you! Would you also say what is wrong?
    - form "Correct this answer":
      - group "How wrong is it?":
        - text: How wrong is it?
        - radio "Wrong" [checked]
        - text: Wrong
        - radio "Partly right"
        - text: Partly right
      - group "What is wrong?":
        - text: What is wrong?
        - checkbox "Not true"
        - text: Not true
        - checkbox "Out of date"
        - text: Out of date
        - checkbox "Incomplete"
        - text: Incomplete
        - checkbox "Off topic"
        - text: Off topic
        - checkbox "Hard to follow"
        - text: Hard to follow
        - checkbox "Unsafe"
        - text: Unsafe
        - checkbox "Something else"
        - text: Something else
      - text: What should the answer have been? optional
      - textbox "What should the answer have been? optional"
      - text: Anything else? optional
      - textbox "Anything else? optional"
      - button "Send"
      - button "Close"
  `);
});

test('is reached in this order by the Tab key, and never holds it', async ({ page, site }) => {
  await openElement(page, site);
  await page.evaluate(() =>
    document.body.insertAdjacentHTML('beforeend', '<button>after</button>'),
  );
  await page.getByRole('button', { name: 'Wrong answer' }).click();
  await expect(page.getByRole('status')).toHaveText(/^Thank you!/);
  const names: string[] = [];
  for (let index = 0; index < 13; index += 1) {
    await page.keyboard.press('Tab');
    names.push(
      await page.evaluate(() => {
        const host = document.activeElement;
        const inner = host?.shadowRoot?.activeElement ?? host;
        const label = (inner as HTMLInputElement | null)?.labels?.[0];
        return (label ?? inner)?.textContent?.trim().replace(/\s+/g, ' ') ?? '';
      }),
    );
  }
  expect(names).toEqual([
    'Wrong',
    'Not true',
    'Out of date',
    'Incomplete',
    'Off topic',
    'Hard to follow',
    'Unsafe',
    'Something else',
    'What should the answer have been? optional',
    'Anything else? optional',
    'Send',
    'Close',
    'after',
  ]);
});

test('fits at 400 % zoom, in German and with wide text', async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  const link = escapeAttribute(await site.sign());
  site.setPage(`<style>
      body { letter-spacing: 0.12em; word-spacing: 0.16em; line-height: 1.5 }
    </style>
    <agentloop-feedback feedback-url="${link}" lang="de" variant="form"></agentloop-feedback>`);
  await page.goto(`${site.origin}/host`);
  await expect(page.getByRole('button', { name: 'Senden' })).toBeVisible();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});

/** The shorter side of the smallest target of the open form, in CSS pixels. */
async function smallestTarget(page: Page, site: HostSite): Promise<number> {
  await openElement(page, site, 'variant="form"');
  await expect(page.getByRole('form')).toBeVisible();
  const targets = await page.locator('button, label[part=choice], textarea').all();
  const boxes = await Promise.all(targets.map((target) => target.boundingBox()));
  expect(boxes.length).toBeGreaterThan(10);
  return Math.min(...boxes.map((box) => Math.min(box?.width ?? 0, box?.height ?? 0)));
}

test('offers targets of 24 pixels and more', async ({ page, site }) => {
  expect(await smallestTarget(page, site)).toBeGreaterThanOrEqual(24);
});

test('offers targets of 44 pixels and more on touch', async ({ browser, browserName, site }) => {
  test.skip(browserName === 'firefox', 'Firefox on a desktop emulates no coarse pointer');
  const context = await browser.newContext({ isMobile: true, hasTouch: true });
  const page = await context.newPage();
  expect(await smallestTarget(page, site)).toBeGreaterThanOrEqual(44);
  expect(await page.evaluate(() => matchMedia('(pointer: coarse)').matches)).toBe(true);
  await context.close();
});
