import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import {
  ENTRIES,
  EXPORTS,
  isOurs,
  packagesIn,
  reachOf,
  readArrows,
  roomsIn,
} from '../../build/docs/read-modules.js';

/** The rooms of `src/`, and the rooms whose values each imports, and may import. */
const ARROWS: Record<string, readonly string[]> = {
  protocol: [],
  locales: [],
  signing: ['protocol'],
  signals: [],
  delivery: ['protocol'],
  element: ['delivery', 'protocol', 'locales'],
  frame: ['element', 'delivery', 'protocol', 'locales'],
  sdk: ['delivery', 'protocol'],
  frameworks: ['element'],
  server: ['signing', 'protocol'],
  ingest: ['signing', 'protocol', 'locales'],
  review: ['protocol'],
};

/** The packages that a browser may load; those of the review queue's page are bundled with it. */
function allowedIn(entry: string): RegExp {
  if (entry === 'react.js') return /^(react|lit(\/|$)|idb-keyval$)/;
  return entry === 'review/review-page.js'
    ? /^(lit(\/|$)|diff$|eventsource-parser$|@tanstack\/lit-virtual$)/
    : /^(lit(\/|$)|idb-keyval$)/;
}

describe('the modules', () => {
  it('import only from the rooms that they may, and from all of those', () => {
    const arrows = Object.entries(ARROWS).map(([room, others]) => [room, others.toSorted()]);
    assert.deepEqual(readArrows(), Object.fromEntries(arrows));
    const files = new Set(ENTRIES.flatMap((entry) => [...reachOf(entry)]));
    assert.ok([...files].filter(isOurs).length > 50);
  });

  it('for browsers reach neither secrets nor the server', () => {
    for (const entry of [
      'index.js',
      'element.js',
      'frame.js',
      'sdk.js',
      'signals.js',
      'react.js',
      'vue.js',
      'svelte.js',
      'frame/feedback-page.js',
      'review/review-page.js',
    ]) {
      const reached = reachOf(entry);
      const rooms = roomsIn(reached);
      for (const room of ['signing', 'server', 'ingest']) {
        assert.ok(!rooms.has(room), `${entry} reaches ${room}`);
      }
      assert.ok(
        packagesIn(reached).every((name) => allowedIn(entry).test(name)),
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

  it('for servers reach neither Lit nor the element, and node: from the entries for Node.js alone', () => {
    const forNode = ['sqlite.js', 'node.js'];
    const others = ['server.js', 'signals.js', 'ingest.js', 'postgres.js', 'd1.js'];
    for (const entry of [...forNode, ...others]) {
      const reached = reachOf(entry);
      const rooms = roomsIn(reached);
      for (const room of ['element', 'frame', 'delivery', 'review']) {
        assert.ok(!rooms.has(room), `${entry} reaches ${room}`);
      }
      const packages = packagesIn(reached);
      assert.ok(!packages.some((name) => name.startsWith('lit')), entry);
      assert.equal(
        packages.some((name) => name.startsWith('node:')),
        forNode.includes(entry),
        entry,
      );
    }
  });

  it('can all be imported on a server without a DOM', async () => {
    for (const [name, path] of Object.entries(EXPORTS)) {
      if (!path.endsWith('.js')) continue;
      const module = (await import(name.replace('.', 'agentloop-feedback'))) as object;
      assert.ok(Object.keys(module).length > 0, name);
    }
  });
});
