import * as signals from 'agentloop-feedback/signals';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

const TURN = {
  question: 'Where is my order?',
  agentResponse: 'It left our warehouse this morning.',
};

describe('lowConfidence', () => {
  it('finds a score below the threshold', () => {
    assert.deepEqual(signals.lowConfidence(0.4), { confidence: 0.4 });
    assert.equal(signals.lowConfidence(0.6), undefined);
    assert.deepEqual(signals.lowConfidence(0.6, 0.7), { confidence: 0.6 });
    assert.equal(signals.lowConfidence(undefined), undefined);
  });

  it('refuses what is no share', () => {
    assert.throws(() => signals.lowConfidence(NaN), /score must be from 0 to 1, not NaN/);
    assert.throws(() => signals.lowConfidence(40), TypeError);
    assert.throws(() => signals.lowConfidence(0.4, -1), /threshold must be from 0 to 1, not -1/);
  });
});

describe('confidenceOf', () => {
  it('is the geometric mean of the probabilities', () => {
    const confidence = signals.confidenceOf([Math.log(0.9), Math.log(0.4)]);
    assert.ok(Math.abs(Number(confidence) - Math.sqrt(0.9 * 0.4)) < 1e-12);
    assert.equal(signals.confidenceOf([0, 0]), 1);
    assert.equal(signals.confidenceOf([-Infinity, 0]), 0);
  });

  it('reads a choice of OpenAI’s chat completions, its logprobs, and their content', () => {
    const content = [
      { token: 'It', logprob: -0.5, bytes: [73, 116], top_logprobs: [] },
      { token: ' left', logprob: -1.5, bytes: null, top_logprobs: [] },
    ];
    const logprobs = { content, refusal: null };
    const message = { role: 'assistant', content: 'It left', refusal: null };
    const choice = { index: 0, finish_reason: 'stop', message, logprobs };
    assert.equal(signals.confidenceOf(choice), Math.exp(-1));
    assert.equal(signals.confidenceOf(logprobs), Math.exp(-1));
    assert.equal(signals.confidenceOf(content), Math.exp(-1));
  });

  it('says nothing where there is nothing', () => {
    assert.equal(signals.confidenceOf([]), undefined);
    assert.equal(signals.confidenceOf({ logprobs: null }), undefined);
    assert.equal(signals.confidenceOf({ content: null }), undefined);
    assert.equal(signals.confidenceOf(undefined), undefined);
  });

  it('refuses what is no logarithm of a probability', () => {
    assert.throws(() => signals.confidenceOf([0.9]), /must be at most 0, not 0.9/);
    assert.throws(() => signals.confidenceOf([NaN]), TypeError);
  });
});

describe('when', () => {
  it('finds its signal where the predicate holds: a value, a promise or a function', async () => {
    assert.deepEqual(await signals.when('vip', true)(TURN), { vip: true });
    assert.deepEqual(await signals.when('vip', Promise.resolve(1))(TURN), { vip: true });
    assert.deepEqual(await signals.when('vip', async () => 'yes')(TURN), { vip: true });
    assert.equal(await signals.when('vip', () => 0)(TURN), undefined);
  });

  it('shows the predicate the turn', async () => {
    const asksWhere = signals.when('where', ({ question }) => question.startsWith('Where'));
    assert.deepEqual(await asksWhere(TURN), { where: true });
    assert.equal(await asksWhere({ ...TURN, question: 'When?' }), undefined);
  });
});

