import { createPostgresStore } from 'agentloop-feedback/postgres';
import { after } from 'node:test';
import pg from 'pg';

import { openPostgres } from '../../dist/ingest/postgres/postgres-driver.js';
import { startPostgres } from '../support/postgres-cluster.js';
import { describeStore } from '../support/store-contract.js';

/** A database that is there already, of any engine that speaks the protocol. */
const givenUrl = process.env['TEST_DATABASE_URL'];
const cluster = givenUrl ? undefined : await startPostgres();
after(() => cluster?.remove());
const url = givenUrl ?? cluster?.url() ?? '';
let schemas = 0;

describeStore(givenUrl ? 'the given database' : 'PostgreSQL', async (t) => {
  // Not a database for each test: Citus distributes schemas, and has to be set up in each database.
  const schema = `agentloop_contract_${(schemas += 1)}`;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  await admin.query(`CREATE SCHEMA ${schema}`);
  await admin.end();
  const connectionString = withSchema(schema);
  return {
    async openStore(options) {
      const store = await createPostgresStore({ connectionString, ...options });
      t.after(() => store.close());
      return store;
    },
    async openDriver() {
      const driver = openPostgres({ connectionString });
      t.after(() => driver.close());
      return driver;
    },
  };
});

function withSchema(schema: string): string {
  const address = new URL(url);
  address.searchParams.set('options', `-c search_path=${schema}`);
  // In a query of a URL a space is a plus sign, which pg takes as it stands.
  return address.href.replaceAll('+', '%20');
}
