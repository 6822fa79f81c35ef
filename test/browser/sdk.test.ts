import { expect } from '@open-wc/testing';

import { AgentLoopError, createFeedbackClient } from '../../src/sdk.js';
import { createLink, recordsOf, requestsOf } from '../support/browser-fixture.js';

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
    const link = await createLink('status-503/9');
    const cut = link.url.slice(0, -1);
    expect(await createFeedbackClient().logTurn(link.url)).to.deep.equal({});
    expect(await createFeedbackClient().logTurn(cut)).to.deep.equal({});

    const strict = createFeedbackClient({ throwOnError: true });
    expect(await codeOf(strict.logTurn(cut))).to.equal('context_malformed');
    expect(await codeOf(strict.logTurn('nonsense'))).to.equal('url_invalid');
    expect(await codeOf(strict.logTurn(link.url))).to.equal('answer_invalid');
    const forged = new URL((await createLink()).url);
    forged.searchParams.set('a', 'another answer');
    expect(await codeOf(strict.logTurn(forged.href))).to.equal('signature_invalid');
  });

  it('gives up after its timeout', async () => {
    const link = await createLink('gate/1');
    const strict = createFeedbackClient({ throwOnError: true, timeoutMs: 50 });
    expect(await codeOf(strict.logTurn(link.url))).to.equal('timeout');
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
