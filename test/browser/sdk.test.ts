import { expect, fixture, html } from '@open-wc/testing';

import { AgentLoopError, bindThumbs, createFeedbackClient } from '../../src/sdk.js';
import {
  buttonOf,
  createElement,
  createLink,
  openGate,
  recordsOf,
  requestsOf,
} from '../support/browser-fixture.js';
import { waitUntil } from '../support/wait-until.js';

describe('the browser SDK', () => {
  it('logs a turn without a key and without a preflight', async () => {
    const link = await createLink();
    const answer = await createFeedbackClient().logTurn(link.url, {
      signals: { copied: true, confidence: 0.4 },
      metadata: { model: 'm1' },
    });
    expect(answer).to.include({ status: 'pending', was_duplicate: false });
    const { turns } = await recordsOf(link);
    expect(turns[0]?.turn_id).to.equal(answer.turn_id);
    expect(turns[0]?.signals).to.deep.equal({ confidence: 0.4, copied: true });
    expect(turns[0]?.metadata).to.deep.equal({ model: 'm1' });
    expect(await requestsOf(link)).to.deep.equal([{ method: 'POST', path: 'v1/turns' }]);
  });

  it('unites the signals of one turn', async () => {
    const link = await createLink();
    const feedback = createFeedbackClient();
    await feedback.logTurn(link.url, { signals: { a: 1 } });
    const second = await feedback.logTurn(link.url, { signals: { b: 2 } });
    expect(second.was_duplicate).to.equal(true);
    const { turns } = await recordsOf(link);
    expect(turns.map(({ signals }) => signals)).to.deep.equal([{ a: 1, b: 2 }]);
  });

  it('logs a turn if a condition holds, and makes no request if it does not', async () => {
    const link = await createLink();
    const feedback = createFeedbackClient();
    expect(await feedback.logTurnIf(false, link.url)).to.deep.equal({});
    expect(await feedback.logTurnIf(async () => 0, link.url)).to.deep.equal({});
    expect(await requestsOf(link)).to.deep.equal([]);
    expect(await feedback.logTurnIf(Promise.resolve(true), link.url)).to.have.property('turn_id');
  });

  it('never throws unless it is asked to, and then with a stable code', async () => {
    const link = await createLink();
    const cut = link.url.slice(0, -1);
    const errors: unknown[] = [];
    const quiet = createFeedbackClient({ onError: (error) => errors.push(error) });
    expect(await quiet.logTurn(cut)).to.deep.equal({});
    expect(errors).to.have.length(1);

    const strict = createFeedbackClient({ throwOnError: true });
    expect(await codeOf(strict.logTurn(cut))).to.equal('context_malformed');
    expect(await codeOf(strict.logTurn('nonsense'))).to.equal('url_invalid');
    const forged = new URL(link.url);
    forged.searchParams.set('a', 'another answer');
    expect(await codeOf(strict.logTurn(forged.href))).to.equal('signature_invalid');
  });

  it('refuses with a TypeError what cannot be sent', async () => {
    const { url } = await createLink();
    const strict = createFeedbackClient({ throwOnError: true });
    const messageOf = async (signals: Record<string, unknown>) =>
      strict.logTurn(url, { signals }).then(
        () => 'no error',
        (error: unknown) => (error instanceof TypeError ? error.message : 'another error'),
      );
    expect(await messageOf({ score: Number.NaN })).to.match(/^The signal score is no JSON/);
    expect(await messageOf({ of: () => 1 })).to.match(/^The signal of is no JSON/);
    expect(await messageOf({ big: 1n })).to.match(/^The signal big is no JSON/);
    expect(await messageOf({ long: 'x'.repeat(5_000) })).to.match(/larger than 4096 bytes/);
    const many = Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`s${index}`, 1]));
    expect(await messageOf(many)).to.equal('A turn takes at most 64 signals, not 65.');
  });

  it('says that a turn is queued where the ingest fails, and logs it by itself', async () => {
    const link = await createLink('status-503/1');
    const feedback = createFeedbackClient();
    const answer = await feedback.logTurn(link.url, { signals: { copied: true } });
    expect(answer).to.deep.equal({ status: 'queued' });
    await feedback.outbox.flush();
    expect((await recordsOf(link)).turns.map(({ signals }) => signals)).to.deep.equal([
      { copied: true },
    ]);
  });

  it('annotates, reads back and takes back', async () => {
    const link = await createLink();
    const feedback = createFeedbackClient();
    const said = await feedback.annotate(link.url, { rating: 'incorrect', correction: '30 days.' });
    expect(said).to.include({ status: 'active' });
    const { annotation } = await feedback.state(link.url);
    expect(annotation).to.include({ rating: 'incorrect', correction: '30 days.' });
    expect(await feedback.retract(link.url)).to.deep.include({ status: 'retracted' });
    expect((await feedback.state(link.url)).annotation).to.equal(null);
  });

  it('lets its host redact or drop what would be sent', async () => {
    const link = await createLink();
    const calls: string[] = [];
    const feedback = createFeedbackClient({
      beforeSend: (input, { call, turn }) => {
        calls.push(`${call} ${turn.a}`);
        return call === 'turns' ? null : { ...input, comment: 'redacted' };
      },
    });
    expect(await feedback.logTurn(link.url, { signals: { copied: true } })).to.deep.equal({});
    await feedback.annotate(link.url, { rating: 'incorrect', comment: 'call me on 555 0100' });
    expect(calls).to.deep.equal(['turns 90 days.', 'annotations 90 days.']);
    const { annotations } = await recordsOf(link);
    expect(annotations.map(({ comment }) => comment)).to.deep.equal(['redacted']);
  });
});

