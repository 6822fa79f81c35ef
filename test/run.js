import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';

import { installBrowsers } from './support/install-browsers.js';
import { installPostgres } from './support/install-postgres.js';

/*
 * Every test, engine after engine, and one line that counts them all. `npm test -- node` runs one
 * engine alone.
 */
const REPORTS = '.cache/reports';
/** @type {{ name: string, command: string, args: string[], count: () => Counts }[]} */
const ENGINES = [
  await testWithNode('node'),
  {
    name: 'browser',
    command: process.execPath,
    args: [
      'node_modules/@web/test-runner/dist/bin.js',
      '--config',
      'test/web-test-runner.config.js',
    ],
    count: countBrowser,
  },
  // WebKit, where the runners of the others cannot go.
  await testWithNode('webkit'),
  {
    name: 'demo',
    command: process.execPath,
    args: ['node_modules/@playwright/test/cli.js', 'test', '--config', 'test/playwright.config.ts'],
    count: countPlaywright,
  },
];

/** @typedef {{ passed: number, failed: number }} Counts */

const wanted = process.argv.slice(2);
const engines = ENGINES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
if (engines.some(({ name }) => name !== 'node')) installBrowsers();
if (engines.some(({ name }) => name === 'node')) installPostgres();

const total = { passed: 0, failed: 0 };
for (const { name, command, args, count } of engines) {
  console.log(`\n# ${name}`);
  const code = await run(command, args);
  const counted = readCounts(count);
  // An engine that fell over, or ran nothing, has failed whatever it counted.
  const isBroken = (code !== 0 && counted.failed === 0) || counted.passed === 0;
  total.passed += counted.passed;
  total.failed += counted.failed + (isBroken ? 1 : 0);
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

/**
 * The tests in a folder, by Node.js's own runner.
 *
 * @param {string} name
 */
async function testWithNode(name) {
  const files = (await readdir(`test/${name}`)).filter((file) => file.endsWith('.test.ts'));
  const report = `${REPORTS}/${name}.tap`;
  return {
    name,
    command: process.execPath,
    args: [
      '--import=tsx',
      '--test',
      // By default it leaves one core free, which of two is the half.
      '--test-concurrency=2',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${report}`,
      ...files.map((file) => `test/${name}/${file}`),
    ],
    count: () => countTap(report),
  };
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
function run(command, args) {
  return new Promise((resolve) => {
    spawn(command, args, { stdio: 'inherit' }).on('close', (code) => resolve(code ?? 1));
  });
}

/** @param {() => Counts} count */
function readCounts(count) {
  try {
    return count();
  } catch (error) {
    console.error(`No report: ${String(error)}`);
    return { passed: 0, failed: 0 };
  }
}

/**
 * @param {string} path
 * @returns {Counts}
 */
function countTap(path) {
  const report = readFileSync(path, 'utf8');
  const read = (/** @type {string} */ word) =>
    Number(new RegExp(`^# ${word} (\\d+)`, 'm').exec(report)?.[1]);
  return { passed: read('pass'), failed: read('fail') + read('cancelled') };
}

/** @returns {Counts} */
function countBrowser() {
  return JSON.parse(readFileSync(`${REPORTS}/browser.json`, 'utf8'));
}

/** @returns {Counts} */
function countPlaywright() {
  const { stats } = JSON.parse(readFileSync(`${REPORTS}/playwright.json`, 'utf8'));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
}
