import { signFeedbackUrl } from 'agentloop-feedback/server';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { createTestIngest, signContext } from '../support/test-ingest.js';

describe('a signed context', () => {
  it('leaves an annotation and a turn that waits for review', async (t) => {
    const { post, turns, annotations } = await createTestIngest(t);
    const context = await signContext();
    const answer = await post('/v1/annotations', {
      context,
      rating: 'partial',
      reasons: ['out_of_date', 'incomplete'],
      correction: '30 days.',
      comment: 'Since May.',
    });

    assert.equal(answer.status, 201);
    assert.deepEqual(Object.keys(answer.body).sort(), ['annotation_id', 'status', 'turn_id']);
    const [annotation] = await annotations();
    assert.equal(annotation?.annotation_id, answer.body['annotation_id']);
    assert.equal(annotation?.rating, 'partial');
    assert.equal(annotation?.correction, '30 days.');
    assert.equal(annotation?.comment, 'Since May.');
    assert.deepEqual(annotation?.tags, ['out_of_date', 'incomplete']);
    const [turn] = await turns('pending');
    assert.equal(turn?.turn_id, answer.body['turn_id']);
    assert.equal(turn?.question, context.q);
    assert.deepEqual(turn?.signals, { thumbs_down: true });
    assert.equal(turn?.annotations.length, 1);
  });

  it('carries what the application adds', async (t) => {
    const { post, annotations } = await createTestIngest(t);
    const context = await signContext();
    await post('/v1/annotations', { context, rating: 'incorrect', metadata: { page: 'chat' } });
    await post('/v1/annotations', { context, rating: 'partial' });
    assert.deepEqual((await annotations())[0]?.metadata, { page: 'chat' });
  });

  it('changes its one annotation when it is used again', async (t) => {
    const { post, annotations } = await createTestIngest(t);
    const context = await signContext();
    const first = await post('/v1/annotations', { context, rating: 'incorrect' });
    const second = await post('/v1/annotations', { context, rating: 'correct' });
    assert.equal(second.status, 200);
    assert.equal(second.body['annotation_id'], first.body['annotation_id']);
    assert.deepEqual(
      (await annotations()).map(({ rating }) => rating),
      ['correct'],
    );
  });

  it('leaves one annotation when twenty identical submissions arrive at once', async (t) => {
    const { post, annotations, turns } = await createTestIngest(t);
    const context = await signContext();
    const body = { context, rating: 'incorrect', correction: '30 days.' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post('/v1/annotations', body)),
    );
    assert.equal(answers.filter(({ status }) => status === 201).length, 1);
    assert.equal(answers.filter(({ status }) => status === 200).length, 19);
    assert.equal((await annotations()).length, 1);
    assert.equal((await turns()).length, 1);
    assert.equal((await turns())[0]?.duplicate_count, 0);
  });

  it('keeps the correction when a later vote says nothing of it', async (t) => {
    const { post, annotations } = await createTestIngest(t);
    const context = await signContext();
    await post('/v1/annotations', { context, rating: 'incorrect', correction: '30 days.' });
    await post('/v1/annotations', { context, rating: 'incorrect' });
    assert.equal((await annotations())[0]?.correction, '30 days.');
    await post('/v1/annotations', { context, rating: 'incorrect', correction: '' });
    assert.equal((await annotations())[0]?.correction, '');
  });

  it('does not put a thumbs-up into the queue', async (t) => {
    const { post, turns } = await createTestIngest(t);
    await post('/v1/annotations', { context: await signContext(), rating: 'correct' });
    assert.deepEqual(await turns('pending'), []);
  });

  it('leaves the queue when thumbs down becomes thumbs up', async (t) => {
    const { post, turns } = await createTestIngest(t);
    const context = await signContext();
    await post('/v1/annotations', { context, rating: 'incorrect' });
    await post('/v1/annotations', { context, rating: 'correct' });
    assert.deepEqual(await turns('pending'), []);
    await post('/v1/annotations', { context, rating: 'partial' });
    assert.equal((await turns('pending')).length, 1);
  });

  it('reads back what was said, and writes nothing by it', async (t) => {
    const now = new Date('2026-11-22T10:00:00Z');
    const { post, turns, annotations } = await createTestIngest(t, { now: () => now });
    const context = await signContext({ issuedAt: now });
    const before = await post('/v1/feedback/state', { context });
    assert.deepEqual(before.body, {
      valid: true,
      expires_at: '2026-12-22T10:00:00.000Z',
      annotation: null,
    });
    assert.deepEqual([await turns(), await annotations()], [[], []]);

    await post('/v1/annotations', { context, rating: 'partial', reasons: ['unsafe'] });
    assert.deepEqual((await post('/v1/feedback/state', { context })).body['annotation'], {
      rating: 'partial',
      correction: '',
      reasons: ['unsafe'],
      comment: '',
      updated_at: '2026-11-22T10:00:00.000Z',
    });
  });

  it('takes back what was said', async (t) => {
    const { post, turns, annotations } = await createTestIngest(t);
    const context = await signContext();
    await post('/v1/annotations', { context, rating: 'incorrect', correction: 'secret' });
    const answer = await post('/v1/feedback/retract', { context });
    assert.deepEqual([answer.status, answer.body['status']], [200, 'retracted']);
    const { correction } = answer.body['annotation'] as { correction: string };
    assert.equal(correction, 'secret', 'the person gets the text back');
    assert.equal((await post('/v1/feedback/state', { context })).body['annotation'], null);
    assert.deepEqual(await turns('pending'), []);
    assert.equal((await annotations())[0]?.status, 'retracted');
    assert.equal((await annotations())[0]?.correction, '');
  });

  it('can be taken back before anything was said', async (t) => {
    const { post, annotations } = await createTestIngest(t);
    const answer = await post('/v1/feedback/retract', { context: await signContext() });
    assert.deepEqual(answer.body, { status: 'retracted', annotation: null });
    assert.deepEqual(await annotations(), []);
  });

  it('logs a turn with its signals, which unite', async (t) => {
    const { post, turns } = await createTestIngest(t);
    const context = await signContext();
    const first = await post('/v1/turns', { context, signals: { copied: true } });
    const second = await post('/v1/turns', { context, signals: { rephrased: 0.8 } });
    assert.equal(first.status, 201);
    assert.deepEqual(first.body, {
      turn_id: second.body['turn_id'],
      status: 'pending',
      was_duplicate: false,
    });
    assert.equal(second.body['was_duplicate'], true);
    const [turn, ...others] = await turns();
    assert.deepEqual(others, []);
    assert.deepEqual(turn?.signals, { copied: true, rephrased: 0.8 });
    assert.equal(turn?.duplicate_count, 0);
  });

  it('cannot fill the database with signals', async (t) => {
    const { post, turns } = await createTestIngest(t);
    const context = await signContext();
    for (let call = 0; call < 3; call += 1) {
      const names = Array.from({ length: 60 }, (_, index) => [`s_${call}_${index}`, true]);
      await post('/v1/turns', { context, signals: Object.fromEntries(names) });
    }
    assert.equal(Object.keys((await turns())[0]?.signals ?? {}).length, 64);
    const large = { signals: { text: 'x'.repeat(4_096) } };
    assert.equal((await post('/v1/turns', { context, ...large })).body['code'], 'field_too_large');
    const metadata = { text: 'x'.repeat(16_384) };
    assert.equal((await post('/v1/turns', { context, metadata })).body['code'], 'field_too_large');
  });

  it('is no duplicate where nothing was waiting', async (t) => {
    const { post } = await createTestIngest(t);
    const context = await signContext();
    await post('/v1/annotations', { context, rating: 'correct' });
    const logged = await post('/v1/turns', { context });
    assert.deepEqual([logged.body['status'], logged.body['was_duplicate']], ['pending', false]);
  });

  it('verifies in the form of AgentLoop’s JavaScript client, and is the same record', async (t) => {
    const { post, annotations } = await createTestIngest(t);
    const context = await signContext({ question: 'Qual é o limite?' });
    await post('/v1/annotations', { context, rating: 'incorrect' });
    const { createHmac } = await import('node:crypto');
    const { q, a, s, t: time, u } = context;
    const layout = `{"a": ${JSON.stringify(a)}, "q": ${JSON.stringify(q)}, "s": "${s}", "t": ${time}, "u": "${u}"}`;
    const sig = createHmac('sha256', 'whsec_test').update(layout).digest('hex');
    assert.notEqual(sig, context.sig);
    const answer = await post('/v1/annotations', {
      context: { ...context, sig },
      rating: 'correct',
    });
    assert.equal(answer.status, 200);
    assert.equal((await annotations()).length, 1);
  });
});

