import { expect, test as base } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { startProgram } from '../support/start-program.js';
import { findFreePort } from '../support/demo-server.js';
import { escapeAttribute } from '../support/host-site.js';
import { test } from '../support/page-site.js';
import { findSnippet, readSnippets, ROOT } from '../support/snippets.js';

import type { Page } from '@playwright/test';
import type { PageSite } from '../support/page-site.js';

/*
 * The snippets of the README that need a browser; the others are run in `test/node/readme.test.ts`.
 */

const COMMAND = join(ROOT, 'bin/agentloop-feedback.js');

/** Where a page finds the package, as a bundler would. */
const IMPORTS = {
  'agentloop-feedback/': '/modules/dist/',
  'idb-keyval': '/modules/node_modules/idb-keyval/dist/index.js',
};

/** A page beside the ingest, which runs a snippet. */
async function openPage(page: Page, site: PageSite, body: string, snippet: string): Promise<void> {
  const { origin } = new URL(site.base);
  await page.route(`${origin}/modules/**`, (route) => {
    const [, path = ''] = new URL(route.request().url()).pathname.split('/modules/');
    const file = path.endsWith('.js') ? path : `${path}.js`;
    return route.fulfill({ path: join(ROOT, file), contentType: 'text/javascript' });
  });
  await page.route(`${origin}/page`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="en"><title>a page</title>
        <script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>
        ${body}<script type="module">${snippet}
        document.title = 'has run';</script></html>`,
    }),
  );
  await page.goto(`${origin}/page`);
  await expect(page).toHaveTitle('has run');
}

const walk = base.extend<{ ingest: { address: string; port: string; data: string } }>({
  // Playwright wants the first argument as a pattern.
  // oxlint-disable-next-line no-empty-pattern
  ingest: async ({}, use, info) => {
    const { code } = readSnippets('README.md').find(({ language }) => language === 'sh')!;
    const [install, serve = ''] = code.split('\n');
    expect(install).toBe('npm install agentloop-feedback');
    const port = String(await findFreePort());
    const data = info.outputPath('data');
    // As in its own shell, but for the installation, the port, and the folder that is left behind.
    const [, setting = '', args = ''] = /^(\S+) npx agentloop-feedback (.*)$/.exec(serve) ?? [];
    const [name = '', secret = ''] = setting.split('=');
    const { address, stop } = await startProgram(
      process.execPath,
      [COMMAND, ...args.replace('8787', port).split(' '), '--data', data],
      { cwd: info.outputPath(), env: { [name]: secret, LOG_LEVEL: 'warn' } },
    );
    await use({ address, port, data });
    await stop();
  },
});

walk('leads from nothing to an annotation in the review queue', async ({ page, ingest }, info) => {
  const answer = findSnippet('README.md', 'agentloop-feedback', 'js');
  const program = info.outputPath('answer.mjs');
  writeFileSync(program, answer.replaceAll('8787', ingest.port));
  const file = info.outputPath('answer.html');
  writeFileSync(file, execFileSync(process.execPath, [program]));

  await page.goto(pathToFileURL(file).href);
  await page.getByRole('button', { name: 'Wrong answer' }).click();
  await expect(page.getByRole('status')).toHaveText(/^Thank you!/);
  await page.goto(`${ingest.address}/review`);
  const key = page.getByLabel('API key');
  await key.fill(readFileSync(join(ingest.data, 'api-key'), 'utf8').trim());
  await key.press('Enter');
  await expect(page.getByText('How long do I have to return it?').first()).toBeVisible();
});

test('connects an iframe, and hears from it', async ({ page, site }) => {
  const said = page.waitForEvent('console');
  const iframe = `<iframe title="feedback" src="${escapeAttribute(await site.sign())}"></iframe>`;
  await openPage(page, site, iframe, findSnippet('README.md', 'The iframe', 'js'));
  await page.frameLocator('iframe').getByRole('button', { name: 'Falsche Antwort' }).click();
  expect((await said).text()).toBe('incorrect');
});

test('logs, annotates and binds buttons by the SDK', async ({ page, site }) => {
  const names = `globalThis.feedbackUrl = ${JSON.stringify(await site.sign())};
    globalThis.question = 'How long?';
    globalThis.askedAgain = (text) => text === 'How long?';`;
  const body = `<button id="wrong">Wrong</button><script>${names}</script>`;
  await openPage(page, site, body, findSnippet('README.md', 'The browser SDK', 'js'));
  const headers = { authorization: `Bearer ${site.apiKey}` };
  const response = await page.request.get(`${site.base}/v1/turns`, { headers });
  const { items } = (await response.json()) as { items: { signals: object }[] };
  expect(items[0]?.signals).toEqual({ copied: true, rephrased: true, thumbs_down: true });
  expect((await site.annotations())[0]).toMatchObject({
    rating: 'incorrect',
    correction: '30 days.',
  });

  const button = page.getByRole('button', { name: 'Wrong' });
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await expect.poll(async () => (await site.annotations())[0]?.status).toBe('retracted');
});

test('shows what waits by docs/sdk.md', async ({ page, site }) => {
  const snippets = readSnippets('docs/sdk.md').map(({ code }) => code);
  expect(snippets).toHaveLength(2);
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  const log = `await feedback.logTurn(${JSON.stringify(await site.sign())});`;
  await openPage(page, site, '', snippets.join('').replace('stop();', `${log} stop();`));
  expect(said).toEqual(['[]', 'turns accepted', 'turns delivered']);
});
