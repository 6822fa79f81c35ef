import { createIngest } from 'agentloop-feedback/ingest';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';

import { API_KEY, callsOf, createTestIngest, SECRET, signContext } from '../support/test-ingest.js';

describe('the ingest over HTTP', () => {
  it('reads JSON whatever the content type says', async (t) => {
    const { post } = await createTestIngest(t);
    const body = { context: await signContext(), rating: 'correct' };
    for (const type of ['text/plain;charset=UTF-8', 'application/json', 'image/png']) {
      assert.ok((await post('/v1/annotations', body, { 'content-type': type })).status < 300, type);
    }
  });

  it('lets pages of any origin read its answers, without credentials', async (t) => {
    const { post, call } = await createTestIngest(t);
    const answer = await post('/v1/feedback/state', {});
    assert.equal(answer.headers.get('access-control-allow-origin'), '*');
    assert.equal(answer.headers.get('access-control-allow-credentials'), null);
    const preflight = await call('/v1/annotations', { method: 'OPTIONS' });
    assert.equal(preflight.status, 204);
    assert.match(String(preflight.headers.get('access-control-allow-headers')), /content-type/);
    assert.doesNotMatch(
      String(preflight.headers.get('access-control-allow-headers')),
      /authorization/,
    );
  });

  it('refuses what is not a JSON object', async (t) => {
    const { call } = await createTestIngest(t);
    for (const body of ['', '{', '[]', 'null', '"text"', '7', '['.repeat(60_000)]) {
      const answer = await call('/v1/turns', { method: 'POST', body });
      assert.deepEqual(
        [answer.status, answer.body['code']],
        [400, 'body_malformed'],
        body.slice(0, 9),
      );
    }
  });

  it('refuses a body that is nested too deeply', async (t) => {
    const { call, errors } = await createTestIngest(t);
    const body = `{"context":${'['.repeat(60_000)}${']'.repeat(60_000)}}`;
    const answer = await call('/v1/turns', { method: 'POST', body });
    assert.deepEqual([answer.status, answer.body['code']], [400, 'body_malformed']);
    assert.deepEqual(errors, []);
  });

  it('refuses a body above 512 KiB by its declared length', async (t) => {
    const { call } = await createTestIngest(t);
    const answer = await call('/v1/turns', {
      method: 'POST',
      headers: { 'content-length': String(512 * 1024 + 1) },
      body: '{}',
    });
    assert.deepEqual([answer.status, answer.body['code']], [413, 'body_too_large']);
  });

  it('stops reading a body above 512 KiB that declares no length', async (t) => {
    const { ingest } = await createTestIngest(t);
    let chunks = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        chunks += 1;
        controller.enqueue(new Uint8Array(16 * 1024).fill(32));
      },
    });
    const response = await ingest(
      new Request('http://ingest.test/v1/turns', {
        method: 'POST',
        body: endless,
        duplex: 'half',
      } as RequestInit),
    );
    assert.equal(response.status, 413);
    assert.ok(chunks < 40, `${chunks} chunks were read`);
  });

  it('takes the largest context and correction that the limits allow', async (t) => {
    const { post, annotations } = await createTestIngest(t);
    // What JSON writes as six characters each.
    const context = await signContext({
      question: '\u0001'.repeat(32 * 1024),
      agentResponse: '\u0002'.repeat(32 * 1024),
    });
    const answer = await post('/v1/annotations', {
      context,
      rating: 'incorrect',
      correction: '\u0003'.repeat(8 * 1024),
      comment: '\u0004'.repeat(2 * 1024),
    });
    assert.equal(answer.status, 201);
    assert.equal((await annotations())[0]?.question, context.q);
  });

  it('knows what it does not answer', async (t) => {
    const { call } = await createTestIngest(t);
    const missing = await call('/v1/nothing', {});
    assert.deepEqual([missing.status, missing.body['code']], [404, 'not_found']);
    const method = await call('/v1/annotations', { method: 'DELETE' });
    assert.deepEqual([method.status, method.body['code']], [405, 'method_not_allowed']);
  });

  it('answers under its base path alone', async (t) => {
    const { store } = await createTestIngest(t);
    const ingest = createIngest({ secrets: [SECRET], store, basePath: '/agentloop-api' });
    const { call } = callsOf(ingest);
    assert.equal((await call('/agentloop-api/healthz', {})).status, 200);
    assert.equal((await call('/healthz', {})).status, 404);
    assert.equal((await call('/agentloop-api/healthz', { method: 'POST' })).status, 405);
  });

  it('is ready while its store answers', async (t) => {
    const { call, store } = await createTestIngest(t);
    assert.equal((await call('/readyz', {})).status, 200);
    await store.close();
    const closed = await call('/readyz', {});
    assert.deepEqual([closed.status, closed.body['code']], [503, 'store_unavailable']);
    assert.equal((await call('/healthz', {})).status, 200);
  });

  it('takes a caller that went away for one that said nothing', async (t) => {
    const { ingest, errors } = await createTestIngest(t);
    const cut = new ReadableStream({
      start: (controller) => controller.error(new Error('the connection was reset')),
    });
    const init = { method: 'POST', body: cut, duplex: 'half' } as RequestInit;
    const response = await ingest(new Request('http://ingest.test/v1/turns', init));
    assert.equal(response.status, 400);
    assert.deepEqual(errors, []);
  });

  it('says nothing of what went wrong inside, but tells the operator', async (t) => {
    const { store, post, errors } = await createTestIngest(t);
    await store.close();
    const answer = await post('/v1/annotations', {
      context: await signContext(),
      rating: 'incorrect',
    });
    assert.deepEqual([answer.status, answer.body['code']], [500, 'internal_error']);
    assert.equal(errors.length, 1);
  });

  it('stores a NUL as the character that replaces it, after the signature was verified', async (t) => {
    const { post, postWithKey, annotations } = await createTestIngest(t);
    const context = await signContext({ question: 'a\0b' });
    const body = { context, rating: 'incorrect', correction: 'x\0y\ud800z' };
    assert.equal((await post('/v1/annotations', body)).status, 201);
    assert.equal((await annotations())[0]?.question, 'a\ufffdb');
    assert.equal((await annotations())[0]?.correction, 'x\ufffdy\ufffdz');
    assert.equal(
      (await postWithKey('/v1/turns', { question: '\0', agent_response: '\udfff' })).status,
      201,
    );
  });

  it('will not start without a secret', async (t) => {
    const { store } = await createTestIngest(t);
    assert.throws(() => createIngest({ secrets: [], store }), TypeError);
    assert.throws(() => createIngest({ secrets: [''], store }), TypeError);
    assert.throws(() => createIngest({ secrets: [SECRET], apiKeys: [''], store }), TypeError);
    for (const maxAgeSeconds of [NaN, 0, -1, Infinity, 1e13]) {
      assert.throws(() => createIngest({ secrets: [SECRET], store, maxAgeSeconds }), TypeError);
    }
  });
});

