import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { makeTemporaryFolder } from '../support/test-ingest.js';

import type { TestContext } from 'node:test';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const readJson = (path: string) => JSON.parse(read(path)) as unknown;

interface Manifest {
  exports: Record<string, string>;
  dependencies: Record<string, string>;
  sideEffects: string[];
}
const manifest = readJson('package.json') as Manifest;

/** The paths of all that is published. */
async function listPacked(): Promise<string[]> {
  const pack = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const { stdout } = await promisify(execFile)('npm', pack, { cwd: ROOT, maxBuffer: 1 << 24 });
  const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
  return files.map(({ path }) => path);
}

describe('the package', () => {
  it('holds what its sources lead to, and nothing that is left of others', async () => {
    const paths = await listPacked();
    const emitted = paths.filter(
      (path) =>
        /^dist\/(?!browser\/).*(\.d\.ts|\.js)$/.test(path) &&
        path !== 'dist/ingest/browser-files.js',
    );
    assert.ok(emitted.length > 100);
    for (const path of emitted) {
      const source = path.replace('dist/', 'src/').replace(/(\.d\.ts|\.js)$/, '.ts');
      assert.ok(existsSync(join(ROOT, source)), `${path} has no source`);
    }
    for (const path of readdirSync(join(ROOT, 'bin'), { recursive: true, encoding: 'utf8' })) {
      if (path.endsWith('.js')) assert.ok(paths.includes(`bin/${path}`), `${path} is missing`);
    }
    const others = paths.filter((path) => !/^(dist|bin)\//.test(path)).sort();
    assert.deepEqual(others, ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
  });

  it('has each of its entries, with their types', () => {
    for (const path of Object.values(manifest.exports)) {
      assert.ok(existsSync(join(ROOT, path.replace('/*', ''))), path);
      if (!path.endsWith('.js')) continue;
      assert.ok(existsSync(join(ROOT, path.replace(/\.js$/, '.d.ts'))), `${path} has no types`);
    }
  });

  it('depends on nothing that it does not import', () => {
    const code = ['dist', 'bin']
      .flatMap((folder) =>
        readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
          (path) => `${folder}/${path}`,
        ),
      )
      .filter((path) => path.endsWith('.js') && !path.startsWith('dist/browser/'))
      .map(read)
      .join('\n');
    for (const name of Object.keys(manifest.dependencies)) {
      assert.match(code, new RegExp(`(from|import) ?\\(?['"]${name}['"/]`), name);
    }
  });

  it('names as full of side effects what there is', () => {
    for (const path of manifest.sideEffects.filter((name) => !name.includes('*'))) {
      assert.ok(existsSync(join(ROOT, path)), path);
    }
  });
});

describe('a release', () => {
  /** Runs what `npm version` runs, on a changelog of its own. */
  const release = async (t: TestContext, changelog: string) => {
    const folder = makeTemporaryFolder(t);
    writeFileSync(join(folder, 'package.json'), '{"version":"1.2.0"}');
    writeFileSync(join(folder, 'CHANGELOG.md'), changelog);
    const script = join(ROOT, 'build/date-changelog.js');
    await promisify(execFile)(process.execPath, [script], { cwd: folder });
    return readFileSync(join(folder, 'CHANGELOG.md'), 'utf8');
  };

  it('dates what was unreleased', async (t) => {
    const changelog = '# Changelog\n\n## Unreleased\n\n- New.\n\n## 1.1.0 (2026-01-01)\n\n- Old.\n';
    assert.match(
      await release(t, changelog),
      /^## Unreleased\n\n## 1\.2\.0 \(\d{4}-\d\d-\d\d\)\n\n- New\.\n\n## 1\.1\.0 /m,
    );
  });

  it('needs something to tell of', async (t) => {
    const changelog = '# Changelog\n\n## Unreleased\n\n## 1.1.0 (2026-01-01)\n\n- Old.\n';
    await assert.rejects(release(t, changelog), /says nothing/);
    await assert.rejects(release(t, '# Changelog\n'), /says nothing/);
  });
});

describe('what a script tag loads', () => {
  const integrity = readJson('dist/browser/integrity.json') as Record<string, string>;

  it('is what its integrity says, under a name that stays and one with a hash', () => {
    for (const [name, value] of Object.entries(integrity)) {
      const digest = createHash('sha384')
        .update(read(`dist/browser/${name}`))
        .digest('base64');
      assert.equal(value, `sha384-${digest}`);
    }
    const names = Object.keys(integrity);
    assert.ok(names.includes('agentloop-feedback.js'));
    assert.ok(names.some((name) => /^agentloop-feedback-single-[0-9a-f]{8}\.js$/.test(name)));
  });

  it('is one file where that is wanted, with the licences of all that is in it', () => {
    const code = read('dist/browser/agentloop-feedback-single.js');
    assert.doesNotMatch(code, /\bimport\b|\bexport\s/);
    const licences = read('dist/browser/licenses.md');
    for (const name of ['lit', 'lit-html', 'lit-element', '@lit/reactive-element', 'idb-keyval']) {
      assert.match(licences, new RegExp(`^## ${name} - `, 'm'));
    }
  });
});

describe('what editors know of the element', () => {
  const { modules } = readJson('dist/custom-elements.json') as {
    modules: { path: string; declarations: Named<'attributes' | 'events' | 'cssProperties'>[] }[];
  };
  const declaration = modules[0]?.declarations[0];

  it('comes from a manifest that names the package’s own modules', () => {
    for (const { path } of modules) assert.ok(existsSync(join(ROOT, path)), path);
    assert.doesNotMatch(read('dist/custom-elements.json'), /"\/?src\//);
  });

  it('is the same for all of them', () => {
    const attributes = namesOf(declaration?.attributes);
    assert.ok(attributes.includes('feedback-url'));
    const webTypes = readJson('dist/web-types.json') as {
      contributions: { html: { elements: [Named<'attributes' | 'events'>] } };
    };
    const [element] = webTypes.contributions.html.elements;
    assert.deepEqual(namesOf(element.attributes), attributes);
    assert.deepEqual(namesOf(element.events), namesOf(declaration?.events));
    const html = readJson('dist/vscode.html-data.json') as { tags: [Named<'attributes'>] };
    assert.deepEqual(namesOf(html.tags[0].attributes), attributes);
    const css = readJson('dist/vscode.css-data.json') as Named<'properties'>;
    for (const name of namesOf(declaration?.cssProperties)) {
      assert.ok(namesOf(css.properties).includes(name), name);
    }
  });
});

type Named<Key extends string> = Record<Key, { name: string }[]>;

function namesOf(items: { name: string }[] = []): string[] {
  return items.map(({ name }) => name).sort();
}
