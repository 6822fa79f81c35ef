import { expect } from '@playwright/test';

import { test as base } from '../support/page-site.js';
import { closeWithoutScript, focus, openWithoutScript } from '../support/without-script.js';

import type { BrowserContext, Locator, Page } from '@playwright/test';

/** The feedback page without JavaScript, by the keyboard alone. */
const test = base.extend<{ plain: Page }, { plainContext: BrowserContext }>({
  plainContext: [
    async ({ browser }, use) => {
      const context = await openWithoutScript(browser);
      await use(context);
      await closeWithoutScript(browser, context);
    },
    { scope: 'worker' },
  ],
  plain: async ({ plainContext }, use) => {
    const page = await plainContext.newPage();
    await use(page);
    await page.close();
  },
});

const radio = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });
const correction = (page: Page) => page.getByLabel('What should the answer have been?');
const comment = (page: Page) => page.getByLabel('Anything else?');

const statusOf = (page: Page) => page.getByRole('status').textContent();

async function choose(page: Page, choice: Locator): Promise<void> {
  await focus(choice);
  await page.keyboard.press('Space');
}

async function write(page: Page, field: Locator, text: string): Promise<void> {
  await focus(field);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
}

/** Presses a button, and waits for the page that answers. */
async function press(page: Page, name: string): Promise<void> {
  await focus(page.getByRole('button', { name }));
  const loaded = page.waitForEvent('load');
  await page.keyboard.press('Enter');
  await loaded;
}

test('takes a vote', async ({ plain, site }) => {
  await plain.goto(await site.sign());
  expect(await plain.locator('.answer p').isVisible()).toBe(true);
  expect(await correction(plain).isVisible()).toBe(false);
  await choose(plain, radio(plain, 'Right'));
  await press(plain, 'Send');
  expect(await statusOf(plain)).toBe('Thank you!');
  expect(plain.url()).toBe(`${site.base}/feedback`);
  expect((await site.annotations())[0]?.rating).toBe('correct');
});

test('takes a correction, which can be changed and taken back', async ({ plain, site }) => {
  await plain.goto(await site.sign({ agentResponse: '90 days.\r\n\r\nAlways.' }));
  await choose(plain, radio(plain, 'Partly right'));
  await choose(plain, plain.getByRole('checkbox', { name: 'Out of date' }));
  await write(plain, correction(plain), '30 days.\nNot 90.');
  await press(plain, 'Send');
  expect(await statusOf(plain)).toBe('Thank you! Your correction was sent.');
  const [first] = await site.annotations();
  expect(first?.correction).toBe('30 days.\nNot 90.');
  expect(first?.tags).toEqual(['out_of_date']);

  expect(await radio(plain, 'Partly right').isChecked()).toBe(true);
  await write(plain, comment(plain), 'Since May.');
  await choose(plain, plain.getByRole('checkbox', { name: 'Out of date' }));
  await press(plain, 'Send');
  const [changed, ...others] = await site.annotations();
  expect(others).toEqual([]);
  expect(changed?.comment).toBe('Since May.');
  expect(changed?.correction).toBe('30 days.\nNot 90.');
  expect(changed?.tags).toEqual([]);

  await press(plain, 'Take back my rating');
  expect(await statusOf(plain)).toBe('Your rating was taken back.');
  expect(await radio(plain, 'Partly right').isChecked()).toBe(false);
  expect((await site.annotations())[0]?.status).toBe('retracted');
});

test('shows what was said before with the same link', async ({ plain, site }) => {
  const url = await site.sign();
  await plain.goto(url);
  await choose(plain, radio(plain, 'Wrong'));
  await write(plain, correction(plain), '30 days.');
  await press(plain, 'Send');
  await plain.goto(url);
  expect(await radio(plain, 'Wrong').isChecked()).toBe(true);
  expect(await correction(plain).inputValue()).toBe('30 days.');
});

test('keeps a text that is too long, and says so beside it', async ({ plain, site }) => {
  await plain.goto(await site.sign());
  await choose(plain, radio(plain, 'Wrong'));
  await write(plain, correction(plain), '30 days.');
  await write(plain, comment(plain), 'é'.repeat(1_025));
  await press(plain, 'Send');
  expect(await comment(plain).getAttribute('aria-describedby')).toBe('comment-error');
  expect(await plain.locator('#comment-error').textContent()).toBe(
    'This text is too long. Please shorten it.',
  );
  expect(await comment(plain).inputValue()).toBe('é'.repeat(1_025));
  expect(await correction(plain).inputValue()).toBe('30 days.');
  expect(await site.annotations()).toEqual([]);

  await write(plain, comment(plain), 'é'.repeat(1_024));
  await press(plain, 'Send');
  expect(await statusOf(plain)).toBe('Thank you! Your correction was sent.');
});

test('keeps what was typed where there are too many calls, and takes it later', async ({
  plain,
  site,
}) => {
  site.limitCalls(1);
  await plain.goto(await site.sign());
  await choose(plain, radio(plain, 'Partly right'));
  await choose(plain, plain.getByRole('checkbox', { name: 'Out of date' }));
  await write(plain, correction(plain), '30 days.\nNot 90.');
  await press(plain, 'Send');
  expect(await plain.getByRole('alert').textContent()).toBe('Please try again in 45 seconds.');
  expect(await radio(plain, 'Partly right').isChecked()).toBe(true);
  expect(await plain.getByRole('checkbox', { name: 'Out of date' }).isChecked()).toBe(true);
  expect(await correction(plain).inputValue()).toBe('30 days.\nNot 90.');
  expect(await plain.locator('main').evaluate((main) => getComputedStyle(main).maxWidth)).not.toBe(
    'none',
  );
  expect(await site.annotations()).toEqual([]);

  site.limitCalls(0);
  await press(plain, 'Send');
  expect(await statusOf(plain)).toBe('Thank you! Your correction was sent.');
  expect((await site.annotations())[0]?.correction).toBe('30 days.\nNot 90.');
});

test('folds a long answer, and opens it', async ({ plain, site }) => {
  await plain.goto(await site.sign({ agentResponse: 'line\n'.repeat(40) }));
  const heightOf = async () => (await plain.locator('.answer p').boundingBox())?.height ?? 0;
  const folded = await heightOf();
  await focus(plain.locator('summary'));
  await plain.keyboard.press('Enter');
  await expect.poll(heightOf).toBeGreaterThan(3 * folded);
});

test('says why a link cannot be used', async ({ plain, site }) => {
  const forged = await site.sign({ agentResponse: 'genuine' });
  await plain.goto(forged.replace('genuine', 'forged'));
  const alert = plain.getByRole('alert');
  expect(await alert.textContent()).toBe('This link is not genuine, so it cannot be used.');
  await plain.goto(await site.sign({ issuedAt: new Date('2020-01-01') }));
  expect(await alert.textContent()).toBe(
    'This link has expired, so the answer can no longer be rated.',
  );
  expect(await plain.getByRole('button').count()).toBe(0);
});

test('says of a link in the fragment that it needs JavaScript', async ({ plain, site }) => {
  await plain.goto(await site.sign({}, { carry: 'fragment' }));
  const needed = plain.getByText('This page needs JavaScript to show the answer.');
  expect(await needed.isVisible()).toBe(true);
  expect(await plain.getByText('Checking the link…').isVisible()).toBe(false);
});
