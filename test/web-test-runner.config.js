import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { startBrowserIngest } from './support/browser-ingest.js';
import { CHROMIUM, FIREFOX } from './support/install-browsers.js';
import { startWebKit } from './support/webkit.js';

const ingest = await startBrowserIngest();
const webkit = await startWebKit();

/** What runs in a browser, on the sources, against a real ingest on another origin. */
export default {
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  files: 'test/browser/*.test.ts',
  nodeResolve: true,
  concurrency: 1,
  plugins: [
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)),
    }),
    ingest.plugin,
    { name: 'stop-webkit', serverStop: async () => webkit.stop() },
  ],
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: CHROMIUM,
        args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
      },
    }),
    chromeLauncher({ launchOptions: { browser: 'firefox', executablePath: FIREFOX } }),
    webdriverLauncher(webkit.options),
  ],
  testFramework: { config: { timeout: 10_000 } },
  reporters: [defaultReporter({ reportTestProgress: false }), countReporter()],
};

/** Leaves the counts where `test/run.js` reads them. */
function countReporter() {
  return {
    /** @param {{ sessions: Iterable<import('@web/test-runner').TestSession> }} run */
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0 };
      for (const session of sessions) {
        const results = session.testResults ? testsOf(session.testResults) : [];
        const failed = results.filter(({ passed, skipped }) => !passed && !skipped).length;
        counts.passed += results.filter(({ passed }) => passed).length;
        counts.failed += Math.max(failed, session.passed ? 0 : 1);
      }
      writeFileSync('.cache/reports/browser.json', JSON.stringify(counts));
    },
  };
}

/**
 * @param {import('@web/test-runner').TestSuiteResult} suite
 * @returns {import('@web/test-runner').TestResult[]}
 */
function testsOf(suite) {
  return [...suite.tests, ...suite.suites.flatMap(testsOf)];
}
