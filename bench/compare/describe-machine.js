import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, totalmem, type, release } from 'node:os';

import { CHROMIUM } from '../../test/support/install-browsers.js';
import { CONTESTANTS } from './contestants.js';
import { versionOfPeer } from './install-peers.js';

/** What the figures were measured on and of what, as a list. */
export function describeMachine() {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const browser = execFileSync(CHROMIUM, ['--version', '--no-sandbox'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const peers = CONTESTANTS.flatMap(({ peer }) => (peer ? [`${peer} ${versionOfPeer(peer)}`] : []));
  const versionOf = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8')).version;
  return [
    `Date: ${new Date().toISOString().slice(0, 10)}`,
    `Machine: ${processors.length} × ${processors[0]?.model.trim()}, ${memory} GB of memory, ${type()} ${release()}`,
    `Versions: Node.js ${process.versions.node}, ${/Chromium [\d.]+/.exec(browser)?.[0]}, agentloop-feedback ${versionOf('package.json')}, lit ${versionOf('node_modules/lit/package.json')}, ${peers.join(', ')}`,
  ]
    .map((line) => `- ${line}`)
    .join('\n');
}
