import { readFileSync, writeFileSync } from 'node:fs';

/*
 * Gives what was unreleased the version that is being released, and its date. `npm version` runs it
 * between the new number in `package.json` and the commit; see `docs/releasing.md`.
 */
const CHANGELOG = 'CHANGELOG.md';
const HEADING = '## Unreleased\n';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const text = readFileSync(CHANGELOG, 'utf8');
const start = text.indexOf(HEADING) + HEADING.length;
const next = text.indexOf('\n## ', start);
const changes = text.slice(start, next < 0 ? undefined : next).trim();
if (start < HEADING.length || changes === '') {
  throw new Error(`${CHANGELOG} says nothing under “Unreleased”.`);
}
const date = new Date().toISOString().slice(0, 10);
writeFileSync(CHANGELOG, text.replace(HEADING, `${HEADING}\n## ${version} (${date})\n`));
