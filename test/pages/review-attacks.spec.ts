import { expect } from '@playwright/test';

import { XSS_PAYLOADS } from '../fixtures/xss-payloads.js';
import { watch } from '../support/page-watch.js';
import { test } from '../support/review-site.js';

/**
 * Markup and scripts in all that the queue shows of somebody else: nothing runs, nothing is asked
 * for, the page's policy is never violated, and all of it is read as it was written.
 */
const PAYLOADS = Object.values(XSS_PAYLOADS);
const stored = (text: string) => text.replaceAll('\0', '\ufffd');

test('nothing runs in the review queue', async ({ page, site }) => {
  test.slow();
  const incidents = await watch(page, site.base);
  for (const [index, payload] of PAYLOADS.entries()) {
    // Turns with the same question would merge.
    const turn = { question: `${index} ${payload}`, answer: payload, user: payload };
    const signals = { [`s ${payload}`.slice(0, 200)]: payload };
    await site.log({ ...turn, session: payload, signals });
    await site.say(turn, { rating: 'incorrect', correction: `Not ${payload}`, comment: payload });
  }
  await site.open(page);
  const title = page.locator('#turn-title');
  for (const [index, payload] of [...PAYLOADS.entries()].toReversed()) {
    await page.keyboard.press('j');
    await expect(title).toHaveText(new RegExp(`^${index} `));
    expect(await title.textContent()).toBe(stored(`${index} ${payload}`));
    const answer = page.getByRole('region', { name: 'Answer' }).locator('.text');
    expect(await answer.textContent()).toBe(stored(payload));
  }
  await page.getByRole('button', { name: 'Text' }).click();
  expect(await page.locator('.annotation .text').first().textContent()).toBe(
    stored(`Not ${PAYLOADS[0]}`),
  );
  expect(incidents).toEqual([]);
  expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
});

test('nothing runs of a verdict, a conflict, a filter and an address', async ({ page, site }) => {
  const all = PAYLOADS.join('\n');
  const incidents = await watch(page, site.base);
  const id = await site.log({ question: 'Who?', answer: all });
  await page.route('**/v1/events', (route) => route.abort());
  const fields = ['q', 'signal', 'reason', 'user', 'session', 'rating', 'status', 'sort', 'view'];
  const attack = new URLSearchParams(fields.map((name) => [name, all.slice(0, 250)]));
  await site.open(page, `#turn=${id}&${attack}`);
  await expect(page.locator('#turn-title')).toHaveText('Who?');
  const theirs = { rating: 'partial', correction: all.slice(0, 8000), reviewer: all.slice(0, 250) };
  await site.review(id, { verdict: 'annotate', revision: 0, ...theirs });
  await page.getByRole('radio', { name: 'Right', exact: true }).check();
  await page.getByRole('button', { name: 'Confirm that it is right' }).click();
  await expect(page.getByText('This turn has changed meanwhile')).toBeVisible();
  await page.getByRole('button', { name: 'Keep theirs' }).click();
  await expect(page.getByRole('region', { name: 'Verdict', exact: true })).toBeVisible();
  expect(incidents.filter((text) => !text.includes('ERR_FAILED'))).toEqual([]);
  expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
});
