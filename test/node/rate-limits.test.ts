import { createIngest, createRateLimit } from 'agentloop-feedback/ingest';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { attributeOf, formOf, pathOf, textOf } from '../support/page-html.js';
import { API_KEY, callsOf, createTestIngest, SECRET, signContext } from '../support/test-ingest.js';

import type { RateLimits } from 'agentloop-feedback/ingest';
import type { TestContext } from 'node:test';

const TURN = { question: 'What is the limit?', agent_response: '5,000.' };
const NONE: RateLimits = { context: 0, user: 0, address: 0 };

/** An ingest with limits, whose callers say their address in a header. The clock stands still. */
async function createLimitedIngest(t: TestContext, limits: Partial<RateLimits>) {
  let time = Date.parse('2026-11-25T10:00:15Z');
  const now = () => new Date(time);
  const { store, turns, annotations } = await createTestIngest(t, { now });
  const ingest = createIngest({
    secrets: [SECRET],
    apiKeys: [API_KEY],
    store,
    now,
    limitRate: createRateLimit({ limits: { ...NONE, ...limits }, now }),
    callerOf: (request) => ({ address: request.headers.get('x-test-address') ?? undefined }),
  });
  const issuedAt = new Date(time);
  return {
    ...callsOf(ingest),
    ingest,
    store,
    turns,
    annotations,
    sign: (question: string, userId: string) => signContext({ question, userId, issuedAt }),
    pass: (ms: number) => (time += ms),
  };
}

const ALERT = /<p [^>]*role="alert"[^>]*>/;
const CORRECTION = /<textarea\s+id="correction"[^>]*>\n/;
const COMMENT = /<textarea\s+id="comment"[^>]*>\n/;

/** An ingest that takes nothing more from the one address that there is. */
async function createCrowdedIngest(t: TestContext) {
  const crowded = await createLimitedIngest(t, { address: 1 });
  const { ingest, store, call } = crowded;
  const from = { 'x-test-address': '192.0.2.1' };
  await call('/v1/nothing', { headers: from });
  // Whoever asked the database now would get another answer than 429.
  await store.close();
  return {
    ...crowded,
    open: (path: string, headers: Record<string, string> = {}) =>
      call(path, { headers: { ...from, ...headers } }),
    send: (form: RequestInit, headers: Record<string, string> = {}) =>
      call('/feedback', { ...form, headers: { ...from, ...headers } }),
    /** What is left unread, besides the answer. */
    sendBody: async (body: ReadableStream<Uint8Array>) => {
      const request = new Request('http://ingest.test/feedback', {
        method: 'POST',
        body,
        headers: { ...from, 'content-type': 'application/x-www-form-urlencoded' },
        duplex: 'half',
      } as RequestInit);
      return { response: await ingest(request), isRead: request.bodyUsed };
    },
  };
}

