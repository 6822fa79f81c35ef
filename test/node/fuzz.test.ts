import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { fuzz } from '../fuzz/fuzz.js';
import { makeTemporaryFolder } from '../support/test-ingest.js';

describe('five thousand valid requests, changed at random', () => {
  it('break no promise: no crash, no 500, and no row that was not entitled to', async (t) => {
    const path = join(makeTemporaryFolder(t), 'feedback.sqlite');
    const { statuses } = await fuzz(path, 5_000, 20_261_125);
    for (const status of [200, 400, 401, 403, 404]) {
      assert.ok(Number(statuses[status]) > 10, `${status} came ${statuses[status]} times`);
    }
  });
});
