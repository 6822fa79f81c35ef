import { expect } from '@playwright/test';
import { readFile } from 'node:fs/promises';

import { MOST_STREAMS } from '../../dist/ingest/events/stream-places.js';
import { test } from '../support/review-site.js';

import type { Page } from '@playwright/test';
import type { ReviewSite } from '../support/review-site.js';

/** The review queue as a reviewer works in it, on a real ingest. */
const JACKET = { question: 'How long can I return a jacket?', answer: 'Within 90 days.' };
const WRONG = {
  rating: 'incorrect',
  reasons: ['out_of_date'],
  correction: 'Within 30 days.',
  comment: 'The 90 days were last year.',
};

const title = (page: Page) => page.locator('#turn-title');
const rows = (page: Page) => page.getByRole('list', { name: 'Turns' }).getByRole('link');

/** Three turns, the newest first: Third, Second, First. Resolves to their ids by name. */
async function logThree(site: ReviewSite) {
  const ids: Record<string, string> = {};
  for (const name of ['First', 'Second', 'Third']) {
    ids[name] = await site.log({ question: `${name}?`, answer: `${name} answer.` });
  }
  return ids as Record<'First' | 'Second' | 'Third', string>;
}

test('asks for a key, says why one is refused, and keeps one for the tab', async ({
  page,
  site,
}) => {
  await site.log(JACKET);
  await page.goto(`${site.base}/review`);
  await page.getByLabel('API key').fill('ak_unknown');
  await page.getByLabel('API key').press('Enter');
  await expect(page.getByRole('alert')).toHaveText('This API key is not known here.');
  await page.getByLabel('API key').fill(site.apiKey);
  await page.getByRole('button', { name: 'Open the queue' }).click();
  await expect(rows(page)).toHaveCount(1);
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Forget the key' }).click();
  await page.reload();
  await expect(page.getByLabel('API key')).toBeVisible();
});

test('shows what was asked, answered and said, with the correction as changes', async ({
  page,
  site,
}) => {
  await site.log({ ...JACKET, signals: { confidence: 0.3, rephrased: true } });
  const id = await site.say(JACKET, WRONG);
  await site.open(page, `#turn=${id}`);
  await expect(title(page)).toHaveText(JACKET.question);
  const open = page.getByRole('region', { name: 'Turn', exact: true });
  await expect(open.getByText('asked 2 times')).toBeVisible();
  await expect(open.getByText('29 days left')).toBeVisible();
  await expect(open.getByRole('button', { name: 'confidence: 0.3' })).toBeVisible();
  const said = page.getByRole('region', { name: 'What people said' });
  await expect(said.getByText('Wrong')).toBeVisible();
  await expect(said.getByText('Out of date')).toBeVisible();
  await expect(said.getByText(WRONG.comment)).toBeVisible();
  await expect(said.getByRole('deletion')).toHaveText('90');
  await expect(said.getByRole('insertion')).toHaveText('30');
  await said.getByRole('button', { name: 'Text' }).click();
  await expect(said.getByText(WRONG.correction)).toBeVisible();
  await expect(said.getByRole('deletion')).toHaveCount(0);
});

