import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/** What a script tag loads from a host that is not the ingest. */
const SCRIPTS = [
  'agentloop-feedback.js',
  'agentloop-feedback-single.js',
  'agentloop-feedback-frame.js',
];

/**
 * Prints the integrity of each script, and keeps them in `integrity.json`, by name. The one that is
 * whole in itself gets a second name with a hash in it, for hosts that never ask for a file again;
 * the chunks of the others refer to the names as they are.
 *
 * @param {string} folder
 */
export function writeIntegrity(folder) {
  /** @type {Record<string, string>} */
  const integrity = {};
  for (const name of SCRIPTS) {
    const body = readFileSync(`${folder}/${name}`);
    const digest = createHash('sha384').update(body).digest('base64');
    integrity[name] = `sha384-${digest}`;
    if (name.endsWith('-single.js')) {
      const hash = createHash('sha256').update(body).digest('hex').slice(0, 8);
      const hashed = name.replace('.js', `-${hash}.js`);
      writeFileSync(`${folder}/${hashed}`, body);
      integrity[hashed] = `sha384-${digest}`;
    }
  }
  writeFileSync(`${folder}/integrity.json`, `${JSON.stringify(integrity, null, 2)}\n`);
  for (const [name, value] of Object.entries(integrity)) {
    console.log(`${name} integrity="${value}"`);
  }
}
