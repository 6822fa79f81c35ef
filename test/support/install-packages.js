import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Installs what the tests need where it may: as root on Debian. Elsewhere it says in one line what
 * is missing, and ends the process.
 *
 * @param {readonly { name: string, isThere: boolean }[]} packages
 * @param {readonly string[]} [companions] installed along with whatever is missing
 */
export function installPackages(packages, companions = []) {
  const missing = packages.filter(({ isThere }) => !isThere).map(({ name }) => name);
  if (missing.length === 0) return;
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    console.error(`The tests need Debian's packages ${missing.join(', ')}; please install them.`);
    process.exit(1);
  }
  console.log(`Installing ${missing.join(', ')} from Debian's packages…`);
  /** @type {import('node:child_process').ExecFileSyncOptions} */
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  execFileSync('apt-get', ['update', '-q'], options);
  execFileSync(
    'apt-get',
    ['install', '-qy', '--no-install-recommends', ...missing, ...companions],
    options,
  );
}
