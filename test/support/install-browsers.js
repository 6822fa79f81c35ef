import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { arch } from 'node:process';

/** Where Debian's packages put their programs. */
export const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
export const FIREFOX = process.env['FIREFOX_PATH'] ?? '/usr/bin/firefox-esr';
export const WEBKIT_DRIVER = '/usr/bin/WebKitWebDriver';
export const MINI_BROWSER = `/usr/lib/${arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/webkit2gtk-4.1/MiniBrowser`;
export const XVFB = '/usr/bin/Xvfb';

const PROGRAMS = [
  { name: 'chromium', path: CHROMIUM },
  { name: 'firefox-esr', path: FIREFOX },
  { name: 'webkit2gtk-driver', path: WEBKIT_DRIVER },
  { name: 'xvfb', path: XVFB },
];
/** Without them, Japanese and Arabic are boxes. */
const FONTS = ['fonts-noto-core', 'fonts-noto-cjk'];

/**
 * Installs the browsers that the tests need where it may: as root on Debian. Elsewhere it says in
 * one line what is missing, and ends the process.
 */
export async function installBrowsers() {
  const missing = PROGRAMS.filter(({ path }) => !existsSync(path)).map(({ name }) => name);
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
    ['install', '-qy', '--no-install-recommends', ...missing, ...FONTS],
    options,
  );
}
