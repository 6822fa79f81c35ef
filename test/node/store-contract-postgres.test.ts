import { createPostgresStore } from 'agentloop-feedback/postgres';
import { after } from 'node:test';
import pg from 'pg';

import { openPostgres } from '../../dist/ingest/postgres/postgres-driver.js';
import { startPostgres } from '../support/postgres-cluster.js';
import { describeStore } from '../support/store-contract.js';

const cluster = await startPostgres();
after(() => cluster.remove());
let databases = 0;

describeStore('PostgreSQL', async (t) => {
  const name = `contract_${(databases += 1)}`;
  const admin = new pg.Client({ connectionString: cluster.url() });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  return {
    async openStore(options) {
      const store = await createPostgresStore({ connectionString: cluster.url(name), ...options });
      t.after(() => store.close());
      return store;
    },
    async openDriver() {
      const driver = openPostgres({ connectionString: cluster.url(name) });
      t.after(() => driver.close());
      return driver;
    },
  };
});
