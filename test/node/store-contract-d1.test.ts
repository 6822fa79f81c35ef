import { createD1Store } from 'agentloop-feedback/d1';
import { Miniflare } from 'miniflare';
import { after } from 'node:test';

import { openD1 } from '../../dist/ingest/d1/d1-driver.js';
import { describeStore } from '../support/store-contract.js';

const DATABASES = Array.from({ length: 40 }, (_, index) => `DB${index}`);
const runtime = new Miniflare({
  modules: true,
  script: 'export default {};',
  d1Databases: DATABASES,
});
after(() => runtime.dispose());

// Each write takes a quarter of a second here.
describeStore(
  'D1',
  async () => {
    const name = DATABASES.shift();
    if (!name) throw new Error('There are more tests than databases.');
    const database = await runtime.getD1Database(name);
    return {
      openStore: async (options) => createD1Store(database, options),
      openDriver: async () => openD1(database),
    };
  },
  6,
);
