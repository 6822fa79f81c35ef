import { createKeyStore } from 'agentloop-feedback/ingest';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { createTestIngest } from '../support/test-ingest.js';

import type { Scope } from 'agentloop-feedback/ingest';
import type { TestContext } from 'node:test';

const TURN = { question: 'What is the limit?', agent_response: '5,000.' };

/** An ingest, and the status and code that a new key of some scopes gets for a call. */
async function createKeyedIngest(t: TestContext) {
  const ingest = await createTestIngest(t);
  const keyStore = createKeyStore(ingest.store.driver);
  const tryWith = async (key: string, path: string, body?: object, accept = '*/*') => {
    const answer = await ingest.call(path, {
      method: body ? 'POST' : 'GET',
      ...(body ? { body: JSON.stringify(body) } : {}),
      headers: { authorization: `Bearer ${key}`, accept },
    });
    return [answer.status, answer.body['code']];
  };
  return {
    ...ingest,
    keyStore,
    tryWith,
    makeKey: async (...scopes: Scope[]) => (await keyStore.create({ name: 'test', scopes })).key,
  };
}

describe('an API key that was made by command', () => {
  it('may log with the scope log, and read nothing', async (t) => {
    const { makeKey, tryWith } = await createKeyedIngest(t);
    const key = await makeKey('log');
    assert.deepEqual(await tryWith(key, '/v1/turns', TURN), [201, undefined]);
    assert.deepEqual(await tryWith(key, '/v1/memories/search', {}), [200, undefined]);
    assert.deepEqual(await tryWith(key, '/v1/turns'), [403, 'api_key_scope']);
    assert.deepEqual(await tryWith(key, '/v1/annotations'), [403, 'api_key_scope']);
  });

  it('may read with the scope review or export, and log nothing', async (t) => {
    const { makeKey, tryWith, turns } = await createKeyedIngest(t);
    for (const key of [await makeKey('review'), await makeKey('export')]) {
      assert.deepEqual(await tryWith(key, '/v1/turns'), [200, undefined]);
      assert.deepEqual(await tryWith(key, '/v1/annotations', undefined, 'application/x-ndjson'), [
        200,
        undefined,
      ]);
      assert.deepEqual(await tryWith(key, '/v1/turns', TURN), [403, 'api_key_scope']);
    }
    assert.deepEqual(await turns(), []);
  });

  it('is kept as a hash alone', async (t) => {
    const { makeKey, store, keyStore } = await createKeyedIngest(t);
    const key = await makeKey('log', 'review');
    const rows = await store.driver.query({ sql: 'SELECT * FROM api_keys', params: [] });
    assert.ok(key.length > 60);
    assert.ok(!JSON.stringify(rows).includes(key.slice(3)));
    const [stored] = await keyStore.list();
    assert.deepEqual([stored?.name, stored?.scopes], ['test', ['log', 'review']]);
  });

  it('works no longer when it was revoked', async (t) => {
    const { keyStore, makeKey, store, tryWith } = await createKeyedIngest(t);
    const key = await makeKey('log');
    const [stored] = await keyStore.list();
    assert.equal(await keyStore.revoke(String(stored?.keyId)), true);
    assert.equal(await keyStore.revoke(String(stored?.keyId)), false, 'it was revoked before');
    assert.deepEqual(await tryWith(key, '/v1/turns', TURN), [401, 'api_key_invalid']);
    assert.equal((await store.listTurns({ limit: 1 })).items.length, 0);
  });

  it('needs a name and a scope that there is', async (t) => {
    const { keyStore } = await createKeyedIngest(t);
    const make = (name: string, scopes: string[]) =>
      keyStore.create({ name, scopes: scopes as Scope[] });
    await assert.rejects(make('a', []), TypeError);
    await assert.rejects(make('a', ['admin']), TypeError);
    await assert.rejects(make('', ['log']), TypeError);
    assert.deepEqual(await keyStore.list(), []);
  });
});