test('goes through the turns by j and k, each read from its question on', async ({
  page,
  site,
}) => {
  await logThree(site);
  await site.open(page);
  await expect(rows(page)).toHaveCount(3);
  await page.keyboard.press('j');
  await expect(title(page)).toHaveText('Third?');
  await expect(title(page)).toBeFocused();
  await page.keyboard.press('j');
  await expect(title(page)).toHaveText('Second?');
  await page.keyboard.press('k');
  await expect(title(page)).toHaveText('Third?');
  await expect(page.getByRole('link', { name: 'Third?' })).toHaveAttribute('aria-current', 'true');
  await expect(page).toHaveURL(/#turn=turn_/);
});

test('approves what a person wrote with one key, goes on, and undoes it', async ({
  page,
  site,
}) => {
  await site.log({ question: 'Next?', answer: 'Yes.' });
  const id = await site.say(JACKET, WRONG);
  await site.open(page, `#turn=${id}`);
  await expect(page.getByRole('button', { name: 'Approve the correction' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText('Next?');
  await expect(page.getByRole('status').getByText('Saved as Wrong')).toBeVisible();
  expect(await site.read(id)).toMatchObject({
    status: 'annotated',
    review: { rating: 'incorrect', correction: WRONG.correction, tags: ['out_of_date'] },
  });
  await page.keyboard.press('u');
  await expect(title(page)).toHaveText(JACKET.question);
  await expect(page.getByRole('status').getByText('Undone')).toBeVisible();
  expect(await site.read(id)).toMatchObject({ status: 'pending', review: null });
});

test('saves a verdict of one’s own, and remembers who gave it', async ({ page, site }) => {
  const { Third, Second } = await logThree(site);
  await site.open(page, `#turn=${Third}`);
  await expect(title(page)).toBeVisible();
  await page.keyboard.press('2');
  await expect(page.getByRole('radio', { name: 'Partly right' })).toBeChecked();
  await page.keyboard.press('e');
  const correction = page.getByLabel('What should the answer have been?');
  await expect(correction).toBeFocused();
  await page.keyboard.type('Third, but better. j k 1 x');
  await page.getByRole('radio', { name: 'Prompt' }).check();
  await page.getByLabel('Tags', { exact: true }).fill('tone, tone , length');
  await page.getByRole('button', { name: '+ Incomplete' }).click();
  await page.getByLabel('Your name').fill('Ana');
  await correction.press('Control+Enter');
  await expect(title(page)).toHaveText('Second?');
  await expect
    .poll(async () => (await site.read(Third)).review)
    .toMatchObject({
      rating: 'partial',
      root_cause: 'prompt',
      correction: 'Third, but better. j k 1 x',
      tags: ['tone', 'length', 'incomplete'],
      reviewer: 'Ana',
    });
  await expect(page.getByLabel('Your name')).toHaveValue('Ana');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(title(page)).toHaveText('First?');
  await expect.poll(async () => (await site.read(Second)).status).toBe('dismissed');
  expect((await site.read(Second)).review?.reviewer).toBe('Ana');
});

test('says what is missing before it saves anything', async ({ page, site }) => {
  const { Third } = await logThree(site);
  await site.open(page, `#turn=${Third}`);
  await expect(title(page)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Please say how right the answer is.')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Wrong', exact: true })).toBeFocused();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Please write what the answer should have been')).toBeVisible();
  await expect(page.getByLabel('What should the answer have been?')).toBeFocused();
  expect(await site.read(Third)).toMatchObject({ status: 'pending' });
});

test('tells the second of two reviewers before anything is overwritten', async ({ page, site }) => {
  const id = await site.say(JACKET, WRONG);
  // Who has lost the line is not told in time.
  await page.route('**/v1/events', (route) => route.abort());
  await site.open(page, `#turn=${id}`);
  await expect(title(page)).toBeVisible();
  const theirs = { rating: 'partial', correction: 'Within 14 days.', reviewer: 'Jonas' };
  await site.review(id, { verdict: 'annotate', revision: 0, ...theirs });
  await page.keyboard.press('Enter');
  const conflict = page.getByRole('alert').filter({ hasText: 'changed meanwhile' });
  await expect(conflict).toContainText('Jonas saved “Partly right”');
  await expect(conflict).toContainText('Within 14 days.');
  await expect(conflict).toContainText('Within 30 days.');
  expect((await site.read(id)).review).toMatchObject(theirs);
  await conflict.getByRole('button', { name: 'Replace with mine' }).click();
  await expect(conflict).toHaveCount(0);
  await expect
    .poll(async () => (await site.read(id)).review)
    .toMatchObject({ rating: 'incorrect', correction: 'Within 30 days.' });
});

test('keeps the other’s verdict where the second reviewer says so', async ({ page, site }) => {
  const id = await site.say(JACKET, WRONG);
  await page.route('**/v1/events', (route) => route.abort());
  await site.open(page, `#turn=${id}`);
  await expect(title(page)).toBeVisible();
  await site.review(id, { verdict: 'dismiss', revision: 0, reviewer: 'Jonas' });
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Keep theirs' }).click();
  await expect(page.getByText('Reviewed by Jonas')).toBeVisible();
  expect(await site.read(id)).toMatchObject({ status: 'dismissed', revision: 1 });
});

test('tells at once that somebody else has reviewed the open turn', async ({ page, site }) => {
  const id = await site.say(JACKET, WRONG);
  await site.open(page, `#turn=${id}`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expect(title(page)).toBeVisible();
  await site.review(id, { verdict: 'dismiss', revision: 0, reviewer: 'Jonas' });
  await expect(page.getByText('Jonas has just reviewed this turn.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Dismiss' })).toBeVisible();
  await page.getByRole('button', { name: 'Show it' }).click();
  await expect(page.getByText('Reviewed by Jonas')).toBeVisible();
});

test('keeps what was typed across a reload', async ({ page, site }) => {
  const { Third } = await logThree(site);
  await site.open(page, `#turn=${Third}`);
  await page.getByRole('radio', { name: 'Wrong', exact: true }).check();
  await page.getByLabel('What should the answer have been?').fill('Half a sente');
  await page.reload();
  await expect(page.getByLabel('What should the answer have been?')).toHaveValue('Half a sente');
  await expect(page.getByRole('radio', { name: 'Wrong', exact: true })).toBeChecked();
  await page.getByRole('button', { name: 'Discard my changes' }).click();
  await expect(page.getByLabel('What should the answer have been?')).toHaveValue('');
});

test('keeps a verdict that could not be sent, and sends it when the ingest is back', async ({
  page,
  site,
}) => {
  const { Third } = await logThree(site);
  await site.open(page, `#turn=${Third}`);
  await expect(title(page)).toBeVisible();
  await page.keyboard.press('3');
  await page.route('**/review', (route) => route.abort());
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 verdict is not saved')).toBeVisible();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('Saved as soon as the ingest can be reached.').last()).toBeVisible();
  await page.unroute('**/review');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('1 verdict is not saved')).toHaveCount(0);
  expect(await site.read(Third)).toMatchObject({ status: 'annotated' });
});

test('tells of new turns without moving what is read', async ({ page, site }) => {
  const { Second } = await logThree(site);
  await site.open(page, `#turn=${Second}`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  const row = page.getByRole('link', { name: 'Second?' });
  const before = await row.boundingBox();
  await site.log({ question: 'Fourth?', answer: 'Four.' });
  await site.log({ question: 'Fifth?', answer: 'Five.' });
  const news = page.getByRole('button', { name: '2 new turns' });
  await expect(news).toBeVisible();
  expect(await row.boundingBox()).toEqual(before);
  await expect(rows(page)).toHaveCount(3);
  await news.click();
  await expect(rows(page)).toHaveCount(5);
  await expect(rows(page).first()).toContainText('Fifth?');
  await expect(title(page)).toHaveText('Second?');
});

test('shows a new signal in the row that it belongs to', async ({ page, site }) => {
  await logThree(site);
  await site.open(page);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await site.log({ question: 'Second?', answer: 'Second answer.', signals: { rephrased: true } });
  await expect(page.getByRole('link', { name: 'Second?' })).toContainText('rephrased');
  await expect(page.getByRole('link', { name: 'Second?' })).toContainText('asked 2 times');
});

test('connects again by itself', async ({ page, site }) => {
  await logThree(site);
  let isCut = true;
  await page.route('**/v1/events', (route) => (isCut ? route.abort() : route.continue()));
  await site.open(page);
  await expect(page.getByText('No connection. Trying again…')).toBeVisible();
  isCut = false;
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await site.log({ question: 'Fourth?', answer: 'Four.' });
  await expect(page.getByRole('button', { name: '1 new turn' })).toBeVisible();
});

test('looks for new turns by itself where there is no room for one more stream of events', async ({
  page,
  site,
}) => {
  await logThree(site);
  const headers = { authorization: `Bearer ${site.apiKey}` };
  const open = () => fetch(`${site.base}/v1/events`, { headers });
  const streams = await Promise.all(Array.from({ length: MOST_STREAMS }, open));
  await page.clock.install();
  await site.open(page);
  await expect(page.getByText('Looks for news every minute')).toBeVisible();
  await expect(rows(page)).toHaveCount(3);

  await site.log({ question: 'Fourth?', answer: 'Four.' });
  await page.clock.fastForward(61_000);
  await expect(page.getByRole('button', { name: '1 new turn' })).toBeVisible();
  await expect(page.getByText('Looks for news every minute')).toBeVisible();

  await Promise.all(streams.map(async ({ body }) => body?.cancel()));
  await page.clock.fastForward(61_000);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
});

test('filters by what the address says, so that a view can be shared', async ({ page, site }) => {
  await logThree(site);
  await site.log({ question: 'Signalled?', answer: 'Yes.', signals: { rephrased: true } });
  await site.open(page, '#signal=rephrased');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Signalled?');
  await page.getByRole('button', { name: 'Remove the filter Signal: rephrased' }).click();
  await expect(rows(page)).toHaveCount(4);
  await page.locator('summary', { hasText: 'Filters' }).click();
  await page.getByLabel('Order').selectOption('Most signals first');
  await expect(page).toHaveURL(/#sort=signalled/);
  await expect(rows(page).first()).toContainText('Signalled?');
  await page.goBack();
  await expect(rows(page).first()).toContainText('Signalled?');
  await page.goBack();
  await expect(rows(page)).toHaveCount(1);
});

test('searches as one types, and says when nothing matches', async ({ page, site }) => {
  await logThree(site);
  await site.open(page);
  await expect(rows(page)).toHaveCount(3);
  await page.keyboard.press('/');
  await page.keyboard.type('second');
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/#q=second/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await expect(title(page)).toHaveText('Second?');
  await page.getByRole('searchbox').fill('nowhere');
  await expect(page.getByText('No turn matches these filters.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear all' }).last().click();
  await expect(rows(page)).toHaveCount(3);
});

test('reads on as one scrolls, and has few rows in the document', async ({ page, site }) => {
  for (let turn = 0; turn < 120; turn += 1) {
    await site.log({ question: `Question ${turn}?`, answer: 'Yes.' });
  }
  await site.open(page);
  await expect(rows(page).first()).toContainText('Question 119?');
  expect(await rows(page).count()).toBeLessThan(30);
  for (let step = 0; step < 119; step += 1) await page.keyboard.press('j');
  await expect(page.locator('[aria-current=true]')).toContainText('Question 1?');
  await page.keyboard.press('j');
  await expect(title(page)).toHaveText('Question 0?');
  await expect(page.locator('[aria-current=true]')).toBeInViewport();
  await expect(page.getByText('120 turns', { exact: true })).toBeVisible();
});

test('exports what the filters show', async ({ page, site }) => {
  await logThree(site);
  await site.say(JACKET, WRONG);
  await site.open(page, '#signal=thumbs_down');
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Export' }).click();
  const exported = async (name: string) => {
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    const file = await waiting;
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
  };
  const ndjson = await exported('NDJSON');
  expect(ndjson.name).toMatch(/^turns-\d{4}-\d\d-\d\d\.ndjson$/);
  expect(ndjson.text.trim().split('\n')).toHaveLength(1);
  expect(JSON.parse(ndjson.text)).toMatchObject({ question: JACKET.question });
  expect((await exported('CSV')).text).toContain(JACKET.question);
  const row = JSON.parse((await exported('Eval set')).text) as unknown;
  expect(row).toMatchObject({ input: JACKET.question, expected: WRONG.correction });
});

test('counts what people said in the overview, and leads to the turns behind a figure', async ({
  page,
  site,
}) => {
  await logThree(site);
  await site.say(JACKET, WRONG);
  await site.say({ ...JACKET, question: 'Right?' }, { rating: 'correct' });
  await site.open(page, '#view=overview');
  const figures = page.locator('.figures');
  await expect(figures).toContainText(/Waiting for review\s*4/);
  await expect(figures).toContainText(/Thumbs-down share\s*50%/);
  await expect(page.getByRole('img', { name: 'Thumbs-down by day' })).toBeVisible();
  await page.getByText('As a table').first().click();
  await expect(page.getByRole('table', { name: 'Thumbs-down by day' })).toContainText('50%');
  await page.getByRole('button', { name: 'Out of date' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText(JACKET.question);
});

test('lists its keys, and leaves them alone where somebody turns them off', async ({
  page,
  site,
}) => {
  await logThree(site);
  await site.open(page);
  await expect(rows(page)).toHaveCount(3);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(dialog).toContainText('Undo the last verdict');
  await dialog.getByRole('checkbox', { name: 'Use these keys' }).uncheck();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('j');
  await page.getByRole('link', { name: 'Second?' }).click();
  await expect(title(page)).toHaveText('Second?');
  await page.reload();
  await expect(title(page)).toHaveText('Second?');
  await page.keyboard.press('j');
  await expect(title(page)).toHaveText('Second?');
});

test('says that a key may not review', async ({ page, site }) => {
  await page.route('**/v1/turns?*', (route) =>
    route.fulfill({ status: 403, json: { error: 'No scope.', code: 'api_key_scope' } }),
  );
  await site.open(page);
  await expect(page.getByRole('alert')).toContainText('It needs the scope “review”.');
});

test('says why the queue cannot be read, and reads it when asked again', async ({ page, site }) => {
  await logThree(site);
  await page.route('**/v1/turns?*', (route) =>
    route.fulfill({ status: 500, json: { error: 'The disk is gone.', code: 'internal_error' } }),
  );
  await site.open(page);
  await expect(page.getByRole('alert')).toContainText('The disk is gone.');
  await page.unroute('**/v1/turns?*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(rows(page)).toHaveCount(3);
});

test('says that nothing waits, and shows the first turn that comes', async ({ page, site }) => {
  await site.open(page);
  await expect(page.getByText('Nothing waits for a review.')).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await site.log(JACKET);
  await expect(rows(page)).toHaveCount(1);
});

test('says that a shared turn is gone', async ({ page, site }) => {
  await site.open(page, '#turn=turn_nowhere');
  await expect(page.getByRole('alert')).toContainText('This turn is no longer there.');
});
