import { expect } from '@playwright/test';

import { test } from '../support/page-site.js';
import { findBarriers, watch } from '../support/page-watch.js';

import type { Page } from '@playwright/test';

/** The built feedback page, as a browser with JavaScript opens it. */

const LONG = Array.from({ length: 30 }, (_, line) => `Line ${line + 1}.`).join('\n');

const thumb = (page: Page, name: 'Right answer' | 'Wrong answer') =>
  page.getByRole('button', { name });
const correction = (page: Page) => page.getByLabel('What should the answer have been?');

test('shows a link in the query with three files, and asks for nothing more', async ({
  page,
  site,
}) => {
  const incidents = await watch(page, site.base);
  const requested: string[] = [];
  page.on('request', (request) => requested.push(new URL(request.url()).pathname));
  await page.goto(await site.sign({ agentResponse: 'One.\n\n<b>Two.</b>' }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rate this answer');
  await expect(page.locator('.answer p')).toHaveText('One.\n\n<b>Two.</b>', {
    useInnerText: true,
  });
  await expect(thumb(page, 'Right answer')).toBeVisible();
  await expect(page.locator('agentloop-feedback [part=bar][lang]')).toBeVisible();
  await expect(page.locator('form')).toHaveCount(0);
  expect(requested.filter((path) => !path.startsWith('/svg'))).toEqual([
    '/tools/agentloop/feedback',
    '/tools/agentloop/feedback-page.css',
    '/tools/agentloop/feedback-page.js',
  ]);
  expect(await site.annotations()).toEqual([]);
  expect(incidents).toEqual([]);
});

test('shows a link in the fragment alike, once the ingest has vouched for it', async ({
  page,
  site,
}) => {
  const incidents = await watch(page, site.base);
  const look = async (url: string) => {
    await page.goto(url);
    await expect(page.locator('agentloop-feedback [part=bar][lang]')).toBeVisible();
    const boxes = await page
      .locator('#page > *')
      .evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().toJSON() as object));
    return { boxes, title: await page.title(), text: await page.locator('#page').innerText() };
  };
  const turn = { question: 'One?\nTwo?', agentResponse: LONG };
  const query = await look(await site.sign(turn));
  await page.goto('about:blank');
  const fragment = await look(await site.sign(turn, { carry: 'fragment' }));
  expect(fragment).toEqual(query);
  expect(query.boxes).toHaveLength(7);
  expect(incidents).toEqual([]);
});

test('shows nothing of a forged link in the fragment', async ({ page, site }) => {
  const url = await site.sign({ agentResponse: 'genuine' }, { carry: 'fragment' });
  await page.goto(url.replace('genuine', 'forged'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link cannot be used');
  await expect(page.getByRole('alert')).toHaveText(
    'This link is not genuine, so it cannot be used.',
  );
  await expect(page).toHaveTitle('This link cannot be used');
  await expect(page.getByText('forged')).toHaveCount(0);
  await expect(page.getByRole('button')).toHaveCount(0);
});

test('shows what was said before, to be changed or taken back', async ({ page, site }) => {
  const url = await site.sign();
  await page.goto(url);
  await thumb(page, 'Wrong answer').click();
  await page.getByLabel('Partly right').check({ force: true });
  await correction(page).fill('30 days.');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('status')).toHaveText('Thank you! Your correction was sent.');
  // On another device.
  await page.evaluate(() => localStorage.clear());

  await page.goto(url);
  await expect(thumb(page, 'Wrong answer')).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Change' }).click();
  await expect(correction(page)).toHaveValue('30 days.');
  await expect(page.getByLabel('Partly right')).toBeChecked();
  await correction(page).fill('Thirty days.');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('status')).toHaveText('Thank you! Your correction was sent.');
  expect((await site.annotations())[0]?.correction).toBe('Thirty days.');

  await page.goto(url);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('status')).toHaveText('Your rating was taken back.');
  const annotations = await site.annotations();
  expect(annotations.map(({ status }) => status)).toEqual(['retracted']);
});

