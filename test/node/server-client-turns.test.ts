import { AgentLoop, AgentLoopError } from 'agentloop-feedback/server';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { listenBadly } from '../support/faulty-front.js';
import { API_KEY, createTestIngest, SECRET } from '../support/test-ingest.js';

import type { AgentLoopOptions } from 'agentloop-feedback/server';
import type { TestContext } from 'node:test';

/** The server's client, and one feedback URL that it has signed. */
async function createClient(t: TestContext, options: Partial<AgentLoopOptions> = {}) {
  const fixture = await createTestIngest(t);
  const front = await listenBadly(t, fixture.ingest, []);
  const errors: unknown[] = [];
  const loop = new AgentLoop({
    apiKey: API_KEY,
    baseUrl: front.baseUrl,
    feedbackSigningSecret: SECRET,
    onError: (error) => errors.push(error),
    ...options,
  });
  const issued_at = new Date();
  const ids = { user_id: 'u_1', session_id: 's_1', issued_at };
  const url = await loop.feedbackUrl('Où ?', 'Là.', ids);
  return {
    ...fixture,
    ...front,
    loop,
    errors,
    url,
    turn: { ...ids, question: 'Où ?', agent_response: 'Là.' },
  };
}

describe('the server’s client, of a signed turn', () => {
  it('annotates, reads back and takes back, on one record', async (t) => {
    const { loop, url, annotations } = await createClient(t);
    const first = await loop.state(url);
    assert.equal(first.annotation, null);
    assert.ok(new Date(first.expires_at) > new Date());

    const said = await loop.annotate(url, { rating: 'incorrect', correction: 'Ici.' });
    await loop.annotate(url, { rating: 'partial', reasons: ['incomplete'] });
    const { annotation } = await loop.state(url);
    assert.deepEqual(
      [annotation?.rating, annotation?.correction, annotation?.reasons],
      ['partial', 'Ici.', ['incomplete']],
    );

    const retracted = await loop.retract(url);
    assert.deepEqual(retracted, { status: 'retracted', annotation });
    assert.equal((await loop.state(url)).annotation, null);
    const [record, ...others] = await annotations();
    assert.deepEqual([record?.annotation_id, record?.status], [said.annotation_id, 'retracted']);
    assert.deepEqual(others, []);
  });

  it('finds the record by all that was signed, where only that was kept', async (t) => {
    const { loop, url, turn } = await createClient(t);
    await loop.annotate(url, { rating: 'correct' });
    assert.equal((await loop.state(turn)).annotation?.rating, 'correct');
    const later = { ...turn, issued_at: new Date(turn.issued_at.getTime() + 1000) };
    assert.equal((await loop.state(later)).annotation, null);
  });

  it('logs it, and unites the signals of repeated calls', async (t) => {
    const { loop, url, turns } = await createClient(t);
    const first = await loop.logTurn(url, { signals: { copied: true } });
    const second = await loop.logTurnIf(() => true, new URL(url), { signals: { sample: true } });
    assert.deepEqual(await loop.logTurnIf(false, url), {});
    assert.deepEqual(second, { ...first, was_duplicate: true });
    const [turn, ...others] = await turns();
    assert.deepEqual(turn?.signals, { copied: true, sample: true });
    assert.deepEqual(others, []);
  });

  it('asks its own ingest, whatever host the link names, and shows it no key', async (t) => {
    const { loop, url, baseUrl, requests } = await createClient(t);
    const elsewhere = url.replace(baseUrl, 'http://10.0.0.1');
    assert.equal((await loop.state(elsewhere)).valid, true);
    assert.equal(requests.length, 1);
    assert.equal(requests[0]?.headers.authorization, undefined);
  });

  it('says with a stable code why it cannot', async (t) => {
    const { loop, url, errors } = await createClient(t);
    await assert.rejects(loop.state('https://example.com/'), { code: 'url_invalid' });
    await assert.rejects(loop.retract(`${url.slice(0, -64)}${'0'.repeat(64)}`), {
      name: 'AgentLoopError',
      status: 403,
      code: 'signature_invalid',
    });
    const issued_at = new Date('2020-01-01');
    const expired = await loop.feedbackUrl('q', 'a', { issued_at });
    await assert.rejects(loop.annotate(expired, { rating: 'correct' }), {
      status: 410,
      code: 'context_expired',
    });
    assert.equal(errors.length, 3);
  });

  it('signs nothing again without the time or the secret', async (t) => {
    const { loop, turn, baseUrl } = await createClient(t);
    const { issued_at: _, ...timeless } = turn;
    await assert.rejects(loop.state(timeless as typeof turn), TypeError);
    await assert.rejects(loop.state({ ...turn, issued_at: new Date(NaN) }), TypeError);
    const unsigned = new AgentLoop({ apiKey: API_KEY, baseUrl });
    await assert.rejects(unsigned.state(turn), /feedbackSigningSecret/);
  });
});

describe('what the server’s client cannot send', () => {
  it('is a TypeError that names it, before anything is sent', async (t) => {
    const { loop, url, requests } = await createClient(t, { throwOnError: true });
    const strange = { signals: { how: () => 1 } };
    await assert.rejects(loop.logTurn('q', 'a', strange), /TypeError: The signal how is no JSON/);
    await assert.rejects(loop.logTurn(url, strange), /The signal how/);
    await assert.rejects(
      loop.annotate(url, { rating: 'correct', metadata: { big: 'x'.repeat(20_000) } }),
      /The metadata is larger than 16384 bytes/,
    );
    await assert.rejects(
      loop.annotate({
        question: 'q',
        agent_response: 'a',
        correction: 'c',
        rating: 'incorrect',
        metadata: { amount: 1n },
      }),
      TypeError,
    );
    assert.equal(requests.length, 0);
  });

  it('goes to onError where nothing is thrown', async (t) => {
    const { loop, errors } = await createClient(t);
    assert.deepEqual(await loop.logTurn('q', 'a', { signals: { score: NaN } }), {});
    assert.ok(errors[0] instanceof TypeError);
  });
});

describe('AgentLoop’s own calls', () => {
  it('take null for what is left out', async (t) => {
    const { loop, turns } = await createClient(t, { throwOnError: true });
    const nothing = { user_id: null, signals: null, metadata: null } as object;
    assert.ok((await loop.logTurn('q', 'a', nothing)).turn_id);
    assert.ok((await loop.logTurn('q2', 'a', null as unknown as object)).turn_id);
    assert.equal((await turns()).length, 2);
  });

  it('find no memories, and ask once', async (t) => {
    const { ingest, loop } = await createClient(t);
    assert.deepEqual(await loop.search('limit', { user_id: 'u', limit: 5 }), []);
    const { baseUrl, requests } = await listenBadly(t, ingest, [{ status: 503 }]);
    assert.deepEqual(await new AgentLoop({ apiKey: API_KEY, baseUrl }).search('limit'), []);
    assert.equal(requests.length, 1);
    const strict = new AgentLoop({ apiKey: 'wrong', baseUrl, throwOnError: true });
    await assert.rejects(strict.search('limit'), AgentLoopError);
  });
});
