import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

import { drawModules } from './draw-modules.js';
import { fillPage } from './fill-page.js';

/*
 * Writes what the documentation takes from the code: tables, and the picture of the modules. A test
 * fails where this was forgotten.
 */
for (const name of readdirSync('docs').filter((file) => file.endsWith('.md'))) {
  const path = `docs/${name}`;
  const page = readFileSync(path, 'utf8');
  writeFileSync(path, await fillPage(page, path));
}
writeFileSync('docs/architecture.svg', drawModules());
