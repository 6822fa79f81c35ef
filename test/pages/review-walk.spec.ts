import { expect } from '@playwright/test';

import { findBarriers, watch } from '../support/page-watch.js';
import { test } from '../support/review-site.js';

import type { Page } from '@playwright/test';

/** The whole way through the queue, and every state of it for everybody, in each engine. */
const TURN = { question: 'كم يستغرق التوصيل إلى الرياض؟', answer: 'يستغرق التوصيل خمسة أيام عمل.' };
const SAID = {
  rating: 'partial',
  correction: 'يستغرق التوصيل ثلاثة أيام عمل.',
  reasons: ['unsafe'],
};

const title = (page: Page) => page.locator('#turn-title');
const isTooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

test('a reviewer finds, corrects, undoes and exports, by the keyboard alone', async ({
  page,
  site,
}) => {
  const incidents = await watch(page, site.base);
  await site.log({ question: 'Another?', answer: 'Yes.' });
  const id = await site.say(TURN, SAID);
  await page.goto(`${site.base}/review`);
  await page.getByLabel('API key').press('ControlOrMeta+a');
  await page.keyboard.type(site.apiKey);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Turns' }).getByRole('link')).toHaveCount(2);
  await page.keyboard.press('j');
  await expect(title(page)).toHaveText(TURN.question);
  await expect(title(page)).toHaveCSS('direction', 'rtl');
  await page.keyboard.press('e');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('يومان.');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(title(page)).toHaveText('Another?');
  await expect.poll(async () => (await site.read(id)).review?.correction).toBe('يومان.');
  await page.keyboard.press('u');
  await expect(title(page)).toHaveText(TURN.question);
  await expect(page.getByLabel('What should the answer have been?')).toHaveValue('يومان.');
  await expect.poll(async () => (await site.read(id)).status).toBe('pending');
  await page.getByRole('button', { name: 'Export' }).press('Enter');
  await page.getByRole('button', { name: 'CSV' }).press('Enter');
  // Firefox tells nobody of a download; what is in one is tested in Chromium.
  await expect(page.getByText(/^Exported:/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(incidents).toEqual([]);
});

test('no state has a barrier, in light and in dark', async ({ page, site }) => {
  test.slow();
  const incidents = await watch(page, site.base);
  await site.log({ question: 'Another?', answer: 'Yes.', signals: { confidence: 0.2 } });
  const id = await site.say(TURN, SAID);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${site.base}/review`);
    await expect(page.getByLabel('API key')).toBeVisible();
    expect(await findBarriers(page)).toEqual([]);
    await site.open(page, `#turn=${id}&signal=thumbs_down`);
    await expect(title(page)).toBeVisible();
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    await page.locator('summary', { hasText: 'Filters' }).click();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Keyboard' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Overview' }).click();
    await expect(page.locator('.figures')).toBeVisible();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Forget the key' }).click();
  }
  expect(incidents).toEqual([]);
});

test('a conflict and a refused verdict have no barrier', async ({ page, site }) => {
  const id = await site.say(TURN, SAID);
  await page.route('**/v1/events', (route) => route.abort());
  await site.open(page, `#turn=${id}`);
  await expect(title(page)).toBeVisible();
  await page.getByLabel('What should the answer have been?').fill('');
  await page.getByRole('button', { name: 'Save the verdict' }).click();
  await expect(page.getByText('Please write what the answer should')).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
  await site.review(id, { verdict: 'dismiss', revision: 0, reviewer: 'Jonas' });
  await page.getByLabel('What should the answer have been?').fill('يومان.');
  await page.getByRole('button', { name: 'Save the verdict' }).click();
  await expect(page.getByRole('button', { name: 'Keep theirs' })).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
});

test('list and turn take turns on a narrow screen, and nothing is cut off', async ({
  page,
  site,
}) => {
  await site.log({ question: 'Another?', answer: 'W'.repeat(300) });
  await site.say({ ...TURN, answer: 'W'.repeat(300) }, SAID);
  await page.setViewportSize({ width: 320, height: 568 });
  await site.open(page);
  const row = page.getByRole('link', { name: 'Another?' });
  await expect(row).toBeVisible();
  expect(await isTooWide(page)).toBe(false);
  await row.click();
  await expect(title(page)).toBeFocused();
  await expect(row).toBeHidden();
  expect(await isTooWide(page)).toBe(false);
  await page.getByRole('button', { name: 'List', exact: true }).click();
  await expect(row).toBeFocused();
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page.locator('.figures')).toBeVisible();
  expect(await isTooWide(page)).toBe(false);
  // As 1280 by 1024 pixels at 400 %.
  await page.setViewportSize({ width: 320, height: 256 });
  await page.getByRole('link', { name: 'Queue' }).click();
  await row.scrollIntoViewIfNeeded();
  await row.click();
  await page.getByRole('button', { name: 'Save the verdict' }).scrollIntoViewIfNeeded();
  await expect(page.getByRole('button', { name: 'Save the verdict' })).toBeInViewport();
  expect(await isTooWide(page)).toBe(false);
});

test('speaks the reader’s language, or the one that is chosen', async ({ page, site }) => {
  await site.say(TURN, SAID);
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'languages', { get: () => ['pt-BR', 'en'] });
  });
  await page.goto(`${site.base}/review`);
  await expect(page.getByLabel('Chave de API')).toBeVisible();
  await expect(page).toHaveTitle('Fila de revisão');
  await page.getByLabel('Chave de API').fill(site.apiKey);
  await page.getByRole('button', { name: 'Abrir a fila' }).click();
  await page.getByRole('button', { name: 'Teclado' }).click();
  await page.getByLabel('Idioma').selectOption('Deutsch');
  await page.getByRole('button', { name: 'Schließen' }).click();
  await expect(page.getByRole('heading', { name: 'Prüfliste' })).toBeVisible();
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Prüfliste' })).toBeVisible();
});