describe('recommendedSignals', () => {
  it('finds nothing in a turn that is like any other', async () => {
    const detect = signals.recommendedSignals();
    assert.deepEqual(await detect(TURN), { signals: {}, shouldLog: false });
  });

  it('logs a thumbs-down, and puts a thumbs-up along with other signals', async () => {
    const detect = signals.recommendedSignals();
    const down = await detect({ ...TURN, thumbs: 'down' });
    assert.deepEqual(down, { signals: { thumbs_down: true }, shouldLog: true });
    const up = await detect({ ...TURN, thumbs: 'up' });
    assert.deepEqual(up, { signals: { thumbs_up: true }, shouldLog: false });
  });

  it('logs a rephrased question and an agent that punts', async () => {
    const detect = signals.recommendedSignals();
    const found = await detect({
      ...TURN,
      agentResponse: 'I don’t know. It costs $5.',
      history: ['where is my order'],
    });
    assert.deepEqual(found, { signals: { rephrased: true, punted: true }, shouldLog: true });
  });

  it('looks for the heuristics that it is told', async () => {
    const detect = signals.recommendedSignals({ heuristics: ['factual_claim'] });
    const found = await detect({ ...TURN, agentResponse: 'I don’t know. It costs $5.' });
    assert.deepEqual(found, { signals: { factual_claim: 'price' }, shouldLog: true });
  });

  it('does not log low confidence by itself, but says it along with what is logged', async () => {
    const detect = signals.recommendedSignals();
    const alone = await detect({ ...TURN, confidence: 0.4 });
    assert.deepEqual(alone, { signals: { confidence: 0.4 }, shouldLog: false });
    const along = await detect({ ...TURN, confidence: 0.4, thumbs: 'down' });
    assert.deepEqual(along, { signals: { confidence: 0.4, thumbs_down: true }, shouldLog: true });
  });

  it('logs low confidence by itself where it is told to', async () => {
    const detect = signals.recommendedSignals({ logLowConfidence: true, confidenceThreshold: 0.3 });
    assert.equal((await detect({ ...TURN, confidence: 0.4 })).shouldLog, false);
    const found = await detect({ ...TURN, confidence: 0.2 });
    assert.deepEqual(found, { signals: { confidence: 0.2 }, shouldLog: true });
  });

  it('finds a question that comes back, where it is given a memory', async () => {
    const detect = signals.recommendedSignals({
      heuristics: [],
      outcomes: signals.createOutcomeMemory({ now: () => 0 }),
    });
    assert.equal((await detect({ ...TURN, sessionId: 's_1' })).shouldLog, false);
    const found = await detect({ ...TURN, sessionId: 's_1' });
    assert.deepEqual(found, { signals: { recurrence: true, gap_hours: 0 }, shouldLog: true });
    assert.equal((await detect(TURN)).shouldLog, false);
  });

  it('samples whole sessions', async () => {
    const detect = signals.recommendedSignals({ sampleRate: 0.5 });
    assert.deepEqual(signals.sample(0.5, { by: 's_1' }), undefined);
    assert.deepEqual(signals.sample(0.5, { by: 's_2' }), { sample: true });
    assert.equal((await detect({ ...TURN, sessionId: 's_1' })).shouldLog, false);
    const found = await detect({ ...TURN, sessionId: 's_2' });
    assert.deepEqual(found, { signals: { sample: true }, shouldLog: true });
  });

  it('asks detectors of one’s own, and shows them all of the turn', async () => {
    const detect = signals.recommendedSignals<signals.Turn & { model: string }>({
      detectors: [signals.when('old_model', ({ model }) => model === 'm1')],
    });
    const found = await detect({ ...TURN, model: 'm1' });
    assert.deepEqual(found, { signals: { old_model: true }, shouldLog: true });
    assert.equal((await detect({ ...TURN, model: 'm2' })).shouldLog, false);
  });

  it('counts a detector that throws as one that finds nothing', async () => {
    const detect = signals.recommendedSignals({
      detectors: [
        () => {
          throw new Error('a bug');
        },
        async () => Promise.reject(new Error('no network')),
        signals.when('vip', true),
      ],
    });
    const found = await detect({ ...TURN, confidence: NaN });
    assert.deepEqual(found, { signals: { vip: true }, shouldLog: true });
  });

  it('says what is wrong with its options at once', () => {
    assert.throws(() => signals.recommendedSignals({ sampleRate: 2 }), /sampleRate/);
    assert.throws(() => signals.recommendedSignals({ confidenceThreshold: -1 }), TypeError);
  });
});
