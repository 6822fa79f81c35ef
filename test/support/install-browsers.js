import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Where Debian's packages put their programs. */
export const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

const PROGRAMS = [{ name: 'chromium', path: CHROMIUM }];
/** Without them, Japanese and Arabic are boxes. */
const FONTS = ['fonts-noto-core', 'fonts-noto-cjk'];

/**
 * Installs the browsers that the tests need where it may: as root on Debian. Elsewhere it says in
 * one line what is missing, and ends the process.
 */
export async function installBrowsers() {
  const missing = PROGRAMS.filter(({ path }) => !existsSync(path));
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(', ');
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    console.error(`Missing: ${names}. Install it, or set CHROMIUM_PATH to where it is.`);
    process.exit(1);
  }
  console.log(`Installing ${names} from Debian's packages…`);
  /** @type {import('node:child_process').ExecFileSyncOptions} */
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  execFileSync('apt-get', ['update', '-q'], options);
  execFileSync(
    'apt-get',
    ['install', '-qy', '--no-install-recommends', ...missing.map(({ name }) => name), ...FONTS],
    options,
  );
}
