import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../peers', import.meta.url));

/** Installs those who are compared where they are missing, in the versions that are compared. */
export function installPeers() {
  const { dependencies } = readPackage(FOLDER);
  const isThere = Object.entries(dependencies).every(([name, version]) => {
    const installed = `${FOLDER}/node_modules/${name}`;
    return existsSync(installed) && readPackage(installed).version === version;
  });
  if (isThere) return;
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', args, { cwd: FOLDER, stdio: 'inherit' });
  if (status !== 0) throw new Error('The packages in bench/peers were not installed.');
}

/**
 * A file of one of them.
 *
 * @param {string} path
 */
export function readPeerFile(path) {
  return readFileSync(`${FOLDER}/node_modules/${path}`, 'utf8');
}

/** @param {string} name */
export function versionOfPeer(name) {
  return readPackage(`${FOLDER}/node_modules/${name}`).version;
}

/**
 * @param {string} folder
 * @returns {{ version: string, dependencies: Record<string, string> }}
 */
function readPackage(folder) {
  return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
}
