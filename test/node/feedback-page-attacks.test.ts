import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { XSS_PAYLOADS } from '../fixtures/xss-payloads.js';
import { formOf, pathOf, tagsOf, textOf } from '../support/page-html.js';
import { createTestIngest, signContext } from '../support/test-ingest.js';

const QUESTION = /<div class="question">\s*<p class="text" dir="auto">/;
const ANSWER = /<div class="answer">\s*<p class="text" dir="auto">/;
const CORRECTION = /<textarea\s+id="correction"[^>]*>\n/;
const COMMENT = /<textarea\s+id="comment"[^>]*>\n/;

/** A turn whose every text is the payload, and that stays one line, as the harmless one does. */
const turnOf = (text: string) => ({
  question: text,
  agentResponse: text,
  userId: text,
  sessionId: text,
});

describe('an attack on the feedback page', () => {
  it('by a signed text adds no element and no attribute, and is shown as text', async (t) => {
    const { call, post } = await createTestIngest(t);
    const open = async (text: string) => {
      const context = await signContext(turnOf(text));
      const said = { rating: 'partial', correction: text, comment: text };
      assert.ok((await post('/v1/annotations', { context, ...said })).status < 300);
      return String((await call(pathOf(context), {})).body['text']);
    };
    const harmless = tagsOf(await open('harmless'));
    for (const [name, payload] of Object.entries(XSS_PAYLOADS)) {
      const page = await open(payload);
      assert.deepEqual(tagsOf(page), harmless, name);
      assert.equal(textOf(page, QUESTION), payload, name);
      assert.equal(textOf(page, ANSWER), payload, name);
      // The store keeps no NUL.
      const stored = payload.replaceAll('\0', '\ufffd');
      assert.equal(textOf(page, CORRECTION), stored, name);
      assert.equal(textOf(page, COMMENT), stored, name);
    }
  });

  it('by the form, where it is refused, adds nothing either', async (t) => {
    const { call } = await createTestIngest(t);
    const context = await signContext();
    const send = async (text: string) => {
      const form = formOf(context, [
        ['rating', text],
        ['reasons', text],
        ['correction', text],
        ['comment', text],
      ]);
      const answer = await call('/feedback', form);
      assert.equal(answer.status, 400);
      return String(answer.body['text']);
    };
    const harmless = tagsOf(await send('harmless'));
    for (const [name, payload] of Object.entries(XSS_PAYLOADS)) {
      const page = await send(payload);
      assert.deepEqual(tagsOf(page), harmless, name);
      assert.equal(textOf(page, CORRECTION), payload.replaceAll('\r\n', '\n'), name);
    }
  });

  it('by a link that cannot be used is not in the answer at all', async (t) => {
    const { call } = await createTestIngest(t);
    const { sig } = await signContext();
    const expired = { issuedAt: new Date('2020-01-01') };
    const pages = async (text: string) => {
      const forged = { q: text, a: text, u: text, s: text, t: 1, sig };
      const language = { headers: { 'accept-language': text.replace(/[^\x20-\x7e]/g, '') } };
      return [
        await call(pathOf(forged), {}),
        await call(pathOf({ ...forged, sig: text, t: text }), language),
        await call(pathOf(await signContext({ ...turnOf(text), ...expired })), {}),
        await call('/feedback', formOf(JSON.stringify(forged), [['correction', text]])),
        await call(`/feedback?${new URLSearchParams({ [text]: text })}`, {}),
      ].map(({ body }) => String(body['text']));
    };
    const harmless = await pages('harmless');
    for (const [name, payload] of Object.entries(XSS_PAYLOADS)) {
      assert.deepEqual(await pages(payload), harmless, name);
    }
  });
});