test('folds a long answer until somebody opens it, by the keyboard too', async ({ page, site }) => {
  await page.goto(await site.sign({ agentResponse: LONG }));
  const answer = page.locator('.answer p');
  const heightOf = async () => (await answer.boundingBox())?.height ?? 0;
  const folded = await heightOf();
  // A screen reader reads all of it in any case.
  await expect(answer).toContainText('Line 30.');
  await page.keyboard.press('Tab');
  const control = page.locator('summary');
  await expect(control).toBeFocused();
  await expect(control).toHaveText('Show all');
  await expect(control).toHaveAccessibleDescription('Answer');
  await page.keyboard.press('Enter');
  await expect.poll(heightOf).toBeGreaterThan(2.5 * folded);
  await page.keyboard.press('Enter');
  await expect.poll(heightOf).toBe(folded);
});

test('takes the link out of the address, and keeps it for a reload', async ({ page, site }) => {
  await page.goto(await site.sign({ agentResponse: 'Ninety days.' }));
  await expect(thumb(page, 'Right answer')).toBeVisible();
  await expect(page).toHaveURL(`${site.base}/feedback`);
  await page.reload();
  await expect(page.locator('.answer p')).toHaveText('Ninety days.');
  await thumb(page, 'Right answer').click();
  await expect(page.getByRole('status')).toHaveText('Thank you!');
  expect(await site.annotations()).toHaveLength(1);
});

test('goes on to another link in the fragment', async ({ page, site }) => {
  await page.goto(await site.sign({ agentResponse: 'One.' }));
  await expect(thumb(page, 'Right answer')).toBeVisible();
  const next = await site.sign({ agentResponse: 'Two.' }, { carry: 'fragment' });
  await page.evaluate((hash) => (location.hash = hash), new URL(next).hash);
  await expect(page.locator('.answer p')).toHaveText('Two.');
});

test('tries again where the ingest could not be reached', async ({ page, site }) => {
  await page.route('**/v1/feedback/state', (route) => route.abort());
  await page.goto(await site.sign({}, { carry: 'fragment' }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'The answer could not be loaded',
  );
  await page.unroute('**/v1/feedback/state');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('.answer p')).toHaveText('90 days.');
});

test('brings up the plain form where its script is blocked, and it works', async ({
  page,
  site,
}) => {
  await page.route('**/feedback-page.js', (route) => route.abort());
  await page.goto(await site.sign());
  const right = page.getByRole('radio', { name: 'Right', exact: true });
  await expect(right).toBeHidden();
  await expect(right).toBeVisible();
  await right.check();
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('status')).toHaveText('Thank you!');
  expect((await site.annotations())[0]?.rating).toBe('correct');
});

test('says that it needs its script where a link in the fragment comes without it', async ({
  page,
  site,
}) => {
  await page.route('**/feedback-page.js', (route) => route.abort());
  await page.goto(await site.sign({}, { carry: 'fragment' }));
  await expect(page.getByText('Checking the link…')).toBeVisible();
  await expect(page.getByText('This page needs JavaScript to show the answer.')).toBeVisible();
  await expect(page.getByText('Checking the link…')).toBeHidden();
});

test('leaves the plain form to whoever uses it when the script comes late', async ({
  page,
  site,
}) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/feedback-page.js', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(await site.sign(), { waitUntil: 'commit' });
  await page.getByRole('radio', { name: 'Wrong' }).check();
  await correction(page).fill('30 days.');
  const script = page.waitForResponse('**/feedback-page.js');
  release();
  await (await script).finished();
  // What it does first of all.
  await expect(page).toHaveURL(`${site.base}/feedback`);
  await expect(correction(page)).toHaveValue('30 days.');
  await expect(page.locator('agentloop-feedback')).toHaveCount(0);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('status')).toHaveText('Thank you! Your correction was sent.');
  expect((await site.annotations())[0]?.correction).toBe('30 days.');
});

test('speaks one language in all its parts', async ({ browser, site }) => {
  const context = await browser.newContext({ locale: 'de-AT' });
  const page = await context.newPage();
  await page.goto(await site.sign());
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Diese Antwort bewerten');
  await expect(page.getByRole('button', { name: 'Falsche Antwort' })).toBeVisible();
  await page.goto('about:blank');
  await page.goto(`${site.base}/feedback#q=x`);
  await expect(page.getByRole('alert')).toHaveText(
    'Dieser Link ist unvollständig und kann nicht verwendet werden.',
  );
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
  await context.close();
});

