import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

import { MINI_BROWSER, WEBKIT_DRIVER, XVFB } from './install-browsers.js';

/**
 * WebKit's driver on a display of its own. MiniBrowser knows no headless mode.
 *
 * @returns what the test runner's launcher needs, and how to end both
 */
export async function startWebKit() {
  const xvfb = spawn(
    XVFB,
    ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const [display] = /** @type {[Buffer]} */ (await once(xvfb.stdout, 'data'));
  const port = await findFreePort();
  const driver = spawn(WEBKIT_DRIVER, [`--port=${port}`, '--host=127.0.0.1'], {
    env: { ...process.env, DISPLAY: `:${display.toString().trim()}` },
    stdio: 'ignore',
  });
  const stop = () => {
    driver.kill();
    xvfb.kill();
  };
  process.once('exit', stop);
  await waitForPort(port);
  return {
    stop,
    options: {
      hostname: '127.0.0.1',
      port,
      path: '/',
      logLevel: /** @type {const} */ ('error'),
      capabilities: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: MINI_BROWSER, args: ['--automation'] },
      },
    },
  };
}

/** @returns {Promise<number>} */
async function findFreePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * The driver says nothing when it is ready; its port does.
 *
 * @param {number} port
 */
async function waitForPort(port) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/status`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('WebKitWebDriver did not start.');
}
