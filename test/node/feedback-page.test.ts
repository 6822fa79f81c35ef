import { createIngest } from 'agentloop-feedback/ingest';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { attributeOf, pathOf, tagsOf, textOf } from '../support/page-html.js';
import { callsOf, createTestIngest, SECRET, signContext } from '../support/test-ingest.js';

const QUESTION = /<div class="question">\s*<p class="text" dir="auto">/;
const ANSWER = /<div class="answer">\s*<p class="text" dir="auto">/;

describe('the feedback page of a link in the query', () => {
  it('shows question and answer as text, with their line breaks, before any script runs', async (t) => {
    const { call } = await createTestIngest(t);
    const context = await signContext({
      question: 'Is 1 < 2 & "so"?',
      agentResponse: 'Yes.\n\n  It’s <b>so</b>.',
    });
    const page = await call(pathOf(context), {});
    assert.equal(page.status, 200);
    const html = String(page.body['text']);
    assert.equal(textOf(html, QUESTION), context.q);
    assert.equal(textOf(html, ANSWER), context.a);
    assert.equal(textOf(html, /<title>/), 'Rate this answer');
  });

  it('shows in its form what was said before, ready to be changed or taken back', async (t) => {
    const { call, post } = await createTestIngest(t);
    const context = await signContext();
    const first = String((await call(pathOf(context), {})).body['text']);
    assert.doesNotMatch(first, / checked/);
    assert.doesNotMatch(first, /Take back/);

    const correction = '\n30 days.\n';
    const reasons = ['out_of_date', 'unsafe'];
    await post('/v1/annotations', {
      context,
      rating: 'partial',
      reasons,
      correction,
      comment: '!',
    });
    const html = String((await call(pathOf(context), {})).body['text']);
    const checked = [...html.matchAll(/value="(\w+)"[^>]* checked/g)].map(([, value]) => value);
    assert.deepEqual(checked, ['partial', 'out_of_date', 'unsafe']);
    // The first line break behind the tag is none of the text.
    assert.equal(textOf(html, /<textarea\s+id="correction"[^>]*>/), `\n${correction}`);
    assert.equal(textOf(html, /<textarea\s+id="comment"[^>]*>/), '\n!');
    assert.match(html, /<button name="action" value="retract"/);
  });

  it('hands the script all that it would have to ask for', async (t) => {
    const now = new Date('2026-11-22T10:00:00Z');
    const { call, post } = await createTestIngest(t, { now: () => now });
    const context = await signContext({ issuedAt: now });
    await post('/v1/annotations', { context, rating: 'partial', correction: '30 "days".' });
    const html = String((await call(pathOf(context), {})).body['text']);
    const state = JSON.parse(String(attributeOf(html, /<form/, 'data-state'))) as object;
    assert.deepEqual(state, (await post('/v1/feedback/state', { context })).body);
  });

  it('folds what is long, and nothing else', async (t) => {
    const { call } = await createTestIngest(t);
    const folds = async (agentResponse: string) => {
      const page = await call(pathOf(await signContext({ agentResponse })), {});
      return String(page.body['text']).split('<details>').length - 1;
    };
    assert.equal(await folds('90 days.'), 0);
    assert.equal(await folds(''), 0);
    assert.equal(await folds('90 days. '.repeat(200)), 1);
    assert.equal(await folds('90\n'.repeat(20)), 1);
  });

  it('says of a link that cannot be used why, with the right status, and shows nothing of it', async (t) => {
    const { call } = await createTestIngest(t);
    const forged = { ...(await signContext()), a: 'forged-text' };
    const expired = await signContext({ question: 'old-text', issuedAt: new Date('2020-01-01') });
    const early = await signContext({
      question: 'new-text',
      issuedAt: new Date(Date.now() + 3_600_000),
    });
    const { sig: _, ...incomplete } = await signContext({ question: 'cut-text' });
    const malformed = { ...(await signContext()), q: 'odd-text', t: '1e9' };
    const tooLarge = { ...(await signContext()), q: 'large-text'.repeat(5_000) };

    const open = async (context: object) => {
      const { status, body } = await call(pathOf(context), {});
      const html = String(body['text']);
      assert.doesNotMatch(html, /-text/);
      assert.doesNotMatch(html, /<form|<template/);
      assert.equal(textOf(html, /<h1[^>]*>/), 'This link cannot be used');
      return [status, textOf(html, /<p role="alert"[^>]*>/)];
    };
    assert.deepEqual(await open(forged), [403, 'This link is not genuine, so it cannot be used.']);
    assert.deepEqual(await open(expired), [
      410,
      'This link has expired, so the answer can no longer be rated.',
    ]);
    assert.deepEqual(await open(early), [400, 'This link is not valid yet. Is your clock right?']);
    const notComplete = 'This link is not complete, so it cannot be used.';
    assert.deepEqual(await open(incomplete), [400, notComplete]);
    assert.deepEqual(await open(malformed), [400, notComplete]);
    assert.deepEqual(await open(tooLarge), [413, notComplete]);
  });

  it('says of an expired link that is forged as well only that it is forged', async (t) => {
    const { call } = await createTestIngest(t);
    const expired = await signContext({ issuedAt: new Date('2020-01-01') });
    assert.equal((await call(pathOf({ ...expired, a: 'x' }), {})).status, 403);
  });

  it('leaves no trace, whoever opens it and how', async (t) => {
    const { call, turns, annotations } = await createTestIngest(t);
    const path = pathOf(await signContext());
    const unfurler = { 'user-agent': 'Slackbot-LinkExpanding 1.0', range: 'bytes=0-32768' };
    for (const headers of [{}, { purpose: 'prefetch' }, { 'sec-purpose': 'prefetch' }, unfurler]) {
      assert.equal((await call(path, { headers })).status, 200);
      assert.equal((await call(path, { headers, method: 'HEAD' })).status, 200);
    }
    // Some scanners press every button that is a link.
    assert.equal((await call(`${path}&action=retract&rating=correct`, {})).status, 200);
    assert.deepEqual([await turns(), await annotations()], [[], []]);
  });

  it('answers HEAD as GET, without the page', async (t) => {
    const { call } = await createTestIngest(t);
    const path = pathOf(await signContext());
    const [get, head] = [await call(path, {}), await call(path, { method: 'HEAD' })];
    assert.deepEqual(head.body, { text: '' });
    assert.deepEqual([...head.headers], [...get.headers]);
    const forged = await call(`${path}0`, { method: 'HEAD' });
    assert.deepEqual([forged.status, forged.body], [400, { text: '' }]);
  });

  it('says that it failed where the store does not answer, and tells the operator', async (t) => {
    const { call, store, errors } = await createTestIngest(t);
    const path = pathOf(await signContext());
    await store.close();
    const page = await call(path, {});
    assert.equal(page.status, 500);
    assert.equal(textOf(String(page.body['text']), /<h1[^>]*>/), 'The answer could not be loaded');
    assert.equal(errors.length, 1);
  });

  it('asks for relative addresses alone, so that it works under any path', async (t) => {
    const { store } = await createTestIngest(t);
    const ingest = createIngest({ secrets: [SECRET], store, basePath: '/tools/agentloop' });
    const { call } = callsOf(ingest);
    const page = await call(`/tools/agentloop${pathOf(await signContext())}`, {});
    const addresses = [...String(page.body['text']).matchAll(/ (?:href|src|action)="([^"]*)"/g)];
    const loaded = addresses
      .map(([, address]) => address)
      .filter((one) => !one?.startsWith('data:'));
    assert.deepEqual(loaded, ['feedback-page.css', 'feedback-page.js', 'feedback']);
    assert.equal((await call('/tools/agentloop/feedback-page.css', {})).status, 200);
  });
});