describe('the pages and files', () => {
  it('write nothing when they are opened, by GET or by HEAD', async (t) => {
    const { call, turns, annotations } = await createTestIngest(t);
    const query = new URLSearchParams(
      Object.entries(await signContext()).map(([name, value]) => [name, String(value)]),
    );
    for (const method of ['GET', 'HEAD']) {
      const page = await call(`/feedback?${query}`, { method });
      assert.equal(page.status, 200);
      assert.match(String(page.headers.get('content-type')), /^text\/html/);
    }
    assert.deepEqual([await turns(), await annotations()], [[], []]);
  });

  it('show nothing of the context before it was verified', async (t) => {
    const { call } = await createTestIngest(t);
    const page = await call('/feedback?q=forged-text&a=forged-text', {});
    assert.doesNotMatch(String(page.body['text']), /forged-text/);
  });

  it('keep the context from caches and other servers, and run nothing but their own files', async (t) => {
    const { call } = await createTestIngest(t);
    for (const path of ['/feedback', '/review']) {
      const { headers } = await call(path, {});
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      const policy = String(headers.get('content-security-policy'));
      assert.match(policy, /default-src 'none'/);
      assert.doesNotMatch(policy, /unsafe/);
    }
  });

  it('allow the feedback page in any frame, and the review queue in none of other origins', async (t) => {
    const { call } = await createTestIngest(t);
    const policyOf = async (path: string) =>
      String((await call(path, {})).headers.get('content-security-policy'));
    assert.doesNotMatch(await policyOf('/feedback'), /frame-ancestors/);
    assert.match(await policyOf('/review'), /frame-ancestors 'self'/);
  });

  it('allow the feedback page in the frames that the operator names', async (t) => {
    const { store } = await createTestIngest(t);
    const create = (frameAncestors: string[]) =>
      createIngest({ secrets: [SECRET], store, frameAncestors });
    const policyOf = async (frameAncestors: string[]) =>
      String(
        (await callsOf(create(frameAncestors)).call('/feedback', {})).headers.get(
          'content-security-policy',
        ),
      );
    assert.match(
      await policyOf(["'self'", 'https://chat.example']),
      /frame-ancestors 'self' https:\/\/chat\.example;/,
    );
    assert.match(await policyOf([]), /frame-ancestors 'none';/);
    assert.throws(() => create(['https://a.example; script-src *']), TypeError);
  });

  it('are there: the widget, its chunk, the pages’ scripts and styles', async (t) => {
    const { call } = await createTestIngest(t);
    const widget = await call('/agentloop-feedback.js', {});
    assert.equal(widget.status, 200);
    assert.equal(widget.headers.get('access-control-allow-origin'), '*');
    const chunk = /assets\/[\w.-]+\.js/.exec(String(widget.body['text']))?.[0];
    const { status, headers } = await call(`/${chunk}`, {});
    assert.equal(status, 200);
    assert.match(String(headers.get('cache-control')), /immutable/);
    for (const path of [
      'feedback-page.js',
      'feedback-page.css',
      'review-page.js',
      'review-page.css',
    ]) {
      assert.equal((await call(`/${path}`, {})).status, 200, path);
    }
  });

  it('are not sent again to somebody who has them', async (t) => {
    const { call } = await createTestIngest(t);
    const etag = String((await call('/agentloop-feedback.js', {})).headers.get('etag'));
    const again = await call('/agentloop-feedback.js', { headers: { 'if-none-match': etag } });
    assert.deepEqual([again.status, again.body], [304, { text: '' }]);
  });

  it('are compressed for whoever takes that', async (t) => {
    const { ingest } = await createTestIngest(t);
    const get = (encoding: string) =>
      ingest(
        new Request('http://127.0.0.1/agentloop-feedback.js', {
          headers: { 'accept-encoding': encoding },
        }),
      );
    const [packed, plain] = [await get('gzip, deflate, br'), await get('gzip')];
    assert.equal(packed.headers.get('content-encoding'), 'br');
    assert.equal(plain.headers.get('content-encoding'), null);
    for (const { headers } of [packed, plain])
      assert.match(String(headers.get('vary')), /encoding/);
    assert.notEqual(packed.headers.get('etag'), plain.headers.get('etag'));
    const unpacked = brotliDecompressSync(await packed.arrayBuffer());
    assert.equal(unpacked.toString(), await plain.text());
  });

  it('open the review queue’s data to a key alone', async (t) => {
    const { call, getWithKey } = await createTestIngest(t);
    assert.doesNotMatch(String((await call('/review', {})).body['text']), new RegExp(API_KEY));
    assert.equal((await getWithKey('/v1/turns')).status, 200);
  });
});
