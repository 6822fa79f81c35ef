import { expect, test as base } from '@playwright/test';
import { join } from 'node:path';

import { findFreePort } from '../support/demo-server.js';
import { startProgram } from '../support/start-program.js';

import type { FrameLocator, Page } from '@playwright/test';

const SECRET = 'whsec_apps';
const API_KEY = 'ak_apps';
const FOLDER = process.env['APPS_FOLDER'] ?? '';

interface Services {
  /** Starts one of the servers that sign. Returns its address. */
  startSigner(command: string, args: string[], app: string): Promise<string>;
  /** Serves the pages of an application, with the answers of the TypeScript server. */
  startPages(app: string): Promise<string>;
  /** The newest annotation that the ingest has. */
  readAnnotation(): Promise<Record<string, unknown>>;
}

/** The ingest of the installed package, and whatever a test starts; all ends with the test. */
const test = base.extend<{ services: Services }>({
  // oxlint-disable-next-line no-empty-pattern
  services: async ({}, use, info) => {
    const stops: (() => Promise<void>)[] = [];
    const start = async (
      command: string,
      args: string[],
      app: string,
      env: Record<string, string>,
    ) => {
      const { address, stop } = await startProgram(command, args, { cwd: join(FOLDER, app), env });
      stops.unshift(stop);
      return address;
    };
    const command = 'node_modules/.bin/agentloop-feedback';
    const args = ['serve', '--port', '0', '--data', info.outputPath('data')];
    const settings = {
      FEEDBACK_SIGNING_SECRET: SECRET,
      AGENTLOOP_API_KEYS: API_KEY,
      LOG_LEVEL: 'warn',
    };
    const ingest = await start(command, args, 'typescript', settings);
    const startSigner = async (program: string, programArgs: string[], app: string) =>
      start(program, programArgs, app, {
        FEEDBACK_SIGNING_SECRET: SECRET,
        INGEST_URL: ingest,
        PORT: String(await findFreePort()),
      });

    await use({
      startSigner,
      startPages: async (app) => {
        const signer = await startSigner('node', ['dist/server.js'], 'typescript');
        const port = String(await findFreePort());
        const preview = ['preview', '--host', '127.0.0.1', '--port', port];
        return start('node_modules/.bin/vite', preview, app, { API_URL: signer });
      },
      readAnnotation: async () => {
        const headers = { authorization: `Bearer ${API_KEY}` };
        const response = await fetch(`${ingest}/v1/annotations?limit=1`, { headers });
        const { items } = (await response.json()) as { items: Record<string, unknown>[] };
        return items[0] ?? {};
      },
    });
    for (const stop of stops) await stop();
  },
});

/** Votes and corrects as a person does, and looks at what the page and the ingest have heard. */
async function rateAndCorrect(
  page: Page,
  services: Services,
  /** Where the element is. */
  place: Page | FrameLocator = page,
): Promise<void> {
  const problems: Error[] = [];
  page.on('pageerror', (error) => problems.push(error));
  await expect(page.getByText('Il arrive demain 🙂')).toBeVisible();
  await place.getByRole('button', { name: 'Wrong answer' }).click();
  await expect(page.locator('output')).toHaveText('incorrect');
  await place.getByLabel('Partly right').check({ force: true });
  await place.getByLabel('What should the answer have been?').fill('Après-demain.');
  await place.getByRole('button', { name: 'Send' }).click();
  await expect(page.locator('output')).toHaveText('partial');
  expect(await services.readAnnotation()).toMatchObject({
    question: 'Où est mon colis ?',
    agent_response: 'Il arrive demain 🙂',
    user_id: 'u_42',
    rating: 'partial',
    correction: 'Après-demain.',
  });
  expect(problems).toEqual([]);
}

test('a TypeScript server signs, and its page loads the script of the ingest', async ({
  page,
  services,
}) => {
  await page.goto(await services.startSigner('node', ['dist/server.js'], 'typescript'));
  await rateAndCorrect(page, services);
});

test('a Python server signs with its standard library alone', async ({ page, services }) => {
  await page.goto(await services.startSigner('python3', ['server.py'], 'python'));
  await rateAndCorrect(page, services);
});

test('a plain page loads the module from its own folder', async ({ page, services }) => {
  await page.goto(`${await services.startPages('plain')}/module.html`);
  await rateAndCorrect(page, services);
});

test('a plain page loads a classic script, which is one file', async ({ page, services }) => {
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname);
  });
  await page.goto(`${await services.startPages('plain')}/classic.html`);
  await rateAndCorrect(page, services);
  expect(scripts).toEqual(['/scripts/agentloop-feedback-single.js']);
});

test('React 19 takes the tag itself', async ({ page, services }) => {
  await page.goto(await services.startPages('react'));
  await rateAndCorrect(page, services);
  await expect(page.getByLabel('Incomplete')).toBeHidden();
});

test('React 18 takes the component', async ({ page, services }) => {
  await page.goto(await services.startPages('react-18'));
  await rateAndCorrect(page, services);
  await expect(page.locator('agentloop-feedback')).toHaveClass('thumbs');
});

test('Vue takes the tag, with properties and events', async ({ page, services }) => {
  await page.goto(await services.startPages('vue'));
  await rateAndCorrect(page, services);
});

test('Svelte takes the tag, with properties and events', async ({ page, services }) => {
  await page.goto(await services.startPages('svelte'));
  await rateAndCorrect(page, services);
});

test('Solid takes the tag, with properties and events', async ({ page, services }) => {
  await page.goto(await services.startPages('solid'));
  await rateAndCorrect(page, services);
});

test('a chat takes the feedback page in a frame, and hears what is said there', async ({
  page,
  services,
}) => {
  await page.goto(await services.startPages('iframe'));
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('button', { name: 'Wrong answer' })).toBeVisible();
  await rateAndCorrect(page, services, frame);
  // It has the height of what is in it.
  const inner = await frame.locator('html').evaluate((root) => root.scrollHeight);
  expect((await page.locator('iframe').boundingBox())?.height).toBe(inner);
});

test('the thumbs that a server rendered are there without a script', async ({
  browser,
  services,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(await services.startSigner('node', ['dist/server.js'], 'ssr'));
  const box = await page.getByRole('button', { name: 'Wrong answer' }).boundingBox();
  expect(box?.width).toBeGreaterThan(20);
  await context.close();
});

test('the element takes over the thumbs that a server rendered', async ({ page, services }) => {
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  const address = await services.startSigner('node', ['dist/server.js'], 'ssr');
  // The script is held back, so that there is something to take over.
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/client.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(address, { waitUntil: 'commit' });
  const thumb = page.getByRole('button', { name: 'Wrong answer' });
  await thumb.evaluate((button) => (button.dataset['from'] = 'server'));
  release();
  await rateAndCorrect(page, services);
  await expect(thumb).toHaveCount(1);
  await expect(thumb).toHaveAttribute('data-from', 'server');
  expect(complaints).toEqual([]);
});
