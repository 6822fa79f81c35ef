import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/** The rooms of `src/`, and the rooms whose values each may import. */
const ARROWS: Record<string, readonly string[]> = {
  protocol: [],
  locales: [],
  signing: ['protocol'],
  signals: [],
  delivery: ['protocol'],
  element: ['delivery', 'protocol', 'locales'],
  frame: ['element', 'delivery', 'protocol', 'locales'],
  sdk: ['delivery', 'protocol'],
  server: ['signing', 'protocol'],
  ingest: ['signing', 'protocol', 'locales'],
  review: ['protocol'],
};

const { exports } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { exports: Record<string, string> };

const ENTRIES = Object.values(exports)
  .filter((path) => path.endsWith('.js'))
  .map((path) => path.replace('./dist/', ''));
const PAGES = ['frame/feedback-page.js', 'review/review-page.js'];

/** Whether it is a module of ours; packages keep their name, and the generated one imports nothing. */
function isOurs(file: string): boolean {
  return existsSync(join(DIST, file)) && file.endsWith('.js') && !file.includes('browser-files');
}

/** What a built module imports; the compiler has taken the types out. */
function importsOf(file: string): string[] {
  const code = readFileSync(join(DIST, file), 'utf8');
  return [
    ...code.matchAll(
      /^(?:import|export)\b[^'";]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm,
    ),
  ]
    .map(([, from, bare, lazy]) => from ?? bare ?? lazy ?? '')
    .map((name) => (name.startsWith('.') ? relative(DIST, join(DIST, dirname(file), name)) : name));
}

/** Everything that an entry reaches: our files, and the packages. */
function reachOf(entry: string): Set<string> {
  const reached = new Set<string>();
  const visit = (file: string) => {
    if (reached.has(file)) return;
    reached.add(file);
    if (isOurs(file)) importsOf(file).forEach(visit);
  };
  visit(entry);
  return reached;
}

/** Our files by room; the entries themselves are in none. */
function roomsIn(reached: Set<string>): Set<string> {
  return new Set(
    [...reached].filter(isOurs).flatMap((file) => file.split('/').slice(0, -1)[0] ?? []),
  );
}

function packagesIn(reached: Set<string>): string[] {
  return [...reached].filter((file) => !existsSync(join(DIST, file)));
}

describe('the modules', () => {
  it('import only from the rooms that they may', () => {
    const entries = [...ENTRIES, ...PAGES];
    const files = new Set(entries.flatMap((entry) => [...reachOf(entry)]).filter(isOurs));
    let count = 0;
    for (const file of files) {
      const [room = ''] = file.split('/');
      if (ENTRIES.includes(file)) continue;
      for (const target of importsOf(file).filter(isOurs)) {
        const [other = ''] = target.split('/');
        assert.ok(other === room || ARROWS[room]?.includes(other), `${file} imports ${target}`);
        count += 1;
      }
    }
    assert.ok(count > 50, `only ${count} imports were seen`);
  });

  it('for browsers reach neither secrets nor the server', () => {
    for (const entry of [
      'index.js',
      'element.js',
      'frame.js',
      'sdk.js',
      'signals.js',
      'frame/feedback-page.js',
      'review/review-page.js',
    ]) {
      const reached = reachOf(entry);
      const rooms = roomsIn(reached);
      for (const room of ['signing', 'server', 'ingest']) {
        assert.ok(!rooms.has(room), `${entry} reaches ${room}`);
      }
      assert.ok(
        packagesIn(reached).every((name) => /^(lit(\/|$)|idb-keyval$)/.test(name)),
        entry,
      );
    }
  });

  it('of the signals and the server client need no package, and the SDK one for its database', () => {
    assert.deepEqual(packagesIn(reachOf('sdk.js')), ['idb-keyval']);
    assert.deepEqual(packagesIn(reachOf('signals.js')), []);
    assert.deepEqual(packagesIn(reachOf('server.js')), []);
  });

  it('of a frame’s host need no package, and of the element the events alone', () => {
    const reached = reachOf('frame.js');
    assert.deepEqual(packagesIn(reached), []);
    assert.deepEqual(
      [...reached].filter((file) => file.startsWith('element/')),
      ['element/feedback-events.js'],
    );
  });

  it('for servers reach neither Lit nor the element, and node: from the SQLite entry alone', () => {
    for (const entry of [
      'server.js',
      'signals.js',
      'ingest.js',
      'sqlite.js',
      'postgres.js',
      'd1.js',
    ]) {
      const reached = reachOf(entry);
      const rooms = roomsIn(reached);
      for (const room of ['element', 'frame', 'delivery', 'review']) {
        assert.ok(!rooms.has(room), `${entry} reaches ${room}`);
      }
      const packages = packagesIn(reached);
      assert.ok(!packages.some((name) => name.startsWith('lit')), entry);
      assert.equal(
        packages.some((name) => name.startsWith('node:')),
        entry === 'sqlite.js',
        entry,
      );
    }
  });

  it('can all be imported on a server without a DOM', async () => {
    for (const name of Object.keys(exports).filter((key) => key !== './package.json')) {
      const module = (await import(name.replace('.', 'agentloop-feedback'))) as object;
      assert.ok(Object.keys(module).length > 0, name);
    }
  });
});
