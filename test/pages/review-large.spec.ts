import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startProgram } from '../support/start-program.js';

import type { TurnItem } from 'agentloop-feedback/ingest';

/** A month of a busy product: the queue as it is on the day when somebody really needs it. */
const TURNS = 100_000;
const COMMAND = 'bin/agentloop-feedback.js';

const data = mkdtempSync(join(tmpdir(), 'agentloop-feedback-large-'));
let server: Awaited<ReturnType<typeof startProgram>>;
let reviewKey = '';
let logKey = '';

const run = (...args: string[]) =>
  execFileSync(process.execPath, [COMMAND, ...args, '--data', data], {
    encoding: 'utf8',
    stdio: 'pipe',
  }).trim();

test.beforeAll(async () => {
  test.setTimeout(240_000);
  run('seed', '--turns', String(TURNS));
  reviewKey = run('keys', 'create', '--name', 'Ana', '--scopes', 'review,export');
  logKey = run('keys', 'create', '--name', 'the shop', '--scopes', 'log');
  const args = [COMMAND, 'serve', '--port', '0', '--data', data, '--log-level', 'error'];
  const env = { FEEDBACK_SIGNING_SECRET: 'whsec_large', AGENTLOOP_API_KEYS: 'ak_large' };
  server = await startProgram(process.execPath, args, { cwd: '.', env });
});

test.afterAll(async () => {
  await server.stop();
  rmSync(data, { recursive: true, force: true });
});

test('a reviewer works through 100,000 turns: finds, corrects, undoes, meets a colleague, exports', async ({
  page,
}) => {
  test.setTimeout(90_000);
  const base = server.address;
  const call = async (path: string, key: string, body?: unknown): Promise<Response> =>
    fetch(`${base}${path}`, {
      headers: { authorization: `Bearer ${key}` },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    });
  const read = async (id: string) =>
    (await (await call(`/v1/turns/${id}`, reviewKey)).json()) as TurnItem;
  const openId = () => new URL(page.url()).hash.replace(/.*turn=([^&]*).*/, '$1');
  const title = page.locator('#turn-title');
  const rows = page.getByRole('list', { name: 'Turns' }).getByRole('link');
  const correction = page.getByLabel('What should the answer have been?');

  // A key that only logs opens nothing.
  await page.goto(`${base}/review#signal=thumbs_down`);
  await page.getByLabel('API key').fill(logKey);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('review');
  await page.getByLabel('API key').fill(reviewKey);
  await page.keyboard.press('Enter');
  await expect(rows.first()).toBeVisible();

  // Find.
  await page.keyboard.press('/');
  await page.keyboard.type('warranty');
  await expect(page).toHaveURL(/q=warranty/);
  await expect(rows.first()).toContainText('warranty');
  await page.keyboard.press('Enter');
  await page.keyboard.press('j');
  await expect(title).toContainText('warranty');
  const corrected = openId();
  const question = await title.textContent();

  // Correct, and undo.
  await page.keyboard.press('1');
  await page.keyboard.press('e');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Two years.');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(openId).not.toBe(corrected);
  await expect.poll(async () => (await read(corrected)).review?.correction).toBe('Two years.');
  await page.keyboard.press('u');
  await expect(title).toHaveText(question ?? '');
  await expect(correction).toHaveValue('Two years.');
  await expect.poll(async () => (await read(corrected)).status).toBe('pending');

  // A colleague was quicker, and the page has not been told.
  await page.route('**/v1/events', (route) => route.abort());
  await page.reload();
  await expect(title).toHaveText(question ?? '');
  const { revision } = await read(corrected);
  const theirs = { rating: 'partial', correction: 'Three years.', reviewer: 'Jonas' };
  await call(`/v1/turns/${corrected}/review`, reviewKey, {
    verdict: 'annotate',
    revision,
    ...theirs,
  });
  await correction.press('ControlOrMeta+Enter');
  // The next turn is there already; the one that was not saved is told of.
  await page.getByRole('alert').getByRole('button', { name: 'Show' }).click();
  const conflict = page.getByRole('alert').filter({ hasText: 'changed meanwhile' });
  await expect(conflict).toContainText('Three years.');
  await conflict.getByRole('button', { name: 'Replace with mine' }).click();
  await expect(conflict).toHaveCount(0);
  await expect.poll(async () => (await read(corrected)).review?.correction).toBe('Two years.');

  // What arrives is told of.
  await page.unroute('**/v1/events');
  await page.goto(`${base}/review#`);
  await page.reload();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await call('/v1/turns', logKey, { question: 'Is this one new?', agent_response: 'It is.' });
  await page.getByRole('button', { name: '1 new turn' }).click();
  await expect(rows.first()).toContainText('Is this one new?');

  // All that was disliked in a month, whatever became of it.
  await page.goto(`${base}/review#signal=thumbs_down&status=any`);
  await page.reload();
  await page.getByRole('button', { name: 'Export' }).click();
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'NDJSON' }).click();
  const lines = (await readFile(await (await waiting).path(), 'utf8')).trim().split('\n');
  const ids = new Set(lines.map((line) => (JSON.parse(line) as TurnItem).turn_id));
  expect(ids.size).toBe(lines.length);
  expect(lines.length).toBeGreaterThan(TURNS / 100);
  expect(ids).toContain(corrected);
});