describe('a context that is not genuine', () => {
  it('is refused for a changed byte in any of its six parameters, and nothing is stored', async (t) => {
    const { post, turns, annotations } = await createTestIngest(t);
    const context = await signContext();
    for (const name of ['q', 'a', 'u', 's', 'sig'] as const) {
      const value = context[name];
      const changed = value.slice(0, -1) + (value.endsWith('1') ? '2' : '1');
      await assertRefused({ ...context, [name]: changed });
    }
    await assertRefused({ ...context, t: context.t - 1 });
    assert.deepEqual([await turns(), await annotations()], [[], []]);

    async function assertRefused(changed: object): Promise<void> {
      for (const path of [
        '/v1/annotations',
        '/v1/turns',
        '/v1/feedback/state',
        '/v1/feedback/retract',
      ]) {
        const answer = await post(path, { context: changed, rating: 'incorrect' });
        assert.deepEqual([answer.status, answer.body['code']], [403, 'signature_invalid'], path);
        assert.equal(typeof answer.body['error'], 'string');
      }
    }
  });

  it('is refused with the code of what is wrong', async (t) => {
    const now = new Date('2026-11-22T10:00:00Z');
    const { post, annotations } = await createTestIngest(t, { now: () => now });
    const context = await signContext({ issuedAt: now });
    const { sig: _, ...unsigned } = context;
    const cases: [status: number, code: string, context: unknown][] = [
      [400, 'context_missing_field', unsigned],
      [400, 'context_malformed', null],
      [400, 'context_malformed', 'text'],
      [400, 'context_malformed', { ...context, t: String(context.t) }],
      [400, 'context_malformed', { ...context, sig: context.sig.toUpperCase() }],
      [400, 'context_malformed', { ...context, q: '\ud800' }],
      [413, 'context_too_large', { ...context, u: 'u'.repeat(257) }],
      [410, 'context_expired', await signContext({ issuedAt: new Date('2026-10-01') })],
      [400, 'context_from_future', await signContext({ issuedAt: new Date('2026-11-23') })],
    ];
    for (const [status, code, given] of cases) {
      const answer = await post('/v1/annotations', { context: given, rating: 'incorrect' });
      assert.deepEqual([answer.status, answer.body['code']], [status, code]);
    }
    assert.deepEqual(await annotations(), []);
  });

  it('is refused when it was signed with a secret that is not ours', async (t) => {
    const { post } = await createTestIngest(t);
    const url = new URL(
      await signFeedbackUrl('http://ingest.test', 'other', { question: 'q', agentResponse: 'a' }),
    );
    const { t: time, ...texts } = Object.fromEntries(url.searchParams);
    const answer = await post('/v1/feedback/state', { context: { ...texts, t: Number(time) } });
    assert.equal(answer.body['code'], 'signature_invalid');
  });
});
