import { expect } from '@playwright/test';

import { everyThirdPayload, XSS_PAYLOADS } from '../fixtures/xss-payloads.js';
import { test } from '../support/page-site.js';
import { watch } from '../support/page-watch.js';

import type { Page } from '@playwright/test';
import type { PageSite } from '../support/page-site.js';

/**
 * Markup and scripts in all that somebody else wrote, in a browser: nothing runs, nothing is asked
 * for, and all of it is read as it was written.
 */
const turnOf = (text: string) => ({
  question: text,
  agentResponse: text,
  userId: text,
  sessionId: text,
});

/** As a browser reads it from HTML. */
const fromHtml = (text: string) => text.replaceAll('\r\n', '\n').replaceAll('\0', '');

/** Says the text with the link, as anybody who has it can. */
async function say(page: Page, site: PageSite, url: string, text: string): Promise<void> {
  const { searchParams } = new URL(url);
  const context = { ...Object.fromEntries(searchParams), t: Number(searchParams.get('t')) };
  const data = { context, rating: 'incorrect', correction: text, comment: text };
  const answer = await page.request.post(`${site.base}/v1/annotations`, { data });
  expect(answer.ok()).toBe(true);
}

async function expectHarmless(page: Page, incidents: readonly string[], name: string) {
  expect(incidents, name).toEqual([]);
  expect(await page.evaluate(() => 'pwned' in globalThis), name).toBe(false);
}

// The ingest draws it, which is tested for all of them without a browser.
test('nothing runs on the page of a link in the query', async ({ page, site }) => {
  test.slow();
  const incidents = await watch(page, site.base);
  for (const [name, payload] of everyThirdPayload()) {
    const url = await site.sign(turnOf(payload));
    await say(page, site, url, payload);
    await page.goto(url);
    await page.getByRole('button', { name: 'Change' }).click();
    expect(await page.locator('.question p').textContent(), name).toBe(fromHtml(payload));
    expect(await page.locator('.answer p').textContent(), name).toBe(fromHtml(payload));
    const correction = page.getByLabel('What should the answer have been?');
    const stored = payload.replaceAll('\r\n', '\n').replaceAll('\0', '\ufffd');
    await expect(correction, name).toHaveValue(stored);
    await expectHarmless(page, incidents, name);
  }
});

test('nothing runs on the page of a link in the fragment', async ({ page, site }) => {
  test.slow();
  const incidents = await watch(page, site.base);
  for (const [name, payload] of Object.entries(XSS_PAYLOADS)) {
    await page.goto('about:blank');
    await page.goto(await site.sign(turnOf(payload), { carry: 'fragment' }));
    await expect(page.locator('agentloop-feedback'), name).toHaveCount(1);
    expect(await page.locator('.question p').textContent(), name).toBe(payload);
    expect(await page.locator('.answer p').textContent(), name).toBe(payload);
    await expectHarmless(page, incidents, name);
  }
});

test('nothing runs on the pages that say why a link cannot be used', async ({ page, site }) => {
  const incidents = await watch(page, site.base);
  const payloads = Object.values(XSS_PAYLOADS).join('\n');
  const forged = (await site.sign()).replace('90+days', encodeURIComponent(payloads));
  await page.goto(forged);
  await expect(page.getByRole('alert')).toHaveText(/not genuine/);
  await page.goto('about:blank');
  await page.goto(forged.replace('?', '#'));
  await expect(page.getByRole('alert')).toHaveText(/not genuine/);
  await page.goto('about:blank');
  await page.goto(`${site.base}/feedback#${encodeURIComponent(payloads)}=${payloads}`);
  await expect(page.getByRole('alert')).toHaveText(/not complete/);
  await expectHarmless(page, incidents, 'problems');
});

test('nothing runs where the plain form was refused', async ({ page, site }) => {
  const incidents = await watch(page, site.base);
  const payloads = Object.values(XSS_PAYLOADS).join('\n');
  await page.route('**/feedback-page.js', (route) => route.abort());
  await page.goto(await site.sign());
  await page.getByRole('radio', { name: 'Wrong' }).check();
  await page.getByLabel('Anything else?').fill(payloads);
  await page.unroute('**/feedback-page.js');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('This text is too long.')).toBeVisible();
  // In a text field, HTML shows a NUL as the character that replaces it.
  const kept = payloads.replaceAll('\r\n', '\n').replaceAll('\0', '\ufffd');
  await expect(page.getByLabel('Anything else?')).toHaveValue(kept);
  await expectHarmless(page, incidents, 'form');
});
