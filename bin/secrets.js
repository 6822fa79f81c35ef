import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * The values of an environment variable (several, by commas), or else a random one that is kept in
 * a file which only this user can read. There is no default secret.
 *
 * @param {string} variable
 * @param {string} path
 * @returns {{ values: string[], note: string }} `note` tells the operator where it is kept
 */
export function readOrMakeSecret(variable, path) {
  const given = process.env[variable];
  if (given) {
    const values = given.split(',').map((value) => value.trim());
    if (values.includes('')) throw new Error(`${variable} holds an empty value.`);
    return { values, note: '' };
  }
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  }
  const note = `${variable} is not set: using the one in ${path}`;
  return { values: [readFileSync(path, 'utf8').trim()], note };
}
