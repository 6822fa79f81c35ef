import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { attributeOf, formOf, pathOf, textOf } from '../support/page-html.js';
import { createTestIngest, signContext } from '../support/test-ingest.js';

const CORRECTION = /<textarea\s+id="correction"[^>]*>\n/;
const COMMENT = /<textarea\s+id="comment"[^>]*>\n/;
const STATUS = /<p class="message" role="status">/;
const ALERT = /<p [^>]*role="alert"[^>]*>/;

describe('the form that works without JavaScript', () => {
  it('saves what it says, and shows it again with thanks', async (t) => {
    const { call, annotations, turns } = await createTestIngest(t);
    const answer = await call(
      '/feedback',
      formOf(await signContext(), [
        ['rating', 'partial'],
        ['reasons', 'out_of_date'],
        ['reasons', 'incomplete'],
        ['correction', '30 days.\n\nSince <May>.'],
        ['comment', ''],
      ]),
    );
    assert.equal(answer.status, 200);
    const [annotation, ...others] = await annotations();
    assert.deepEqual(others, []);
    assert.equal(annotation?.rating, 'partial');
    assert.deepEqual(annotation?.tags, ['out_of_date', 'incomplete']);
    assert.equal(annotation?.correction, '30 days.\n\nSince <May>.', 'with LF, not CRLF');
    assert.equal((await turns('pending')).length, 1);

    const html = String(answer.body['text']);
    assert.equal(textOf(html, STATUS), 'Thank you! Your correction was sent.');
    assert.equal(textOf(html, /<title>/), 'Thank you! Your correction was sent.');
    assert.equal(textOf(html, CORRECTION), '30 days.\n\nSince <May>.');
    assert.match(html, /<button name="action" value="retract"/);
  });

  it('travels with a context whose line breaks a browser would rewrite', async (t) => {
    const { call, annotations } = await createTestIngest(t);
    const context = await signContext({
      question: 'One\r\nline\rand\nanother',
      agentResponse: '\n"Yes"\u2028\t\0 — é 😀\n',
    });
    const page = String((await call(pathOf(context), {})).body['text']);
    const hidden = String(attributeOf(page, /<input type="hidden" name="context"/, 'value'));
    assert.doesNotMatch(hidden, /[\r\n]/);
    const answer = await call('/feedback', formOf(hidden, [['rating', 'incorrect']]));
    assert.equal(answer.status, 200);
    assert.equal((await annotations())[0]?.question, context.q);
  });

  it('leaves one record, however often and in whatever way it is sent', async (t) => {
    const { call, post, annotations, turns } = await createTestIngest(t);
    const context = await signContext();
    await post('/v1/annotations', { context, rating: 'incorrect' });
    const form = formOf(context, [
      ['rating', 'partial'],
      ['correction', '30 days.'],
    ]);
    await call('/feedback', form);
    await call('/feedback', form);
    assert.equal((await annotations()).length, 1);
    assert.equal((await annotations())[0]?.correction, '30 days.');
    assert.equal((await turns()).length, 1);
    assert.equal((await turns())[0]?.duplicate_count, 0);
  });

  it('leaves nothing to correct where the answer was right', async (t) => {
    const { call, annotations, turns } = await createTestIngest(t);
    const context = await signContext();
    const fields: [string, string][] = [
      ['reasons', 'unsafe'],
      ['correction', '30 days.'],
    ];
    await call('/feedback', formOf(context, [['rating', 'incorrect'], ...fields]));
    const answer = await call('/feedback', formOf(context, [['rating', 'correct'], ...fields]));
    const html = String(answer.body['text']);
    assert.equal(textOf(html, STATUS), 'Thank you!');
    assert.equal(textOf(html, CORRECTION), '');
    const [annotation] = await annotations();
    assert.deepEqual(
      [annotation?.rating, annotation?.tags, annotation?.correction],
      ['correct', [], ''],
    );
    assert.deepEqual(await turns('pending'), []);
  });

  it('takes back what was said, and keeps the text in case of a change of mind', async (t) => {
    const { call, annotations } = await createTestIngest(t);
    const context = await signContext();
    await call(
      '/feedback',
      formOf(context, [
        ['rating', 'incorrect'],
        ['correction', '30 days.'],
      ]),
    );
    const answer = await call('/feedback', formOf(context, [['action', 'retract']]));
    const html = String(answer.body['text']);
    assert.deepEqual([answer.status, textOf(html, STATUS)], [200, 'Your rating was taken back.']);
    assert.equal(textOf(html, CORRECTION), '30 days.');
    assert.doesNotMatch(html, / checked|value="retract"/);
    assert.equal((await annotations())[0]?.status, 'retracted');
    assert.equal((await annotations())[0]?.correction, '');
  });

  it('keeps every text where one is too long, and says so beside it', async (t) => {
    const { call, annotations } = await createTestIngest(t);
    const comment = 'é'.repeat(1_025);
    const answer = await call(
      '/feedback',
      formOf(await signContext(), [
        ['rating', 'incorrect'],
        ['reasons', 'other'],
        ['correction', '30 days.'],
        ['comment', comment],
      ]),
    );
    assert.equal(answer.status, 413);
    const html = String(answer.body['text']);
    assert.equal(textOf(html, CORRECTION), '30 days.');
    assert.equal(textOf(html, COMMENT), comment);
    assert.match(html, /value="incorrect"[^>]* checked/);
    assert.match(html, /value="other"[^>]* checked/);
    assert.equal(attributeOf(html, /id="comment"/, 'aria-invalid'), 'true');
    assert.equal(attributeOf(html, /id="comment"/, 'aria-describedby'), 'comment-error');
    assert.equal(
      textOf(html, /<p id="comment-error" class="error">/),
      'This text is too long. Please shorten it.',
    );
    assert.equal(attributeOf(html, /id="correction"/, 'aria-invalid'), undefined);
    assert.deepEqual(await annotations(), []);
  });

  it('names both texts where both are too long', async (t) => {
    const { call } = await createTestIngest(t);
    const answer = await call(
      '/feedback',
      formOf(await signContext(), [
        ['rating', 'incorrect'],
        ['correction', 'x'.repeat(8_193)],
        ['comment', 'x'.repeat(2_049)],
      ]),
    );
    const html = String(answer.body['text']);
    assert.match(html, /id="correction-error"/);
    assert.match(html, /id="comment-error"/);
  });

  it('keeps every text where no rating was chosen, and asks for one', async (t) => {
    const { call, annotations } = await createTestIngest(t);
    const form = formOf(await signContext(), [['correction', '30 days.']]);
    const answer = await call('/feedback', form);
    assert.equal(answer.status, 400);
    const html = String(answer.body['text']);
    assert.equal(textOf(html, CORRECTION), '30 days.');
    assert.equal(textOf(html, /<p id="rating-error" class="error">/), 'Please choose one.');
    assert.equal(attributeOf(html, /role="radiogroup"/, 'aria-describedby'), 'rating-error');
    assert.deepEqual(await annotations(), []);
  });

  it('takes no reason and no rating that it did not offer', async (t) => {
    const { call, annotations } = await createTestIngest(t);
    const context = await signContext();
    const reason = await call(
      '/feedback',
      formOf(context, [
        ['rating', 'incorrect'],
        ['reasons', '<made-up>'],
      ]),
    );
    const html = String(reason.body['text']);
    assert.deepEqual([reason.status, textOf(html, ALERT)], [400, 'That could not be sent.']);
    assert.doesNotMatch(html, /made-up/);
    assert.equal((await call('/feedback', formOf(context, [['rating', 'perfect']]))).status, 400);
    assert.deepEqual(await annotations(), []);
  });

  it('keeps every text where the store does not answer, and tells the operator', async (t) => {
    const { call, store, errors } = await createTestIngest(t);
    await store.close();
    const form = formOf(await signContext(), [
      ['rating', 'incorrect'],
      ['correction', '30 days.'],
    ]);
    const answer = await call('/feedback', form);
    const html = String(answer.body['text']);
    assert.equal(answer.status, 500);
    assert.equal(textOf(html, ALERT), 'Please try again.');
    assert.equal(textOf(html, CORRECTION), '30 days.');
    assert.equal(errors.length, 1);
  });

  it('gives back what was typed when the link expired meanwhile', async (t) => {
    const { call, annotations } = await createTestIngest(t);
    const context = await signContext({ question: 'old', issuedAt: new Date('2020-01-01') });
    const answer = await call('/feedback', formOf(context, [['correction', '30 days.']]));
    const html = String(answer.body['text']);
    assert.equal(answer.status, 410);
    assert.equal(
      textOf(html, ALERT),
      'This link has expired, so the answer can no longer be rated.',
    );
    assert.equal(textOf(html, CORRECTION), '30 days.');
    assert.match(html, /<textarea[^>]* readonly/);
    assert.doesNotMatch(html, /<form/);
    assert.deepEqual(await annotations(), []);
  });

  it('shows nothing of what came with a context that is not genuine, and stores nothing', async (t) => {
    const { call, annotations, turns } = await createTestIngest(t);
    const genuine = await signContext();
    const send = async (context: string) => {
      const answer = await call(
        '/feedback',
        formOf(context, [
          ['rating', 'incorrect'],
          ['correction', 'evil-text'],
        ]),
      );
      assert.doesNotMatch(String(answer.body['text']), /evil-text/);
      return answer.status;
    };
    assert.equal(await send(JSON.stringify({ ...genuine, a: 'evil-text' })), 403);
    assert.equal(await send(JSON.stringify({ ...genuine, sig: '' })), 400);
    assert.equal(await send('null'), 400);
    assert.equal(await send('{'), 400);
    assert.equal(await send(''), 400);
    const withoutContext = { method: 'POST', body: new URLSearchParams({ rating: 'correct' }) };
    assert.equal((await call('/feedback', withoutContext)).status, 400);
    assert.deepEqual([await annotations(), await turns()], [[], []]);
  });

  it('takes no more fields than it has, which would be much to read', async (t) => {
    const { call, annotations } = await createTestIngest(t);
    const many = Array.from({ length: 32 }, (): [string, string] => ['more', '1']);
    const form = formOf(await signContext(), [['rating', 'incorrect'], ...many]);
    const answer = await call('/feedback', form);
    const alert = textOf(String(answer.body['text']), ALERT);
    assert.deepEqual([answer.status, alert], [400, 'That could not be sent.']);
    assert.deepEqual(await annotations(), []);
  });

  it('takes no other type of body', async (t) => {
    const { call, annotations } = await createTestIngest(t);
    const body = JSON.stringify({ context: await signContext(), rating: 'correct' });
    for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x']) {
      const headers = { 'content-type': type };
      const answer = await call('/feedback', { method: 'POST', body, headers });
      assert.deepEqual([answer.status, answer.body['code']], [415, 'body_type_unsupported'], type);
    }
    assert.deepEqual(await annotations(), []);
  });

  it('stops reading a body above 512 KiB', async (t) => {
    const { ingest } = await createTestIngest(t);
    let chunks = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        chunks += 1;
        controller.enqueue(new Uint8Array(16 * 1024).fill(97));
      },
    });
    const response = await ingest(
      new Request('http://ingest.test/feedback', {
        method: 'POST',
        body: endless,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        duplex: 'half',
      } as RequestInit),
    );
    assert.equal(response.status, 413);
    assert.equal(textOf(await response.text(), ALERT), 'This text is too long. Please shorten it.');
    assert.ok(chunks < 40, `${chunks} chunks were read`);
  });
});
