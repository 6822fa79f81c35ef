import { sample } from 'agentloop-feedback/signals';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { askPython } from '../support/run-python.js';
import { findSnippet } from '../support/snippets.js';

const COUNT = 100_000;

/** How many of many ids are in, as a share. */
function shareOf(ids: readonly string[], rate: number): number {
  return ids.filter((by) => sample(rate, { by })).length / ids.length;
}

/** Five standard deviations of such a share, which a fair draw stays within but once in a million. */
function tolerance(rate: number): number {
  return 5 * Math.sqrt((rate * (1 - rate)) / COUNT);
}

function assertNear(share: number, rate: number): void {
  assert.ok(Math.abs(share - rate) < tolerance(rate), `${share} is not near ${rate}`);
}

describe('sample', () => {
  it('takes its share of ids at random', () => {
    const ids = fc.sample(fc.uuid(), { numRuns: COUNT, seed: 7 });
    assertNear(shareOf(ids, 0.01), 0.01);
    assertNear(shareOf(ids, 0.1), 0.1);
    assertNear(shareOf(ids, 0.5), 0.5);
  });

  it('takes its share of ids that are counted up', () => {
    const ids = Array.from({ length: COUNT }, (_, index) => `s_${index + 1}`);
    assertNear(shareOf(ids, 0.01), 0.01);
    assertNear(shareOf(ids, 0.1), 0.1);
    assertNear(shareOf(ids, 0.5), 0.5);
  });

  it('keeps a session together, and within every larger sample', () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => `s_${index}`);
    const small = ids.filter((by) => sample(0.1, { by }));
    assert.deepEqual(
      small.filter((by) => sample(0.1, { by })),
      small,
    );
    assert.deepEqual(
      small.filter((by) => sample(0.2, { by })),
      small,
    );
  });

  it('draws each turn for itself without an id', () => {
    assert.deepEqual(sample(0.3, { random: () => 0.29 }), { sample: true });
    assert.equal(sample(0.3, { random: () => 0.3 }), undefined);
    assert.equal(sample(0.3, { by: '', random: () => 0.3 }), undefined);
  });

  it('takes none at 0 and all at 1', () => {
    assert.equal(sample(0), undefined);
    assert.deepEqual(sample(1), { sample: true });
    assert.equal(sample(0, { by: 's_1' }), undefined);
    assert.deepEqual(sample(1, { by: 's_1' }), { sample: true });
  });

  it('refuses a rate that is none', () => {
    assert.throws(() => sample(-0.1), TypeError);
    assert.throws(() => sample(1.01), /rate must be from 0 to 1, not 1.01/);
    assert.throws(() => sample(NaN), TypeError);
  });

  it('agrees with the documented Python on any id', async () => {
    const ids = fc.sample(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), 2_000);
    const rates = fc.sample(fc.double({ min: 0, max: 1, noNaN: true }), 2_000);
    const python = findSnippet('docs/signals.md', 'Samples', 'python');
    const answers = await askPython(
      ids.map((by, index) => ({ by, rate: rates[index] })),
      [
        '-c',
        `import json, sys\n${python}\nfor line in sys.stdin: print(json.dumps(sample(**json.loads(line))))`,
      ],
    );
    assert.deepEqual(
      answers,
      ids.map((by, index) => sample(rates[index] ?? NaN, { by }) ?? null),
    );
  });
});
