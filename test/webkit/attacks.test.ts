import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { everyThirdPayload, XSS_PAYLOADS } from '../fixtures/xss-payloads.js';
import { startPageSite } from '../support/page-site.js';
import { startReviewSite } from '../support/review-site.js';
import { openWebKitPage } from '../support/webkit-page.js';

import type { WebKitPage } from '../support/webkit-page.js';

/*
 * Markup and scripts in all that somebody else wrote, in WebKit: nothing runs, nothing is asked for,
 * and all of it is read as it was written. Chromium and Firefox walk the same in `test/pages`.
 */
describe('in WebKit nothing runs', () => {
  let page: WebKitPage;
  before(async () => (page = await openWebKitPage()));
  after(() => page.close());

  for (const carry of ['query', 'fragment'] as const) {
    it(`on the page of a link with its texts in the ${carry}`, async (t) => {
      const site = await startPageSite();
      t.after(() => site.close());
      for (const [name, text] of everyThirdPayload()) {
        const turn = { question: text, agentResponse: text, userId: text, sessionId: text };
        await page.goto('about:blank');
        await page.goto(await site.sign(turn, { carry }));
        const seen = await page.run(readFeedbackPage, site.base);
        const shown = carry === 'query' ? fromHtml(text) : text;
        const expected = { question: shown, answer: shown, strangers: [], isPwned: false };
        assert.deepEqual(seen, expected, name);
      }
    });
  }

  it('in the review queue', async (t) => {
    const site = await startReviewSite();
    t.after(() => site.close());
    const payloads = Object.values(XSS_PAYLOADS);
    for (const [index, payload] of payloads.entries()) {
      // Turns with the same question would merge.
      const turn = { question: `${index} ${payload}`, answer: payload, user: payload };
      await site.log({ ...turn, session: payload, signals: { [payload.slice(0, 200)]: payload } });
      await site.say(turn, { rating: 'incorrect', correction: payload, comment: payload });
    }
    await page.goto(`${site.base}/review`);
    await page.run((key) => {
      sessionStorage.setItem('agentloop-feedback:api-key', key);
    }, site.apiKey);
    await page.goto('about:blank');
    await page.goto(`${site.base}/review`);
    const seen = await page.run(readQueue, { base: site.base, count: payloads.length });
    const stored = payloads.map((text) => text.replaceAll('\0', '\ufffd')).toReversed();
    assert.deepEqual(seen, {
      turns: stored.map((text, index) => ({
        title: `${payloads.length - 1 - index} ${text}`,
        answer: text,
      })),
      strangers: [],
      isPwned: false,
    });
  });
});

/** As a browser reads it from HTML. */
function fromHtml(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\0', '');
}

/* What follows runs in the page, each by itself. */

async function readFeedbackPage(base: string) {
  while (!document.querySelector('agentloop-feedback')?.shadowRoot?.querySelector('button')) {
    await new Promise(requestAnimationFrame);
  }
  const names = performance.getEntriesByType('resource').map(({ name }) => name);
  return {
    question: document.querySelector('.question p')?.textContent,
    answer: document.querySelector('.answer p')?.textContent,
    strangers: names.filter((name) => !name.startsWith(base) && !name.startsWith('data:')),
    isPwned: 'pwned' in globalThis,
  };
}

async function readQueue({ base, count }: { base: string; count: number }) {
  const turns = [];
  let last: string | null | undefined;
  while (!document.querySelector('a.row')) await new Promise(requestAnimationFrame);
  while (turns.length < count) {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
    let title = document.querySelector('#turn-title')?.textContent;
    while (title === undefined || title === last) {
      await new Promise(requestAnimationFrame);
      title = document.querySelector('#turn-title')?.textContent;
    }
    last = title;
    turns.push({ title, answer: document.querySelector('section.answer .text')?.textContent });
  }
  const names = performance.getEntriesByType('resource').map(({ name }) => name);
  return {
    turns,
    strangers: names.filter((name) => !name.startsWith(base) && !name.startsWith('data:')),
    isPwned: 'pwned' in globalThis,
  };
}