test('follows the language that somebody else sets', async ({ page, site }) => {
  await page.goto(await site.sign({ agentResponse: LONG }));
  await expect(thumb(page, 'Right answer')).toBeVisible();
  await page.evaluate(() => (document.documentElement.lang = 'he-IL'));
  await expect(page.getByRole('heading')).toHaveText([
    'דירוג התשובה הזו',
    'שאלה',
    'תשובה',
    'האם התשובה הזו נכונה?',
  ]);
  await expect(page.locator('summary')).toHaveText('הצגת הכול');
  await expect(page.getByRole('button', { name: 'תשובה נכונה' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  // What is not spoken here is English, and says so.
  await page.evaluate(() => (document.documentElement.lang = 'eo'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rate this answer');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page).toHaveTitle('Rate this answer');
});

test('prints all of the turn and what was said, and no buttons', async ({
  page,
  site,
  browserName,
}) => {
  test.skip(browserName === 'firefox', 'Firefox emulates no paper over WebDriver BiDi');
  await page.goto(await site.sign({ agentResponse: LONG }));
  await thumb(page, 'Wrong answer').click();
  await page.getByLabel('Out of date').check({ force: true });
  await correction(page).fill('30 days.\nNot 90.');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('status')).toHaveText('Thank you! Your correction was sent.');
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const text = await page.locator('#page').innerText();
  expect(text).toContain('Line 30.');
  await expect(page.getByRole('radio')).toHaveCount(1);
  await expect(page.getByRole('radio', { name: 'Wrong' })).toBeChecked();
  await expect(page.getByRole('checkbox')).toHaveCount(1);
  await expect(page.getByRole('checkbox', { name: 'Out of date' })).toBeChecked();
  await expect(page.getByRole('textbox')).toHaveCount(1);
  await expect(page.getByRole('textbox')).toHaveValue('30 days.\nNot 90.');
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.locator('summary')).toBeHidden();
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(page.locator('form:not([part])')).toHaveCount(0);
});

test('fits into 320 × 180, and scrolls to the thumbs and nowhere else', async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 180 });
  await page.goto(
    await site.sign({ question: 'W'.repeat(300), agentResponse: `${LONG}${'x'.repeat(999)}` }),
  );
  await thumb(page, 'Wrong answer').scrollIntoViewIfNeeded();
  await expect(thumb(page, 'Wrong answer')).toBeInViewport({ ratio: 1 });
  await expect(thumb(page, 'Right answer')).toBeInViewport({ ratio: 1 });
  await thumb(page, 'Wrong answer').click();
  await page.getByRole('button', { name: 'Send' }).scrollIntoViewIfNeeded();
  await expect(page.getByRole('button', { name: 'Send' })).toBeInViewport({ ratio: 1 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});

test('has no barrier that axe finds, in any of its states', async ({ page, site }) => {
  await page.route('**/feedback-page.js', (route) => route.abort());
  await page.goto(await site.sign({ agentResponse: LONG }));
  await page.getByRole('radio', { name: 'Wrong' }).check();
  expect(await findBarriers(page), 'the plain form').toEqual([]);
  await page.getByLabel('Anything else?').fill('x'.repeat(3_000));
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('This text is too long.')).toBeVisible();
  expect(await findBarriers(page), 'its errors').toEqual([]);
  await page.getByLabel('Anything else?').fill('');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('status')).toBeVisible();
  expect(await findBarriers(page), 'its thanks').toEqual([]);
  await page.goto(`${site.base}/feedback`);
  expect(await findBarriers(page), 'the page that waits').toEqual([]);

  await page.unroute('**/feedback-page.js');
  await page.goto(await site.sign({ agentResponse: LONG }));
  await thumb(page, 'Wrong answer').click();
  await expect(correction(page)).toBeVisible();
  expect(await findBarriers(page), 'the turn').toEqual([]);
  await page.goto(`${await site.sign()}0`);
  expect(await findBarriers(page), 'a problem').toEqual([]);
});
