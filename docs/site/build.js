import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { checkSite } from './check-site.js';

/*
 * `npm run docs`: the pages and the stories as one static site, in `.cache/docs`. What only the site
 * needs has a package of its own, so that `npm install` does not bring it to everybody.
 */
const SITE = fileURLToPath(new URL('.', import.meta.url));
const OUT = '.cache/docs';

if (!existsSync(`${SITE}/node_modules/vitepress`)) {
  run('npm', ['install', '--prefix', SITE, '--no-audit', '--no-fund', '--package-lock=false']);
}
rmSync(OUT, { recursive: true, force: true });
run(`${SITE}/node_modules/.bin/vitepress`, ['build', SITE]);
const stories = ['build', '-c', 'stories/.storybook', '-o', `${OUT}/stories`];
run('node_modules/.bin/storybook', [...stories, '--disable-telemetry', '--loglevel', 'warn']);

const { pages, problems } = await checkSite(OUT);
for (const problem of problems) console.error(problem);
console.log(
  `${OUT}: ${pages} pages and the stories, ${problems.length} problems. To read them: npm run docs:serve`,
);
process.exitCode = problems.length > 0 ? 1 : 0;

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  execFileSync(command, args, { stdio: 'inherit' });
}