describe('the feedback page of an address over its limit', () => {
  it('gives back the form as it was sent, and says when to send it again', async (t) => {
    const { send, sign } = await createCrowdedIngest(t);
    const form = formOf(await sign('Wie lange?', 'u_1'), [
      ['rating', 'partial'],
      ['reasons', 'out_of_date'],
      ['correction', '30 Tage.\n\nSeit <Mai>.'],
      ['comment', 'Wirklich.'],
    ]);
    const refused = await send(form, { 'accept-language': 'de-CH' });
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), '45');
    assert.match(String(refused.headers.get('content-type')), /^text\/html/);
    const html = String(refused.body['text']);
    assert.equal(attributeOf(html, /<html/, 'lang'), 'de');
    assert.equal(textOf(html, ALERT), 'Bitte in 45 Sekunden noch einmal versuchen.');
    assert.equal(textOf(html, CORRECTION), '30 Tage.\n\nSeit <Mai>.');
    assert.equal(textOf(html, COMMENT), 'Wirklich.');
    assert.match(html, /value="partial"[^>]* checked/);
    assert.match(html, /value="out_of_date"[^>]* checked/);
    assert.match(html, /<button>Senden<\/button>/);
    assert.match(html, /Wie lange\?/);
  });

  it('still offers to take back what was said, where that was asked', async (t) => {
    const { send, sign } = await createCrowdedIngest(t);
    const context = await sign('One?', 'u_1');
    const isOffered = async (fields: [string, string][]) =>
      String((await send(formOf(context, fields))).body['text']).includes('value="retract"');
    assert.equal(await isOffered([['action', 'retract']]), true);
    assert.equal(await isOffered([['rating', 'correct']]), false);
  });

  it('shows nothing that came with a link that is not genuine', async (t) => {
    const { send, sign } = await createCrowdedIngest(t);
    const forged = { ...(await sign('One?', 'u_1')), a: 'evil-text' };
    for (const context of [JSON.stringify(forged), 'null', '{', '']) {
      const refused = await send(formOf(context, [['correction', 'evil-text']]));
      assert.equal(refused.status, 429);
      assert.match(String(refused.body['text']), /Please try again in 45 seconds\./);
      assert.doesNotMatch(String(refused.body['text']), /evil-text/);
    }
  });

  it('gives back what was typed with a link that has expired', async (t) => {
    const { send, sign, pass } = await createCrowdedIngest(t);
    const context = await sign('One?', 'u_1');
    pass(31 * 24 * 60 * 60_000);
    const form = formOf(context, [['correction', 'Thirty days.']]);
    await send(form);
    const refused = await send(form);
    assert.equal(refused.status, 429);
    assert.match(String(refused.body['text']), /<textarea[^>]* readonly[^>]*>\nThirty days\./);
  });

  it('is a page, too, where a link is opened', async (t) => {
    const { open, sign } = await createCrowdedIngest(t);
    for (const path of ['/feedback', pathOf(await sign('One?', 'u_1'))]) {
      const refused = await open(path, { 'accept-language': 'fr' });
      assert.equal(refused.status, 429);
      assert.equal(refused.headers.get('retry-after'), '45');
      const html = String(refused.body['text']);
      assert.equal(textOf(html, ALERT), 'Veuillez réessayer dans 45 secondes.');
      assert.equal(attributeOf(html, /<p role="alert"/, 'data-problem'), 'rate_limited');
    }
    assert.equal((await open('/feedback-page.css')).status, 200, 'it looks as always');
  });

  it('answers programs as every other call does', async (t) => {
    const { send } = await createCrowdedIngest(t);
    const headers = { 'content-type': 'application/json' };
    const refused = await send({ method: 'POST', body: '{}' }, headers);
    assert.deepEqual([refused.status, refused.body['code']], [429, 'rate_limited']);
  });

  it('reads no larger body than any other call', async (t) => {
    const { sendBody } = await createCrowdedIngest(t);
    let chunks = 0;
    const { response } = await sendBody(
      new ReadableStream({
        pull(controller) {
          chunks += 1;
          controller.enqueue(new Uint8Array(16 * 1024).fill(97));
        },
      }),
    );
    assert.equal(response.status, 429);
    assert.match(await response.text(), /Please try again in 45 seconds\./);
    assert.ok(chunks < 40, `${chunks} chunks were read`);
  });

  it('reads a form a second from one address for it, on average, and no flood', async (t) => {
    const { sendBody } = await createCrowdedIngest(t);
    const bodyOf = () => new Response('a=b').body!;
    let read = 0;
    while ((await sendBody(bodyOf())).isRead && read < 1_000) read += 1;
    assert.equal(read, 120);
    const { response } = await sendBody(bodyOf());
    assert.equal(response.status, 429);
    assert.match(await response.text(), /Please try again in 45 seconds\./);
  });
});

