import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';

import { drawModules } from '../../build/docs/draw-modules.js';
import { fillPage } from '../../build/docs/fill-page.js';
import { readArrows } from '../../build/docs/read-modules.js';
import { slugify } from '../../docs/site/slugify.js';
import { ERRORS } from '../../src/protocol/error-codes.js';
import { ROOT } from '../support/snippets.js';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** Every page, from the root of the repository. */
const PAGES = ['.', 'docs', 'docs/decisions', 'demo/apps'].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

/** A page without its code, where a `[` is no link and a `#` no heading. */
function proseOf(path: string): string {
  return read(path).replace(/^```.*?^```$/gms, '');
}

function anchorsOf(path: string): string[] {
  return [...proseOf(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    slugify(heading.replace(/\[(.+?)\]\(.*?\)/g, '$1')),
  );
}

/** What stands between a heading and the next of its rank. */
function sectionsOf(path: string, mark: string): Map<string, string> {
  const [, ...sections] = read(path).split(new RegExp(`^${mark} `, 'm'));
  return new Map(
    sections.map((section) => {
      const [heading = '', ...lines] = section.split('\n');
      return [heading.replaceAll('`', ''), lines.join('\n').trim()];
    }),
  );
}

describe('the pages', () => {
  it('link to pages and headings that there are', () => {
    let count = 0;
    for (const page of PAGES) {
      for (const [, href = ''] of proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^https?:/.test(href)) continue;
        const [path = '', anchor] = href.split('#');
        const target = path === '' ? page : join(dirname(page), path);
        assert.ok(existsSync(join(ROOT, target)), `${page} links to ${href}`);
        if (anchor !== undefined) {
          assert.ok(anchorsOf(target).includes(anchor), `${page} links to ${href}`);
        }
        count += 1;
      }
    }
    assert.ok(count > 60, `only ${count} links were seen`);
  });

  it('are linked to from the README, or from a page that is', () => {
    const reached = new Set<string>();
    const visit = (page: string) => {
      if (reached.has(page) || !PAGES.includes(page)) return;
      reached.add(page);
      for (const [, path = ''] of proseOf(page).matchAll(/\]\(([^)\s#]+)/g)) {
        visit(join(dirname(page), path));
      }
    };
    visit('README.md');
    const isListed = (page: string) => /^(docs\/decisions|demo)\//.test(page);
    assert.deepEqual(
      PAGES.filter((page) => !reached.has(page) && !isListed(page)),
      [],
    );
  });

  it('have the tables of the code: `npm run docs:write` writes them', async () => {
    for (const page of PAGES) {
      assert.equal(await fillPage(read(page), join(ROOT, page)), read(page), page);
    }
  });

  it('name files of the repository that there are', () => {
    for (const page of PAGES) {
      for (const [, path = ''] of proseOf(page).matchAll(
        /`((?:src|test|bench|build|demo|stories)\/[\w./-]+)`/g,
      )) {
        assert.ok(existsSync(join(ROOT, path)), `${page} names ${path}`);
      }
    }
  });
});

describe('docs/errors.md', () => {
  const sections = sectionsOf('docs/errors.md', '###');

  it('has each error of the wire with its status and message, and what to do', () => {
    for (const [code, [status, message]] of Object.entries(ERRORS)) {
      const section = sections.get(code) ?? '';
      const [said, ...advice] = section.split('\n\n');
      assert.equal(said, `${status} · ${message}`, code);
      assert.ok(advice.join('').length > 20, code);
    }
  });

  it('has each code that a browser may say besides', () => {
    const told = ['src/element/feedback-events.ts', 'src/delivery/post.ts'].flatMap((path) =>
      [...read(path).matchAll(/^ +(?:\*|\/\*\*) .*`[a-z_]+`.*$/gm)].flatMap(([line]) =>
        [...line.matchAll(/`([a-z]+(?:_[a-z]+)*)`/g)].map(([, code = '']) => code),
      ),
    );
    const codes = told.filter((word) => !['keepalive', 'code', 'fetch'].includes(word));
    assert.ok(codes.includes('blocked_by_csp') && codes.length > 8);
    for (const code of codes) assert.ok(sections.has(code), code);
  });

  it('has no code that there is not', () => {
    const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => read(join('src', path)))
      .join('\n');
    for (const code of sections.keys()) assert.match(sources, new RegExp(`'${code}'|\\b${code}:`));
  });
});

describe('docs/architecture.md', () => {
  it('has the picture of the code: `npm run docs:write` draws it', () => {
    assert.equal(drawModules(), read('docs/architecture.svg'));
  });

  it('has each room and each entry in its table', () => {
    const page = read('docs/architecture.md');
    const rooms = [...page.matchAll(/^\| `(\w+)`/gm)].map(([, room = '']) => room);
    assert.deepEqual(rooms.toSorted(), Object.keys(readArrows()));
    const { exports } = JSON.parse(read('package.json')) as { exports: Record<string, string> };
    for (const [name, path] of Object.entries(exports)) {
      if (path.endsWith('.js')) assert.ok(page.includes(`\`${name}\``), name);
    }
  });
});

describe('docs/element.md', () => {
  it('has the defaults of the styles', () => {
    const styles = ['agentloop-feedback-styles', 'feedback-form-styles']
      .map((name) => read(`src/element/${name}.ts`))
      .join('\n');
    const rows = [...read('docs/element.md').matchAll(/^\| `(--[\w-]+)` +\| `(.+?)`/gm)];
    assert.equal(rows.length, 10);
    for (const [, name, value] of rows) {
      assert.ok(styles.includes(`var(${name}, ${value})`), `${name}: ${value}`);
    }
  });
});

describe('the anchor of a heading', () => {
  it('is the one that GitHub makes', () => {
    assert.equal(slugify('The trap: text that is not ASCII'), 'the-trap-text-that-is-not-ascii');
    assert.equal(slugify('`signature_invalid`'), 'signature_invalid');
    assert.equal(slugify('What’s new — 2'), 'whats-new--2');
  });
});
