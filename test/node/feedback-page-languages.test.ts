import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { chooseSpeech } from '../../src/ingest/pages/choose-speech.js';
import { speechOf } from '../../src/ingest/pages/speech.js';
import { pageEn } from '../../src/locales/page/page-en.js';
import { formOf, pathOf, textOf } from '../support/page-html.js';
import { createTestIngest, signContext } from '../support/test-ingest.js';

const LANGUAGES = 'ar de en es fr he hi it ja ko nl pl pt ru tr uk zh-Hans zh-Hant'.split(' ');

/** Words that are the same as in English, and no oversight. */
const SAME_AS_IN_ENGLISH: Record<string, readonly string[]> = { fr: ['question'] };

describe('the feedback page', () => {
  it('speaks eighteen languages, and none of them in English by accident', () => {
    for (const language of LANGUAGES) {
      const speech = speechOf(language);
      assert.ok(speech, language);
      const same = Object.entries(pageEn)
        .filter(([key, text]) => speech.strings[key as keyof typeof pageEn] === text)
        .map(([key]) => key);
      const expected = language === 'en' ? Object.keys(pageEn) : SAME_AS_IN_ENGLISH[language];
      assert.deepEqual(same, expected ?? [], language);
    }
    assert.equal(speechOf('eo'), undefined);
    assert.equal(speechOf('constructor'), undefined);
  });

  it('is written in the language that its reader wants most', () => {
    const languageFor = (header: string | null) => chooseSpeech(header).language;
    assert.equal(languageFor('de'), 'de');
    assert.equal(languageFor('de-CH, fr;q=0.9'), 'de');
    assert.equal(languageFor('fr;q=0.5, de;q=0.8, en;q=0.1'), 'de');
    assert.equal(languageFor('FR;Q=0.5,DE;Q=0.8'), 'de');
    assert.equal(languageFor('eo, is;q=0.9, pt-PT;q=0.8'), 'pt');
    assert.equal(languageFor('de;q=0, fr'), 'fr');
    assert.equal(languageFor('zh-TW'), 'zh-Hant');
    assert.equal(languageFor('zh'), 'zh-Hans');
    assert.equal(languageFor('iw'), 'he');
    assert.equal(languageFor('*'), 'en');
    assert.equal(languageFor('eo'), 'en');
    assert.equal(languageFor(null), 'en');
    assert.equal(languageFor(''), 'en');
    assert.equal(languageFor('not a tag;q=x, <script>, ;;;, de;q=0.1'), 'de');
    assert.equal(languageFor(`${'xx,'.repeat(5_000)}de`), 'en');
  });

  it('says so in its tags, and in the words of its problems', async (t) => {
    const { call } = await createTestIngest(t);
    const context = await signContext();
    const headers = { 'accept-language': 'ar-EG' };
    const arabic = await call(pathOf(context), { headers });
    assert.match(String(arabic.body['text']), /<html lang="ar" dir="rtl">/);
    const german = await call(pathOf({ ...context, a: 'x' }), {
      headers: { 'accept-language': 'de' },
    });
    const html = String(german.body['text']);
    assert.match(html, /<html lang="de" dir="ltr">/);
    assert.equal(german.status, 403);
    assert.equal(textOf(html, /<h1[^>]*>/), 'Dieser Link kann nicht verwendet werden');
  });

  it('thanks in the language of the reader', async (t) => {
    const { call } = await createTestIngest(t);
    const form = formOf(await signContext(), [['rating', 'partial']]);
    const headers = { 'accept-language': 'fr-CA' };
    const answer = await call('/feedback', { ...form, headers });
    const status = textOf(String(answer.body['text']), /<p class="message" role="status">/);
    assert.match(String(status), /Votre correction a été envoyée\.$/);
  });

  it('lets the file of a language be fetched along with the script', async (t) => {
    const { call } = await createTestIngest(t);
    const path = pathOf(await signContext());
    const hebrew = await call(path, { headers: { 'accept-language': 'he' } });
    const preload = /rel="modulepreload" href="([^"]+)"/.exec(String(hebrew.body['text']))?.[1];
    assert.match(String(preload), /^assets\/he-/);
    assert.equal((await call(`/${preload}`, {})).status, 200);
    assert.doesNotMatch(String((await call(path, {})).body['text']), /modulepreload/);
  });
});
