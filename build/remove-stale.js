import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/*
 * Removes what the compiler has written for a source that is gone: it leaves that, and the package
 * would carry it.
 */
const EMITTED = /(\.d\.ts|\.js)$/;
/** Written by other steps of the build. */
const OTHERS = /^browser\/|^ingest\/browser-files\.js$/;

for (const path of existsSync('dist')
  ? readdirSync('dist', { recursive: true, encoding: 'utf8' })
  : []) {
  const hasSource = existsSync(join('src', path.replace(EMITTED, '.ts')));
  if (EMITTED.test(path) && !OTHERS.test(path) && !hasSource) rmSync(join('dist', path));
}