describe('a rate limit', () => {
  it('holds one feedback URL to its calls a minute, and says when to come back', async (t) => {
    const { post, sign, pass, annotations } = await createLimitedIngest(t, { context: 2 });
    const context = await sign('One?', 'u_1');
    const vote = (rating: string) => post('/v1/annotations', { context, rating });
    await vote('incorrect');
    assert.equal((await vote('partial')).status, 200);
    const refused = await vote('correct');
    assert.deepEqual([refused.status, refused.body['code']], [429, 'rate_limited']);
    assert.equal(refused.headers.get('retry-after'), '45');
    assert.match(String(refused.headers.get('access-control-expose-headers')), /retry-after/);
    assert.equal((await annotations())[0]?.rating, 'partial');

    const other = await sign('Two?', 'u_1');
    assert.equal(
      (await post('/v1/annotations', { context: other, rating: 'correct' })).status,
      201,
    );
    pass(45_000);
    assert.equal((await vote('correct')).status, 200);
  });

  it('holds one user to it, over all of their links', async (t) => {
    const { post, sign } = await createLimitedIngest(t, { user: 2 });
    const state = async (question: string, user: string) =>
      (await post('/v1/feedback/state', { context: await sign(question, user) })).status;
    assert.deepEqual([await state('1', 'u_1'), await state('2', 'u_1')], [200, 200]);
    assert.equal(await state('3', 'u_1'), 429);
    assert.equal(await state('4', 'u_2'), 200);
    assert.deepEqual(
      [await state('5', ''), await state('6', ''), await state('7', '')],
      [200, 200, 200],
      'nobody in particular is no one user',
    );
  });

  it('cannot be used up by whoever has no genuine link', async (t) => {
    const { post, sign } = await createLimitedIngest(t, { context: 1, user: 1 });
    const context = await sign('One?', 'u_1');
    for (let index = 0; index < 3; index += 1) {
      const forged = { ...context, a: 'Another.' };
      assert.equal((await post('/v1/feedback/state', { context: forged })).status, 403);
    }
    assert.equal((await post('/v1/feedback/state', { context })).status, 200);
  });

  it('holds one address to it before anything else is done, unless it has a key', async (t) => {
    const { call, post } = await createLimitedIngest(t, { address: 3 });
    const from = { 'x-test-address': '192.0.2.1' };
    for (let index = 0; index < 3; index += 1) {
      assert.equal((await post('/v1/turns', {}, from)).status, 401);
    }
    assert.equal((await post('/v1/turns', {}, from)).status, 429);
    assert.equal((await call('/feedback', { headers: from })).status, 429);
    assert.equal((await call('/v1/nothing', { headers: from })).status, 429);
    assert.equal((await call('/healthz', { headers: from })).status, 200);
    const keyed = { ...from, authorization: `Bearer ${API_KEY}` };
    assert.equal((await post('/v1/turns', TURN, keyed)).status, 201);
    const wrong = { ...from, authorization: 'Bearer ak_wrong' };
    assert.equal((await post('/v1/turns', TURN, wrong)).status, 429);
    assert.equal((await post('/v1/turns', {}, { 'x-test-address': '192.0.2.2' })).status, 401);
  });

  it('keeps what was typed into the form without JavaScript', async (t) => {
    const { call, sign } = await createLimitedIngest(t, { context: 1 });
    const context = await sign('One?', 'u_1');
    const send = () =>
      call(
        '/feedback',
        formOf(context, [
          ['rating', 'incorrect'],
          ['correction', 'Thirty days.'],
        ]),
      );
    assert.equal((await send()).status, 200);
    const refused = await send();
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), '45');
    const html = String(refused.body['text']);
    assert.equal(textOf(html, ALERT), 'Please try again in 45 seconds.');
    assert.equal(textOf(html, CORRECTION), 'Thirty days.');
    assert.match(html, /<button>Send<\/button>/);
  });

  it('is shared by processes on one database, within the steps in which they report', async (t) => {
    const { store } = await createTestIngest(t);
    const now = () => new Date('2026-11-25T10:00:15Z');
    const limits = { ...NONE, address: 20 };
    const [one, other] = [1, 2].map(() => createRateLimit({ limits, shared: store.driver, now }));
    let taken = 0;
    for (let index = 0; index < 20; index += 1) {
      for (const limit of [one, other]) {
        if ((await limit?.('address', '192.0.2.1')) === undefined) taken += 1;
      }
    }
    assert.ok(taken >= 20 && taken <= 22, `${taken} calls were taken`);
    const rows = await store.driver.query({ sql: 'SELECT * FROM rate_limits', params: [] });
    assert.equal(rows.length, 1);
    assert.doesNotMatch(JSON.stringify(rows), /192\.0\.2\.1/);
  });

  it('counts in its own process when the database does not', async (t) => {
    const { store } = await createTestIngest(t);
    await store.close();
    const errors: unknown[] = [];
    const limit = createRateLimit({
      limits: { ...NONE, user: 2 },
      shared: store.driver,
      now: () => new Date('2026-11-25T10:00:15Z'),
      onError: (error) => errors.push(error),
    });
    assert.equal(await limit('user', 'u_1'), undefined);
    assert.equal(await limit('user', 'u_1'), undefined);
    assert.equal(await limit('user', 'u_1'), 45);
    assert.ok(errors.length > 0);
  });
});
