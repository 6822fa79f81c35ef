import { createKeyStore } from 'agentloop-feedback/ingest';

import { openStore } from './open-store.js';
import { readStoreSettings } from './settings.js';

/**
 * `agentloop-feedback keys create|list|revoke`: the API keys that are kept in the database, as
 * hashes. A running ingest knows a new key, and forgets a revoked one, within two seconds.
 *
 * @param {string[]} args
 */
export async function keys(args) {
  const { settings, values, words } = readStoreSettings(args, process.env, {
    name: { type: 'string' },
    scopes: { type: 'string' },
  });
  const [action = '', keyId = ''] = words;
  const needed = action === 'revoke' ? 2 : 1;
  if (!['create', 'list', 'revoke'].includes(action) || words.length !== needed) {
    throw new Error('keys needs create, list, or revoke with a key’s id.');
  }
  const store = await openStore(settings);
  try {
    const keyStore = createKeyStore(store.driver);
    if (action === 'create') await create(keyStore, values);
    if (action === 'list') await list(keyStore);
    if (action === 'revoke') await revoke(keyStore, keyId);
  } finally {
    await store.close();
  }
}

/**
 * @param {import('agentloop-feedback/ingest').KeyStore} keyStore
 * @param {Record<string, unknown>} values
 */
async function create(keyStore, { name, scopes = 'log' }) {
  if (typeof name !== 'string') throw new Error('keys create needs --name.');
  const wanted = String(scopes).split(/[\s,]+/);
  // The store says which scopes there are.
  const made = await keyStore.create({ name, scopes: /** @type {never} */ (wanted) });
  console.error(
    `${made.keyId} may ${wanted.join(' and ')}. This is the one time that it is shown:`,
  );
  console.log(made.key);
}

/** @param {import('agentloop-feedback/ingest').KeyStore} keyStore */
async function list(keyStore) {
  for (const { keyId, name, scopes, createdAt, revokedAt } of await keyStore.list()) {
    const state = revokedAt ? `revoked ${revokedAt.toISOString()}` : 'works';
    console.log([keyId, scopes.join(','), createdAt.toISOString(), state, name].join('\t'));
  }
}

/**
 * @param {import('agentloop-feedback/ingest').KeyStore} keyStore
 * @param {string} keyId
 */
async function revoke(keyStore, keyId) {
  if (!(await keyStore.revoke(keyId))) throw new Error(`There is no key ${keyId} that works.`);
  console.log(`${keyId} works no longer.`);
}