describe('the feedback page of a link in the fragment', () => {
  it('is the same for everybody, because no server sees the link', async (t) => {
    const { call } = await createTestIngest(t);
    const bare = await call('/feedback', {});
    assert.equal(bare.status, 200);
    const html = String(bare.body['text']);
    assert.equal(
      textOf(html, /<p class="without-script">/),
      'This page needs JavaScript to show the answer.',
    );
    // Mail tools add parameters of their own.
    assert.equal((await call('/feedback?utm_source=mail', {})).body['text'], html);
  });

  it('has the markup of the other in a template, with nothing in it', async (t) => {
    const { call } = await createTestIngest(t);
    const tagsOfMain = (html: string) =>
      tagsOf(/<h1 data-say="rate">(?:(?!<h1)[^])*?<\/form>/.exec(html)?.[0] ?? '');
    const long = '90 days. '.repeat(200);
    const context = await signContext({ question: long, agentResponse: long });
    const query = String((await call(pathOf(context), {})).body['text']);
    const bare = String((await call('/feedback', {})).body['text']);
    const withoutState = tagsOfMain(query).map((tag) => tag.replace('class="" data-state=""', ''));
    const squeeze = (tags: string[]) => tags.map((tag) => tag.replace(/\s+/g, ' '));
    assert.deepEqual(squeeze(tagsOfMain(bare)), squeeze(withoutState));
    assert.equal(textOf(bare, QUESTION), '');
  });
});

describe('every answer of the feedback page', () => {
  it('runs nothing but its own files, keeps out of caches and logs, and may be framed', async (t) => {
    const { call } = await createTestIngest(t);
    const context = await signContext();
    const post = { method: 'POST', body: new URLSearchParams({ context: '{}' }) };
    const answers = [
      await call('/feedback', {}),
      await call(pathOf(context), {}),
      await call(pathOf({ ...context, a: 'x' }), {}),
      await call('/feedback', post),
    ];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 403, 400],
    );
    for (const { headers } of answers) {
      const policy = String(headers.get('content-security-policy')).split('; ');
      assert.deepEqual(policy, [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'self'",
        "require-trusted-types-for 'script'",
        'trusted-types lit-html',
      ]);
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('x-robots-tag'), 'noindex');
      assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
      assert.equal(headers.get('cross-origin-embedder-policy'), 'require-corp');
      assert.match(String(headers.get('permissions-policy')), /\bcamera=\(\), /);
      assert.equal(headers.get('vary'), 'accept-language');
      assert.equal(headers.get('access-control-allow-origin'), null);
    }
  });

  it('has a title, an icon that nobody has to ask for, and no place in an index', async (t) => {
    const { call } = await createTestIngest(t);
    const html = String((await call(pathOf(await signContext()), {})).body['text']);
    assert.match(html, /<meta name="robots" content="noindex"/);
    assert.match(html, /<meta name="viewport" content="width=device-width, initial-scale=1"/);
    assert.match(html, /<link rel="icon" href="data:image\/svg\+xml,/);
  });
});