describe('bindThumbs', () => {
  it('lets buttons of one’s own vote, change the vote, and take it back', async () => {
    const link = await createLink();
    const up = await fixture<HTMLButtonElement>(html`<button>yes</button>`);
    const down = await fixture<HTMLButtonElement>(html`<button>no</button>`);
    const unbind = bindThumbs({ up, down }, link.url);
    expect([up.ariaPressed, down.ariaPressed]).to.deep.equal(['false', 'false']);
    down.click();
    expect(down.ariaPressed, 'at once').to.equal('true');
    await waitUntil(async () => (await recordsOf(link)).annotations[0]?.rating === 'incorrect');
    up.click();
    await waitUntil(async () => (await recordsOf(link)).annotations[0]?.rating === 'correct');
    expect([up.ariaPressed, down.ariaPressed]).to.deep.equal(['true', 'false']);
    up.click();
    await waitUntil(async () => (await recordsOf(link)).annotations[0]?.status === 'retracted');
    expect(up.ariaPressed).to.equal('false');
    unbind();
    up.click();
    expect(up.ariaPressed).to.equal('false');
  });

  it('shows the last word while an older one is still on its way', async () => {
    const link = await createLink('gate/1');
    const up = await fixture<HTMLButtonElement>(html`<button>yes</button>`);
    const down = await fixture<HTMLButtonElement>(html`<button>no</button>`);
    const unbind = bindThumbs({ up, down }, link.url);
    down.click();
    await waitUntil(async () => (await requestsOf(link)).length === 1);
    up.click();
    await waitUntil(() => up.ariaPressed === 'true');
    const shown: (string | null)[] = [];
    new MutationObserver(() => shown.push(down.ariaPressed)).observe(down, { attributes: true });
    await openGate(link);
    await waitUntil(async () => (await recordsOf(link)).annotations[0]?.rating === 'correct');
    await waitUntil(() => shown.length > 0);
    expect(shown).to.deep.equal(shown.map(() => 'false'));
    unbind();
  });

  it('shows what is said in an element with the same link', async () => {
    const link = await createLink();
    const down = await fixture<HTMLButtonElement>(html`<button>no</button>`);
    const unbind = bindThumbs({ down }, link.url);
    const element = await createElement(link);
    buttonOf(element, 'Wrong answer').click();
    await waitUntil(() => down.ariaPressed === 'true');
    unbind();
  });
});

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'no error';
  } catch (error) {
    return error instanceof AgentLoopError ? error.code : String(error);
  }
}
