import { createSqliteStore } from 'agentloop-feedback/sqlite';
import { join } from 'node:path';

import { openSqlite } from '../../dist/ingest/sqlite/sqlite-driver.js';
import { describeStore } from '../support/store-contract.js';
import { makeTemporaryFolder } from '../support/test-ingest.js';

describeStore('SQLite', async (t) => {
  const path = join(makeTemporaryFolder(t), 'feedback.sqlite');
  return {
    async openStore(options) {
      const store = await createSqliteStore({ path, ...options });
      t.after(() => store.close());
      return store;
    },
    async openDriver() {
      const driver = await openSqlite(path);
      t.after(() => driver.close());
      return driver;
    },
  };
});
