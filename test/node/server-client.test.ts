import { serve } from '@hono/node-server';
import { AgentLoop, AgentLoopError, verifyFeedbackUrl } from 'agentloop-feedback/server';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, it } from 'node:test';

import { API_KEY, createTestIngest, SECRET } from '../support/test-ingest.js';

import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** The server's client against a real ingest over real HTTP. */
async function createClient(t: TestContext, options: object = {}) {
  const fixture = await createTestIngest(t);
  const server = serve({ fetch: fixture.ingest, port: 0 });
  t.after(() => server.close());
  await once(server, 'listening');
  const baseUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
  const loop = new AgentLoop({
    apiKey: API_KEY,
    baseUrl,
    feedbackSigningSecret: SECRET,
    ...options,
  });
  return { ...fixture, loop, baseUrl };
}

/** The address of a server that never answers. */
async function listenInSilence(t: TestContext): Promise<string> {
  const server = createServer(() => {});
  server.listen(0);
  await once(server, 'listening');
  t.after(() => server.close());
  t.after(() => server.closeAllConnections());
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

describe('AgentLoop', () => {
  it('logs a turn', async (t) => {
    const { loop, turns } = await createClient(t);
    const options = { user_id: 'u_1', session_id: 's_1', signals: { confidence: 0.4 } };
    const first = await loop.logTurn('Why?', 'Because.', options);
    const second = await loop.logTurn('why', 'Because.', { signals: { sample: true } });
    assert.equal(first.was_duplicate, false);
    assert.deepEqual(second, { turn_id: first.turn_id, status: 'pending', was_duplicate: true });
    assert.deepEqual((await turns())[0]?.signals, { confidence: 0.4, sample: true });
  });

  it('logs a turn if a condition holds: a value, a promise or a function', async (t) => {
    const { loop, turns } = await createClient(t);
    assert.ok((await loop.logTurnIf(true, 'one', 'a')).turn_id);
    assert.ok((await loop.logTurnIf(Promise.resolve(1), 'two', 'a')).turn_id);
    assert.ok((await loop.logTurnIf(async () => 'yes', 'three', 'a')).turn_id);
    assert.deepEqual(await loop.logTurnIf(false, 'four', 'a'), {});
    assert.deepEqual(await loop.logTurnIf(() => 0, 'five', 'a'), {});
    assert.equal((await turns()).length, 3);
  });

  it('counts a condition that throws as one that does not hold', async (t) => {
    const { loop, baseUrl } = await createClient(t);
    const fail = () => {
      throw new RangeError('a bug in the condition');
    };
    assert.deepEqual(await loop.logTurnIf(fail, 'q', 'a'), {});
    const strict = new AgentLoop({ apiKey: API_KEY, baseUrl, throwOnError: true });
    await assert.rejects(strict.logTurnIf(fail, 'q', 'a'), RangeError);
  });

  it('annotates', async (t) => {
    const { loop, annotations } = await createClient(t);
    const answer = await loop.annotate({
      question: 'Why?',
      agent_response: 'Because.',
      correction: 'Since 2020.',
      rating: 'incorrect',
      root_cause: 'context',
    });
    assert.equal(answer.status, 'active');
    assert.equal(answer.memory_id, '');
    assert.equal((await annotations())[0]?.annotation_id, answer.annotation_id);
  });

  it('signs a feedback URL that the ingest verifies', async (t) => {
    const { loop, baseUrl } = await createClient(t);
    const url = await loop.feedbackUrl('Où ?', 'Là.', { user_id: 'u', session_id: 's' });
    assert.ok(url.startsWith(`${baseUrl}/feedback?q=`));
    const verified = await verifyFeedbackUrl(url, [SECRET]);
    assert.ok(verified.ok);
    const response = await fetch(`${baseUrl}/v1/feedback/state`, {
      method: 'POST',
      body: JSON.stringify({ context: verified.context }),
    });
    assert.equal(response.status, 200);
    assert.match(await loop.feedbackUrl('q', 'a', { carry: 'fragment' }), /\/feedback#q=/);
  });

  it('never throws from logTurn unless it is asked to', async (t) => {
    const { baseUrl } = await createClient(t);
    const options = { apiKey: 'wrong', baseUrl };
    assert.deepEqual(await new AgentLoop(options).logTurn('q', 'a'), {});
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    assert.deepEqual(await new AgentLoop(options).logTurn('q', 'a', { metadata: circular }), {});

    const strict = new AgentLoop({ ...options, throwOnError: true });
    await assert.rejects(strict.logTurn('q', 'a'), (error: AgentLoopError) => {
      assert.ok(error instanceof AgentLoopError);
      assert.deepEqual([error.status, error.code], [401, 'api_key_invalid']);
      assert.match(error.body, /"error"/);
      return true;
    });
  });

  it('gives up after its timeout', async (t) => {
    const baseUrl = await listenInSilence(t);
    const options = { apiKey: API_KEY, baseUrl, timeoutMs: 50 };
    assert.deepEqual(await new AgentLoop(options).logTurn('q', 'a'), {});
    await assert.rejects(
      new AgentLoop({ ...options, throwOnError: true }).logTurn('q', 'a'),
      /no answer within 50 ms/,
    );
  });

  it('always throws from annotate', async (t) => {
    const { loop } = await createClient(t, { apiKey: 'wrong' });
    const annotation = { question: 'q', agent_response: 'a', correction: 'c' };
    await assert.rejects(loop.annotate({ ...annotation, rating: 'incorrect' }), AgentLoopError);
    await assert.rejects(
      loop.annotate({ ...annotation, rating: 'incorrect', correction: '' }),
      /are required/,
    );
    const nowhere = new AgentLoop({ apiKey: API_KEY, baseUrl: 'http://127.0.0.1:9' });
    await assert.rejects(nowhere.annotate({ ...annotation, rating: 'incorrect' }), (error) => {
      assert.ok(error instanceof AgentLoopError);
      assert.equal(error.status, 0);
      assert.ok(error.cause);
      return true;
    });
  });

  it('says what its options lack', async (t) => {
    const variable = process.env['AGENTLOOP_BASE_URL'];
    t.after(() => {
      if (variable !== undefined) process.env['AGENTLOOP_BASE_URL'] = variable;
    });
    delete process.env['AGENTLOOP_BASE_URL'];
    assert.throws(() => new AgentLoop({ apiKey: '' }), /apiKey/);
    assert.throws(() => new AgentLoop({ apiKey: 'k' }), /baseUrl/);
    const unsigned = new AgentLoop({ apiKey: 'k', baseUrl: 'http://localhost///' });
    await assert.rejects(unsigned.feedbackUrl('q', 'a'), /feedbackSigningSecret/);
  });

  it('takes its base URL from the environment', async (t) => {
    const { baseUrl, turns } = await createClient(t);
    process.env['AGENTLOOP_BASE_URL'] = `${baseUrl}//`;
    t.after(() => delete process.env['AGENTLOOP_BASE_URL']);
    await new AgentLoop({ apiKey: API_KEY }).logTurn('q', 'a');
    assert.equal((await turns()).length, 1);
  });
});
