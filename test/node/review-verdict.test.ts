import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { createReviewIngest, questionsOf } from '../support/review-calls.js';

const VERDICT = {
  verdict: 'annotate',
  revision: 0,
  rating: 'incorrect',
  root_cause: 'context',
  correction: '30 days.',
  tags: ['returns'],
  reviewer: 'Ana',
} as const;

describe('a verdict', () => {
  it('annotates a turn, which then waits no more', async (t) => {
    const { log, list, read, review, annotations } = await createReviewIngest(t);
    const id = await log('one');
    const { status, body } = await review(id, VERDICT);
    assert.equal(status, 200);
    assert.deepEqual(body, {
      turn_id: id,
      status: 'annotated',
      revision: 1,
      annotation_id: body.annotation_id,
    });
    assert.deepEqual(questionsOf(await list('status=pending')), []);
    assert.deepEqual(questionsOf(await list('status=annotated&sort=repeated')), ['one']);

    const turn = await read(id);
    assert.equal(turn.revision, 1);
    assert.deepEqual(turn.review, {
      verdict: 'annotate',
      rating: 'incorrect',
      root_cause: 'context',
      correction: '30 days.',
      tags: ['returns'],
      reviewer: 'Ana',
      reviewed_at: turn.updated_at,
    });
    assert.deepEqual(turn.annotations, [], 'people said nothing');
    assert.deepEqual(turn.signals, {}, 'a reviewer’s word is no thumbs-down');
    const [annotation] = await annotations();
    assert.equal(annotation?.annotation_id, body.annotation_id);
    assert.equal(annotation?.source, 'reviewer');
    assert.equal(annotation?.correction, '30 days.');
  });

  it('dismisses a turn, and writes no annotation', async (t) => {
    const { log, read, review, annotations } = await createReviewIngest(t);
    const id = await log('one');
    const { body } = await review(id, { verdict: 'dismiss', revision: 0, reviewer: 'Ana' });
    assert.deepEqual(body, { turn_id: id, status: 'dismissed', revision: 1 });
    const { review: given } = await read(id);
    assert.deepEqual(given, {
      verdict: 'dismiss',
      rating: null,
      root_cause: null,
      correction: '',
      tags: [],
      reviewer: 'Ana',
      reviewed_at: given?.reviewed_at,
    });
    assert.deepEqual(await annotations(), []);
  });

  it('is undone: the turn waits again, and its annotation is retracted', async (t) => {
    const { log, vote, list, read, review, annotations } = await createReviewIngest(t);
    const id = await log('one');
    await vote({ question: 'one' }, { rating: 'partial' });
    await review(id, VERDICT);
    const { body } = await review(id, { verdict: 'reopen', revision: 1 });
    assert.deepEqual(body, { turn_id: id, status: 'pending', revision: 2 });
    assert.deepEqual(questionsOf(await list('status=pending')), ['one']);
    const turn = await read(id);
    assert.equal(turn.review, null);
    assert.equal(turn.annotations[0]?.rating, 'partial', 'what a person said stays');
    const given = (await annotations()).filter(({ source }) => source === 'reviewer');
    assert.deepEqual(
      given.map(({ status }) => status),
      ['retracted'],
    );

    await review(id, { ...VERDICT, revision: 2, correction: '14 days.' });
    const again = (await annotations()).filter(({ source }) => source === 'reviewer');
    assert.equal(again.length, 1, 'there is one annotation of reviewers for a turn');
    assert.equal(again[0]?.correction, '14 days.');
    assert.equal(again[0]?.status, 'active');
  });

  it('is changed by another: a dismissal retracts what was annotated', async (t) => {
    const { log, read, review, annotations } = await createReviewIngest(t);
    const id = await log('one');
    await review(id, VERDICT);
    await review(id, { verdict: 'dismiss', revision: 1 });
    assert.equal((await read(id)).status, 'dismissed');
    assert.equal((await annotations())[0]?.status, 'retracted');
  });

  it('upon another revision is refused, with the turn as it is', async (t) => {
    const { log, read, review } = await createReviewIngest(t);
    const id = await log('one');
    await review(id, VERDICT);
    const { status, body } = await review(id, { ...VERDICT, correction: 'mine', reviewer: 'Rui' });
    assert.equal(status, 409);
    assert.equal(body['code'], 'review_conflict');
    assert.deepEqual(body['turn'], await read(id));
    assert.equal((await read(id)).review?.correction, '30 days.');
    const future = await review(id, { ...VERDICT, revision: 7, reviewer: 'Rui' });
    assert.equal(future.status, 409);
  });

  it('of two reviewers at once is taken from one, and the other is told', async (t) => {
    const { log, read, review } = await createReviewIngest(t);
    const id = await log('one');
    const answers = await Promise.all(
      ['Ana', 'Rui', 'Mei', 'Jonas'].map((reviewer) => review(id, { ...VERDICT, reviewer })),
    );
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    assert.equal(answers.filter(({ status }) => status === 409).length, 3);
    assert.equal((await read(id)).revision, 1);
  });

  it('gets the same answer when it is sent again, also after others followed', async (t) => {
    const { log, read, review, annotations } = await createReviewIngest(t);
    const id = await log('one');
    const first = await review(id, VERDICT);
    const [written] = await annotations();
    assert.deepEqual(await review(id, VERDICT), first);
    assert.deepEqual((await annotations())[0], written, 'nothing is written a second time');
    await review(id, { verdict: 'reopen', revision: 1 });
    assert.deepEqual(await review(id, VERDICT), first);
    assert.equal((await read(id)).status, 'pending', 'and undoes nothing that came later');
  });

  it('does not bring back a turn that nobody had logged and somebody likes by now', async (t) => {
    const { vote, list, review, read } = await createReviewIngest(t);
    const id = await vote({ question: 'one' }, { rating: 'incorrect' });
    await review(id, VERDICT);
    await vote(
      { question: 'one', issuedAt: new Date('2026-11-25T12:01:00Z') },
      { rating: 'correct' },
    );
    await review(id, { verdict: 'reopen', revision: 1 });
    assert.equal((await read(id)).status, 'settled');
    assert.deepEqual(questionsOf(await list('status=pending')), []);
  });

  it('opens a turn again for another life after its end', async (t) => {
    const { clock, log, list, review } = await createReviewIngest(t);
    const id = await log('one');
    await review(id, VERDICT);
    clock.time += 40 * 24 * 60 * 60 * 1000;
    await review(id, { verdict: 'reopen', revision: 1 });
    assert.deepEqual(questionsOf(await list('status=pending')), ['one']);
  });

  it('leaves a new question to a new turn', async (t) => {
    const { log, list, review } = await createReviewIngest(t);
    const id = await log('one');
    await review(id, VERDICT);
    assert.notEqual(await log('one'), id);
    assert.deepEqual(questionsOf(await list('status=pending')), ['one']);
  });

  it('that says too little, too much or nothing is refused and changes nothing', async (t) => {
    const { log, read, postWithKey, post } = await createReviewIngest(t);
    const id = await log('one');
    const refused: [object, string][] = [
      [{ ...VERDICT, rating: undefined }, 'rating: '],
      [{ ...VERDICT, correction: ' ' }, 'correction: '],
      [{ ...VERDICT, correction: 'x'.repeat(8_193) }, 'correction: '],
      [{ ...VERDICT, revision: -1 }, 'revision: '],
      [{ ...VERDICT, revision: undefined }, 'revision: '],
      [{ ...VERDICT, verdict: 'delete' }, 'verdict: '],
      [{ ...VERDICT, root_cause: 'moon' }, 'root_cause: '],
      [{ ...VERDICT, tags: Array.from({ length: 65 }, () => 'tag') }, 'tags: '],
    ];
    for (const [body, message] of refused) {
      const answer = await postWithKey(`/v1/turns/${id}/review`, body);
      assert.ok(answer.status === 400 || answer.status === 413, JSON.stringify(answer));
      assert.ok(String(answer.body['error']).startsWith(message), String(answer.body['error']));
    }
    assert.equal((await post(`/v1/turns/${id}/review`, VERDICT)).status, 401);
    assert.equal((await postWithKey('/v1/turns/turn_none/review', VERDICT)).status, 404);
    assert.equal((await read(id)).revision, 0);
  });

  it('keeps what no engine takes as what every engine takes', async (t) => {
    const { log, read, review } = await createReviewIngest(t);
    const id = await log('one');
    await review(id, { ...VERDICT, correction: 'a\0b\ud800', tags: ['x\0'], reviewer: '\0' });
    const { review: given } = await read(id);
    assert.equal(given?.correction, 'a\ufffdb\ufffd');
    assert.equal(given?.reviewer, '\ufffd');
  });
});
