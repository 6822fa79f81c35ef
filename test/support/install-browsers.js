import { existsSync } from 'node:fs';
import { arch } from 'node:process';

import { installPackages } from './install-packages.js';

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

/** Installs the browsers that the tests need where it may. */
export async function installBrowsers() {
  installPackages(
    PROGRAMS.map(({ name, path }) => ({ name, isThere: existsSync(path) })),
    FONTS,
  );
}
