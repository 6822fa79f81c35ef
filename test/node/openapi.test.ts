import { Validator } from '@seriousme/openapi-schema-validator';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { checkCall, readOpenApi } from '../support/check-openapi.js';
import { createTestIngest, signContext } from '../support/test-ingest.js';

const TURN = { question: 'What is the limit?', agent_response: '5,000.' };

describe('openapi.json', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate({ ...(await readOpenApi()) });
    assert.deepEqual([result.valid, result.errors ?? []], [true, []]);
    assert.equal(validator.version, '3.1');
  });

  it('describes every call of the API that there is', async (t) => {
    const { call } = await createTestIngest(t);
    const { paths } = await readOpenApi();
    for (const [path, methods] of Object.entries(paths)) {
      for (const method of Object.keys(methods ?? {})) {
        const answer = await call(path.replace(/\{\w+\}/g, 'turn_none'), {
          method: method.toUpperCase(),
          ...(method === 'post' ? { body: '{}' } : {}),
        });
        assert.notEqual(answer.status, 405, path);
        assert.notEqual(answer.body['error'], 'There is nothing at this address.', path);
      }
    }
  });

  it('holds what the tests send and get: another field or a missing one is noticed', async (t) => {
    const { ingest } = await createTestIngest(t);
    const context = await signContext();
    const init = { method: 'POST', body: JSON.stringify({ context, rating: 'correct' }) };
    const answer = await ingest(new Request('http://ingest.test/v1/annotations', init));
    const said = (await answer.json()) as object;
    const check = (body: object, sent = init.body) =>
      checkCall(
        new Request('http://ingest.test/v1/annotations', { method: 'POST', body: sent }),
        Response.json(body, { status: 201 }),
      );
    await check(said);
    await assert.rejects(check({ ...said, more: 1 }), /annotations/);
    await assert.rejects(check({ annotation_id: 'ann_1' }), /annotations/);
    await assert.rejects(check(said, JSON.stringify({ ...TURN, rating: 'wrong' })), /annotations/);
  });

  it('names the codes and scopes of each call', async () => {
    const text = JSON.stringify(await readOpenApi());
    for (const part of ['signature_invalid', 'rate_limited', 'Retry-After', 'review or export']) {
      assert.ok(text.includes(part), part);
    }
  });
});
