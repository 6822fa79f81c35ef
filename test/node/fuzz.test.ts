import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { fuzz } from '../fuzz/fuzz.js';
import { openFuzzStores } from '../fuzz/stores.js';

describe('five thousand valid requests, changed at random', () => {
  for (const engine of ['sqlite', 'postgres'] as const) {
    it(`break no promise on ${engine}: no crash, no 500, and no row that was not entitled to`, async (t) => {
      const stores = await openFuzzStores(engine);
      t.after(() => stores.remove());
      const { statuses } = await fuzz(await stores.open(), 5_000, 20_261_125);
      for (const status of [200, 400, 401, 403, 404]) {
        assert.ok(Number(statuses[status]) > 10, `${status} came ${statuses[status]} times`);
      }
    });
  }
});
