import { serve } from '@hono/node-server';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { API_KEY, createTestIngest } from '../support/test-ingest.js';

import type { AddressInfo } from 'node:net';

const CLIENT = fileURLToPath(new URL('../support/python_client.py', import.meta.url));

describe('a Python client that knows AgentLoop’s documentation alone', () => {
  it('logs, merges, annotates, and reads errors as strings', async (t) => {
    const { ingest, turns, annotations } = await createTestIngest(t);
    const server = serve({ fetch: ingest, port: 0 });
    t.after(() => server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const run = await promisify(execFile)('python3', [CLIENT, `http://localhost:${port}`, API_KEY]);
    const [logged, merged, annotated, refused, searched] = JSON.parse(run.stdout) as [
      status: number,
      body: Record<string, unknown>,
    ][];

    assert.deepEqual(logged, [
      201,
      { turn_id: logged?.[1]['turn_id'], status: 'pending', was_duplicate: false },
    ]);
    assert.equal(merged?.[1]['turn_id'], logged?.[1]['turn_id']);
    assert.equal(merged?.[1]['was_duplicate'], true);
    assert.equal(annotated?.[0], 201);
    assert.equal(annotated?.[1]['memory_id'], '');
    assert.equal(refused?.[0], 400);
    assert.equal(typeof refused?.[1]['error'], 'string');
    assert.deepEqual(searched, [200, { memories: [] }]);

    assert.equal((await turns())[0]?.agent_response, 'R$ 5.000 🙂');
    assert.deepEqual((await turns())[0]?.signals, { sample: true, thumbs_down: true });
    assert.equal((await annotations())[0]?.correction, 'R$ 1.000');
  });
});
