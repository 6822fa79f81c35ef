import { chromium } from '@playwright/test';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CHROMIUM, installBrowsers } from '../test/support/install-browsers.js';
import { median } from './median.js';
import { report } from './report.js';

/*
 * The review queue on 100,000 seeded turns, as a reviewer meets it: the first paint of the list, from
 * a key to the next turn, scrolling, searching, a turn that arrives, an export. `SEEDED_DATA` names a
 * data folder that is seeded already.
 */
const TURNS = 100_000;
const KEY = 'ak_bench';
const VISITS = 7;
const STEPS = 100;
const VERDICTS = 20;
const PAGES = 40;

/** @typedef {import('@playwright/test').Page} Page */

installBrowsers();
const kept = process.env['SEEDED_DATA'];
const data = kept ?? mkdtempSync(join(tmpdir(), 'agentloop-feedback-bench-'));
if (!kept) {
  const args = ['bin/agentloop-feedback.js', 'seed', '--turns', String(TURNS), '--data', data];
  spawnSync(process.execPath, args, { stdio: 'inherit' });
}
const { base, stop } = await serveData(data);
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
try {
  report('review', [
    { figure: 'list in sight', unit: 'ms, median', value: median(await visit()), limit: 1_000 },
    ...(await work()),
  ]);
} finally {
  await browser.close();
  await stop();
  if (!kept) rmSync(data, { recursive: true, force: true });
}

/** From the address to the first row on the screen, each time in a browser that knows nothing. */
async function visit() {
  const times = [];
  for (let round = 0; round < VISITS; round += 1) {
    const page = await openPage();
    await page.goto(`${base}/review`);
    await page.locator('a.row').first().waitFor();
    times.push(await page.evaluate(() => /** @type {any} */ (globalThis).firstRow));
    await page.context().close();
  }
  return times;
}

/** An hour at the desk, in short. */
async function work() {
  const page = await openPage();
  await page.goto(`${base}/review#signal=thumbs_down`);
  await page.locator('a.row').first().waitFor();
  const steps = await pressEach(page, 'j', STEPS);
  const verdicts = await pressEach(page, 'x', VERDICTS);
  await page.keyboard.press('u');
  await page.getByText('Undone').first().waitFor();

  await page.goto(`${base}/review`);
  await page.reload();
  await page.locator('a.row').first().waitFor();
  const frames = await scroll(page);

  await page.keyboard.press('/');
  const typed = performance.now();
  await page.keyboard.type('zebra');
  await page.getByText('No turn matches these filters.').waitFor();
  const searched = performance.now() - typed;
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.locator('a.row').first().waitFor();

  await page.getByText('Live', { exact: true }).waitFor();
  const sent = performance.now();
  const headers = { authorization: `Bearer ${KEY}` };
  const turn = { question: `New at ${Date.now()}?`, agent_response: 'Yes.' };
  await page.request.post(`${base}/v1/turns`, { headers, data: turn });
  await page.getByRole('button', { name: /new turn/ }).waitFor();
  const arrived = performance.now() - sent;

  await page.goto(`${base}/review#signal=thumbs_down&status=any`);
  await page.reload();
  await page.getByRole('button', { name: 'Export' }).click();
  const asked = performance.now();
  const waiting = page.waitForEvent('download', { timeout: 120_000 });
  await page.getByRole('button', { name: 'NDJSON' }).click();
  const lines = (await readFile(await (await waiting).path(), 'utf8')).trim().split('\n').length;
  const exported = performance.now() - asked;

  return [
    { figure: 'j to the next turn', unit: 'ms, median', value: median(steps), limit: 50 },
    { figure: 'j to the next turn', unit: 'ms, 95th of 100', value: at(steps, 0.95), limit: 50 },
    {
      figure: 'x, a verdict, to the next turn',
      unit: 'ms, median',
      value: median(verdicts),
      limit: 50,
    },
    {
      figure: 'scrolling 2,000 turns, a frame',
      unit: 'ms, 95th',
      value: at(frames, 0.95),
      limit: 50,
    },
    { figure: 'search that finds nothing', unit: 'ms', value: searched, limit: 10_000 },
    { figure: 'a new turn is told of', unit: 'ms', value: arrived, limit: 5_000 },
    { figure: 'export of what was disliked', unit: 'turns', value: lines, least: 1_000 },
    { figure: 'that export', unit: 'ms', value: exported, limit: 60_000 },
  ];
}

/** A page that has its key, and writes down when the first row was painted. */
async function openPage() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript((key) => {
    sessionStorage.setItem('agentloop-feedback:api-key', key);
    const look = () => {
      if (!document.querySelector('a.row')) return requestAnimationFrame(look);
      // What this frame shows is on the screen when the next one begins.
      return requestAnimationFrame((now) => Object.assign(globalThis, { firstRow: now }));
    };
    requestAnimationFrame(look);
  }, KEY);
  return page;
}

/**
 * From the key's event to the frame after the one that shows another question.
 *
 * @param {Page} page
 * @param {string} key
 * @param {number} count
 */
async function pressEach(page, key, count) {
  const times = [];
  await page.evaluate(() => {
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        const before = document.querySelector('#turn-title')?.textContent;
        const look = (/** @type {number} */ now) => {
          const shown = document.querySelector('#turn-title')?.textContent;
          if (shown === before) requestAnimationFrame(look);
          else {
            requestAnimationFrame((painted) =>
              Object.assign(globalThis, { took: Math.max(painted, now) - timeStamp }),
            );
          }
        };
        requestAnimationFrame(look);
      },
      { capture: true },
    );
  });
  for (let step = 0; step < count; step += 1) {
    await page.evaluate(() => Object.assign(globalThis, { took: 0 }));
    await page.keyboard.press(key);
    await page.waitForFunction(() => /** @type {any} */ (globalThis).took > 0);
    times.push(await page.evaluate(() => /** @type {any} */ (globalThis).took));
  }
  return times;
}

/**
 * The length of each frame while the list is scrolled, page after page as they are read.
 *
 * @param {Page} page
 * @returns {Promise<number[]>}
 */
function scroll(page) {
  return page.evaluate(async (turns) => {
    const list = document.querySelector('review-turn-list');
    if (!list) throw new Error('There is no list.');
    /** @type {number[]} */
    const frames = [];
    let last = performance.now();
    while (Number(list.querySelector('li:last-child')?.ariaPosInSet) < turns) {
      list.scrollTop += 400;
      const now = await new Promise(requestAnimationFrame);
      frames.push(now - last);
      last = now;
    }
    return frames;
  }, PAGES * 50);
}

/** @param {string} folder */
async function serveData(folder) {
  const server = spawn(
    process.execPath,
    ['bin/agentloop-feedback.js', 'serve', '--port', '0', '--data', folder],
    { env: { ...process.env, AGENTLOOP_API_KEYS: KEY }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = await once(server.stdout, 'data');
  return {
    base: /http:\S+/.exec(String(line))?.[0] ?? '',
    stop: async () => {
      server.kill();
      await once(server, 'exit');
    },
  };
}

/**
 * @param {readonly number[]} values
 * @param {number} part
 */
function at(values, part) {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
