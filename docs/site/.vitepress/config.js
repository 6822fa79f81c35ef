import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';

import { slugify } from '../slugify.js';
import { pathOnSite, relink } from './relink.js';
import { showStories } from './show-stories.js';

/** Where the site is served, e.g. /docs/. */
const BASE = process.env.DOCS_BASE ?? '/';

/** The thumb of the element. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#2f6bc4" stroke-width="2"><path d="M3.5 10.5h3.7v9.7H3.5zM7.2 11l3.9-7.6c1.5 0 2.6 1.2 2.6 2.6v3.8h5.1c1.2 0 2.1 1.1 1.9 2.3l-1.2 6.5c-.2.9-1 1.6-1.9 1.6H7.2"/></svg>`;

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The site is made of the pages as they are in the repository: nothing is written for it alone. */
export default defineConfig({
  title: 'agentloop-feedback',
  description: 'How people tell an AI agent that its answer was wrong.',
  base: BASE,
  srcDir: ROOT,
  outDir: `${ROOT}/.cache/docs`,
  cacheDir: `${ROOT}/.cache/vitepress`,
  srcExclude: ['{bin,build,demo,dist,src,stories,test,.*}/**', 'bench/peers/**'],
  rewrites: pathOnSite,
  // The stories are built beside the pages.
  ignoreDeadLinks: [/^\/stories\//],
  head: [
    ['link', { rel: 'icon', href: `data:image/svg+xml,${encodeURIComponent(ICON)}` }],
    // A browser itself sees to it that no page asks anybody else for anything.
    [
      'meta',
      {
        'http-equiv': 'content-security-policy',
        content: [
          "default-src 'self'",
          "script-src 'self' 'unsafe-inline'",
          "style-src 'self' 'unsafe-inline'",
          "img-src 'self' data:",
          "form-action 'none'",
          "base-uri 'none'",
        ].join('; '),
      },
    ],
  ],
  markdown: {
    anchor: { slugify },
    toc: { slugify },
    headers: { slugify },
    config: (md) => md.use(relink).use(showStories, BASE),
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  vite: { configFile: false, publicDir: false },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [{ text: 'Stories', link: '/stories/index.html', target: '_self' }],
    sidebar: [
      {
        text: 'Begin',
        items: [
          { text: 'Overview', link: '/' },
          { text: 'Script tag', link: '/script-tag' },
          { text: 'Framework', link: '/frameworks' },
          { text: 'Your server', link: '/server' },
          { text: 'Running the ingest', link: '/operations' },
          { text: 'Reviewing', link: '/reviewing' },
          { text: 'From AgentLoop’s clients', link: '/migrating' },
        ],
      },
      {
        text: 'Look up',
        items: [
          { text: 'The element', link: '/element' },
          { text: 'The browser SDK', link: '/sdk' },
          { text: 'Signals', link: '/signals' },
          { text: 'Signing', link: '/signing' },
          { text: 'Settings', link: '/settings' },
          { text: 'Errors', link: '/errors' },
          { text: 'Content security policy', link: '/csp' },
          { text: 'Frame messages', link: '/frame-messages' },
        ],
      },
      {
        text: 'Understand',
        items: [
          { text: 'Security', link: '/security' },
          { text: 'Accessibility', link: '/accessibility' },
          { text: 'Scaling', link: '/scaling' },
          { text: 'How it compares', link: '/bench/report' },
          { text: 'Architecture', link: '/architecture' },
          { text: 'Decisions', collapsed: true, items: readDecisions() },
        ],
      },
      {
        text: 'Take part',
        items: [
          { text: 'Contributing', link: '/contributing' },
          { text: 'Releasing', link: '/releasing' },
          { text: 'Changelog', link: '/changelog' },
        ],
      },
    ],
  },
});

/** One for each record, by its title. */
function readDecisions() {
  return readdirSync(`${ROOT}/docs/decisions`)
    .sort()
    .map((name) => {
      const [title = ''] = readFileSync(`${ROOT}/docs/decisions/${name}`, 'utf8').split('\n');
      return { text: title.replace(/^# \d+ /, ''), link: `/decisions/${name.replace('.md', '')}` };
    });
}
