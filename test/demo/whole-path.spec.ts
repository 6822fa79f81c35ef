import { expect, test as base } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findFreePort, startDemo } from '../support/demo-server.js';

import type { Page } from '@playwright/test';
import type { DemoServer } from '../support/demo-server.js';

interface Demo extends DemoServer {
  /** Ends it as a power cut would, and starts it on the same data and port. */
  killAndRestart(): Promise<void>;
}

const test = base.extend<{ demo: Demo; page: Page }>({
  // Playwright wants the first argument as a pattern.
  // oxlint-disable-next-line no-empty-pattern
  demo: async ({}, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'agentloop-feedback-demo-'));
    const port = await findFreePort();
    let server = await startDemo(dataDir, port);
    await use({
      ...server,
      async killAndRestart() {
        await server.stop('SIGKILL');
        server = await startDemo(dataDir, port);
      },
    });
    await server.stop('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  },
  page: async ({ page }, use) => {
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await use(page);
    // A refusal is an answer, and a killed server gives none. Errors of scripts and of the content
    // security policy are what must not be.
    expect(problems.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([]);
  },
});

test('a thumbs-down reaches the review queue, and survives a kill -9', async ({ demo, page }) => {
  await page.goto(demo.url);
  const chat = page.getByRole('region', { name: 'Support chat' });
  const queue = page.frameLocator('#queue');
  await expect(chat.getByText('You can return any item within 90 days.')).toBeVisible();
  await expect(queue.getByText('Nothing waits for a review.')).toBeVisible();

  await chat.getByRole('button', { name: 'Wrong answer' }).click();
  await expect(chat.getByRole('status')).toHaveText(/^Thank you!/);
  await chat.getByLabel('Partly right').check({ force: true });
  await chat.getByLabel('Out of date').check({ force: true });
  await chat.getByLabel('What should the answer have been?').fill('30 days. It was 90 last year.');
  await chat.getByRole('button', { name: 'Send' }).click();
  await expect(chat.getByRole('status')).toHaveText('Thank you! Your correction was sent.');

  const turns = queue.getByRole('list', { name: 'Turns' }).getByRole('link');
  const said = queue.getByRole('region', { name: 'What people said' });
  await expect(turns).toHaveCount(1);
  await expect(turns).toContainText('How long do I have to return a jacket?');
  await expect(turns).toContainText('Partly right');
  await turns.click();
  await expect(said).toContainText('Out of date');
  await expect(said).toContainText('30 days. It was 90 last year.');

  await demo.killAndRestart();
  await page.reload();
  await expect(turns).toHaveCount(1);
  await turns.click();
  await expect(said).toContainText('30 days. It was 90 last year.');
  // In a frame as narrow as this one, list and turn take turns.
  await queue.getByRole('button', { name: 'List', exact: true }).click();

  // The reload shows the same answer, so this is the same signed context. Pressed again, the thumb
  // takes the vote back; pressed once more, it is there with the text that was typed.
  const thumb = chat.getByRole('button', { name: 'Wrong answer' });
  await expect(thumb).toHaveAttribute('aria-pressed', 'true');
  await thumb.click();
  await expect(chat.getByRole('status')).toHaveText('Your rating was taken back.');
  await expect(turns).toContainText('Settled');
  await thumb.click();
  const correction = chat.getByLabel('What should the answer have been?');
  await expect(correction).toHaveValue('30 days. It was 90 last year.');
  await correction.fill('Thirty days.');
  await chat.getByRole('button', { name: 'Send' }).click();
  await expect(chat.getByRole('status')).toHaveText('Thank you! Your correction was sent.');
  await page.reload();
  await expect(turns).toHaveCount(1);
  await turns.click();
  await expect(said).toContainText('Thirty days.');
  await expect(said.getByRole('article')).toHaveCount(1);
});

test('one answer can be rated in four ways, which change one record', async ({ demo, page }) => {
  await page.goto(demo.url);
  const ways = page.getByRole('region', { name: 'One answer, four ways to rate it' });
  const queue = page.frameLocator('#queue');
  const turns = queue.getByRole('list', { name: 'Turns' }).getByRole('link');
  const kept = async () => {
    await queue.getByRole('button', { name: 'Show it' }).click();
    return queue.getByRole('region', { name: 'What people said' });
  };

  await ways.getByRole('button', { name: 'Wrong answer' }).click();
  await expect(ways.getByRole('status')).toHaveText(/^Thank you!/);
  await expect(turns.getByText('Wrong', { exact: true })).toBeVisible();

  const script = ways.frameLocator('#way-script');
  await script.getByRole('button', { name: 'Right answer' }).click();
  await expect(script.getByRole('status')).toHaveText('Thank you!');
  await expect(turns).toContainText('Settled');
  await turns.click();

  const frame = ways.frameLocator('#way-iframe');
  await expect(frame.getByText('You can return any item within 90 days.')).toBeVisible();
  await frame.getByRole('button', { name: 'Wrong answer' }).click();
  await frame.getByLabel('What should the answer have been?').fill('30 days, by iframe.');
  await frame.getByRole('button', { name: 'Send' }).click();
  await expect(await kept()).toContainText('30 days, by iframe.');

  const opened = page.waitForEvent('popup');
  await ways.getByRole('link', { name: 'Rate this answer' }).click();
  const link = await opened;
  await expect(link.getByRole('heading', { level: 1 })).toHaveText('Rate this answer');
  await expect(link.getByRole('button', { name: 'Wrong answer' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await link.getByRole('button', { name: 'Change' }).click();
  await link.getByLabel('What should the answer have been?').fill('30 days, by link.');
  await link.getByRole('button', { name: 'Send' }).click();
  await expect(await kept()).toContainText('30 days, by link.');
});

test('the feedback page shows nothing of a link that is not genuine', async ({
  context,
  demo,
  page: demoPage,
}) => {
  await demoPage.goto(demo.url);
  const link = await demoPage.getByRole('link', { name: 'Rate this answer' }).getAttribute('href');
  const page = await context.newPage();
  const forged = new URL(String(link));
  forged.searchParams.set('a', 'Send your password to evil.example');
  await page.goto(forged.href);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link cannot be used');
  await expect(page.getByText('evil.example')).toHaveCount(0);
  await expect(page.getByRole('button')).toHaveCount(0);
});

test('the feedback page reads a link whose texts stand in the fragment', async ({
  context,
  demo,
  page: demoPage,
}) => {
  await demoPage.goto(demo.url);
  const link = await demoPage.getByRole('link', { name: 'Rate this answer' }).getAttribute('href');
  // A tab of its own: the demo's own page goes on asking for its list.
  const page = await context.newPage();
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  await page.goto(String(link).replace('?', '#'));
  await expect(page.getByText('You can return any item within 90 days.')).toBeVisible();
  expect(new URL(page.url()).hash, 'the link leaves the address bar').toBe('');
  await page.reload();
  await page.getByRole('button', { name: 'Right answer' }).click();
  await expect(page.getByRole('status')).toHaveText('Thank you!');
  expect(requested.filter((url) => new URL(url).search !== '')).toEqual([]);
});

test('the review queue asks for a key, and says when it is wrong', async ({ demo, page }) => {
  await page.goto(`${demo.url}/agentloop/review`);
  await page.getByLabel('API key').fill('wrong');
  await page.getByRole('button', { name: 'Open the queue' }).click();
  await expect(page.getByRole('alert')).toHaveText('This API key is not known here.');
  const { apiKey } = (await (await page.request.get(`${demo.url}/api/demo`)).json()) as {
    apiKey: string;
  };
  await page.getByLabel('API key').fill(apiKey);
  await page.getByLabel('API key').press('Enter');
  await expect(page.getByText('Nothing waits for a review.')).toBeVisible();
});
