import { Miniflare } from 'miniflare';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { build } from 'vite';

import { API_KEY, callsOf, SECRET, signContext } from '../support/test-ingest.js';

import type { Rollup } from 'vite';

const WORKER = `
  import { createD1Store } from 'agentloop-feedback/d1';
  import { createIngest } from 'agentloop-feedback/ingest';
  let ingest;
  export default {
    fetch(request, env) {
      ingest ??= createIngest({
        secrets: [env.SECRET],
        apiKeys: [env.API_KEY],
        store: createD1Store(env.DB),
      });
      return ingest(request);
    },
  };
`;

/** One module of the worker and all that it imports, as a deployment makes it. */
async function bundle(): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'worker',
        resolveId: (id) => (id === 'worker' ? '\0worker.js' : undefined),
        load: (id) => (id === '\0worker.js' ? WORKER : undefined),
      },
    ],
    ssr: { noExternal: true, target: 'webworker' },
    build: { write: false, ssr: true, minify: false, rolldownOptions: { input: 'worker' } },
  })) as Rollup.RollupOutput;
  return built.output[0].code;
}

describe('the ingest in a Worker with D1', () => {
  it('stores, merges, shows and lists, and serves the page and the widget', async (t) => {
    const worker = new Miniflare({
      modules: true,
      script: await bundle(),
      compatibilityDate: '2026-04-01',
      d1Databases: ['DB'],
      bindings: { SECRET, API_KEY },
    });
    t.after(() => worker.dispose());
    const { post, postWithKey, getWithKey, call } = callsOf(async (request) => {
      const body = request.method === 'GET' ? undefined : await request.text();
      const headers = Object.fromEntries(request.headers);
      const answer = await worker.dispatchFetch(request.url, {
        method: request.method,
        headers,
        body: body ?? null,
      });
      return new Response(await answer.text(), {
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
      });
    });

    const context = await signContext();
    // The first calls come together, on a database without tables.
    const first = await Promise.all(
      ['incorrect', 'incorrect', 'incorrect'].map((rating) =>
        post('/v1/annotations', { context, rating, correction: '30 days.' }),
      ),
    );
    assert.deepEqual(
      first.map(({ status }) => status).sort((a, b) => a - b),
      [200, 200, 201],
    );
    const turn = { question: context.q, agent_response: context.a };
    const logged = await postWithKey('/v1/turns', turn);
    assert.deepEqual(
      [logged.body['turn_id'], logged.body['was_duplicate']],
      [first[0]?.body['turn_id'], true],
    );
    const listed = await getWithKey('/v1/annotations');
    assert.equal((listed.body['items'] as unknown[]).length, 1);
    const forged = { ...context, q: 'Another?' };
    assert.equal(
      (await post('/v1/annotations', { context: forged, rating: 'correct' })).status,
      403,
    );
    assert.equal((await call('/feedback', {})).status, 200);
    assert.equal((await call('/agentloop-feedback.js', {})).status, 200);
    assert.equal((await call('/readyz', {})).status, 200);
  });
});
