import { dirname, join, relative } from 'node:path/posix';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Where a page of the repository is on the site. The README is the first page; what is in `docs/` is
 * beside it.
 *
 * @param {string} path from the root of the repository
 */
export function pathOnSite(path) {
  if (path === 'README.md') return 'index.md';
  return path.startsWith('docs/') ? path.slice('docs/'.length) : path.toLowerCase();
}

/**
 * Lets links between pages lead to where the pages are on the site: in Markdown they lead to files.
 *
 * @param {import('vitepress').MarkdownRenderer} md
 */
export function relink(md) {
  md.core.ruler.push('relink', ({ tokens, env }) => {
    const page = relative(ROOT, env.realPath ?? env.path);
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.type === 'link_open' ? token.attrGet('href') : null;
      const [path = '', anchor] = href?.split('#') ?? [];
      if (!/^[^:]+\.md$/.test(path)) continue;
      const target = pathOnSite(join(dirname(page), path));
      const link = relative(dirname(pathOnSite(page)), target);
      token.attrSet('href', anchor === undefined ? link : `${link}#${anchor}`);
    }
  });
}
