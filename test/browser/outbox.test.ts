import { expect } from '@open-wc/testing';

import { createOutbox } from '../../src/delivery/outbox.js';
import { createVersion } from '../../src/delivery/outbox-entry.js';
import { readFeedbackUrl } from '../../src/protocol/feedback-context.js';
import {
  createLink,
  delayRetries,
  openGate,
  recordsOf,
  requestsOf,
  undelayRetries,
} from '../support/browser-fixture.js';
import { waitUntil } from '../support/wait-until.js';

import type { Outbox } from '../../src/delivery/outbox.js';
import type { Submission } from '../../src/delivery/outbox-entry.js';
import type { OutboxEvent } from '../../src/delivery/outbox-feed.js';
import type { Link } from '../support/browser-fixture.js';

/** An outbox of its own stands for another tab: both have the same database. */
const outbox = createOutbox();

beforeEach(() => outbox.clear());
beforeEach(delayRetries);
afterEach(undelayRetries);

function submissionOf(link: Link, change: Partial<Submission> = {}): Submission {
  const read = readFeedbackUrl(link.url);
  if (!read.ok) throw new Error(read.code);
  const { context, baseUrl } = read;
  const input = { rating: 'incorrect', correction: '30 days.' };
  return { call: 'annotations', baseUrl, context, input, expires: Date.now() + 60_000, ...change };
}

/** What becomes of the submissions of one link. */
function watch(link: Link, from: Outbox = outbox): OutboxEvent[] {
  const events: OutboxEvent[] = [];
  from.subscribe((event) => events.push(event), submissionOf(link).context.sig.slice(0, 16));
  return events;
}

async function waitFor(events: OutboxEvent[], type: OutboxEvent['type']): Promise<OutboxEvent> {
  const hasCome = () => events.some((event) => event.type === type);
  // The first retry comes after two seconds at the latest.
  await waitUntil(hasCome, `nothing was ${type}`);
  return events.find((event) => event.type === type)!;
}

function codeOf(event: OutboxEvent): string {
  return 'code' in event ? event.code : '';
}

describe('the outbox', () => {
  it('forgets what was delivered', async () => {
    const link = await createLink();
    const events = watch(link);
    await outbox.send(submissionOf(link), createVersion());
    await waitFor(events, 'delivered');
    expect(events.map(({ type }) => type)).to.deep.equal(['accepted', 'delivered']);
    expect(await outbox.pending()).to.deep.equal([]);
    expect((await recordsOf(link)).annotations).to.have.length(1);
  });

  it('keeps what the ingest did not take, and tries it again by itself', async () => {
    const link = await createLink('status-503/1');
    const events = watch(link);
    await outbox.send(submissionOf(link), createVersion());
    await waitFor(events, 'waiting');
    expect(events.map(({ type }) => type)).to.deep.equal(['accepted', 'waiting']);
    expect((await outbox.pending()).map(({ input }) => input)).to.deep.equal([
      { rating: 'incorrect', correction: '30 days.' },
    ]);
    await waitFor(events, 'delivered');
    expect((await recordsOf(link)).annotations).to.have.length(1);
  });

  it('lets the first try outlive the page, and none of those that come by themselves', async () => {
    const link = await createLink('status-503/1');
    const events = watch(link);
    const { fetch: original } = globalThis;
    const keptAlive: unknown[] = [];
    globalThis.fetch = (input, init) => {
      if (String(input).endsWith('/v1/annotations')) keptAlive.push(init?.keepalive);
      return original(input, init);
    };
    try {
      await outbox.send(submissionOf(link), createVersion());
      await waitFor(events, 'delivered');
    } finally {
      globalThis.fetch = original;
    }
    expect(keptAlive).to.deep.equal([true, false]);
  });

  it('makes one record of what was delivered though its answer was lost', async () => {
    const link = await createLink('lost/1');
    const events = watch(link);
    await outbox.send(submissionOf(link), createVersion());
    await waitFor(events, 'waiting');
    await outbox.flush();
    await waitFor(events, 'delivered');
    const { annotations, turns } = await recordsOf(link);
    expect([annotations.length, turns.length]).to.deep.equal([1, 1]);
    expect(turns[0]?.duplicate_count).to.equal(0);
  });

  it('sends one word of what was said while nothing could be sent', async () => {
    const link = await createLink();
    outbox.pause();
    await outbox.send(submissionOf(link, { input: { rating: 'incorrect' } }), createVersion());
    await outbox.send(
      submissionOf(link, { input: { rating: 'partial', comment: 'Nearly.' } }),
      createVersion(),
    );
    expect(await requestsOf(link)).to.deep.equal([]);
    await outbox.resume();
    expect(await requestsOf(link)).to.have.length(1);
    const { annotations } = await recordsOf(link);
    expect(annotations[0]).to.include({ rating: 'partial', comment: 'Nearly.' });
  });

  it('unites the signals of a turn that waits', async () => {
    const link = await createLink();
    outbox.pause();
    const log = (signals: object) =>
      outbox.send(submissionOf(link, { call: 'turns', input: { signals } }), createVersion());
    await log({ copied: true });
    await log({ recurrence: true });
    await outbox.resume();
    expect(await requestsOf(link)).to.have.length(1);
    expect((await recordsOf(link)).turns[0]?.signals).to.deep.equal({
      copied: true,
      recurrence: true,
    });
  });

  it('sends nothing at all of a vote that was taken back before it was sent', async () => {
    const link = await createLink();
    const events = watch(link);
    outbox.pause();
    await outbox.send(submissionOf(link), createVersion());
    await outbox.send(
      submissionOf(link, { call: 'feedback/retract', input: {}, isOnlyWaiting: true }),
      createVersion(),
    );
    await outbox.resume();
    expect(events.at(-1)).to.include({ type: 'delivered', call: 'feedback/retract' });
    expect(await requestsOf(link)).to.deep.equal([]);
    expect(await outbox.pending()).to.deep.equal([]);
  });

  it('empties the texts of a vote that follows on a retraction which was not sent', async () => {
    const link = await createLink();
    await outbox.send(submissionOf(link), createVersion());
    outbox.pause();
    await outbox.send(submissionOf(link, { call: 'feedback/retract', input: {} }), createVersion());
    await outbox.send(submissionOf(link, { input: { rating: 'incorrect' } }), createVersion());
    await outbox.resume();
    expect((await recordsOf(link)).annotations[0]).to.include({
      rating: 'incorrect',
      correction: '',
      status: 'active',
    });
  });

  it('sends what was said while the word before was on its way', async () => {
    const link = await createLink('gate/1');
    const events = watch(link);
    const first = outbox.send(submissionOf(link), createVersion());
    await waitUntil(async () => (await requestsOf(link)).length === 1);
    const second = outbox.send(
      submissionOf(link, { input: { rating: 'correct', correction: '' } }),
      createVersion(),
    );
    await openGate(link);
    await Promise.all([first, second]);
    await waitUntil(() => events.filter(({ type }) => type === 'delivered').length === 2);
    expect(await requestsOf(link)).to.have.length(2);
    expect((await recordsOf(link)).annotations[0]?.rating).to.equal('correct');
  });

  it('is heard and helped by the other tabs', async () => {
    const link = await createLink();
    const other = createOutbox();
    const events = watch(link, other);
    outbox.pause();
    await outbox.send(submissionOf(link), createVersion());
    await waitFor(events, 'accepted');
    await other.flush();
    expect((await recordsOf(link)).annotations).to.have.length(1);
    await waitFor(events, 'delivered');
    await outbox.resume();
    expect(await requestsOf(link), 'sent once').to.have.length(1);
  });

  it('is not held up by what another tab is waiting for', async () => {
    const other = createOutbox();
    const stalled = await Promise.all([1, 2, 3, 4].map(() => createLink('gate/1')));
    const sending = stalled.map((link) => other.send(submissionOf(link), createVersion()));
    await waitUntil(async () => {
      const requests = await Promise.all(stalled.map(requestsOf));
      return requests.every(({ length }) => length === 1);
    });
    const link = await createLink();
    const events = watch(link);
    void outbox.send(submissionOf(link), createVersion());
    await waitFor(events, 'delivered');
    for (const one of stalled) await openGate(one);
    await Promise.all(sending);
  });

  it('tells a new page what still waits', async () => {
    const link = await createLink();
    outbox.pause();
    await outbox.send(submissionOf(link), createVersion());
    const reloaded = createOutbox();
    const events = watch(link, reloaded);
    expect((await waitFor(events, 'accepted')).input).to.include({ correction: '30 days.' });
    await waitFor(events, 'delivered');
    await outbox.resume();
  });

  it('waits for as long as the ingest asks for', async () => {
    const link = await createLink('hold-60/1');
    const events = watch(link);
    await outbox.send(submissionOf(link), createVersion());
    await waitFor(events, 'waiting');
    await outbox.flush();
    expect(await requestsOf(link)).to.have.length(1);
  });

  it('gives up waiting for an answer after its time, and keeps what was said', async () => {
    const link = await createLink('gate/1');
    const impatient = createOutbox({ timeoutMs: 1_000 });
    const events = watch(link, impatient);
    await impatient.send(submissionOf(link), createVersion());
    expect(codeOf(await waitFor(events, 'waiting'))).to.equal('timeout');
    await openGate(link);
    await impatient.flush();
    await waitFor(events, 'delivered');
    expect((await recordsOf(link)).annotations).to.have.length(1);
  });

  it('gives up at once what can never succeed, and says why', async () => {
    const link = await createLink();
    const forged = submissionOf(link);
    const events = watch(link);
    await outbox.send(
      { ...forged, context: { ...forged.context, a: 'another answer' } },
      createVersion(),
    );
    expect(codeOf(await waitFor(events, 'refused'))).to.equal('signature_invalid');
    expect(await outbox.pending()).to.deep.equal([]);
  });

  it('gives up what waits when its link ends', async () => {
    const link = await createLink('status-503/99');
    const events = watch(link);
    await outbox.send(submissionOf(link, { expires: Date.now() + 200 }), createVersion());
    await waitUntil(async () => (await outbox.pending()).length === 0);
    expect(codeOf(await waitFor(events, 'refused'))).to.equal('context_expired');
  });

  it('says what goes when it is cleared', async () => {
    const link = await createLink();
    const events = watch(link);
    outbox.pause();
    await outbox.send(submissionOf(link), createVersion());
    await outbox.clear();
    await outbox.resume();
    expect(codeOf(await waitFor(events, 'refused'))).to.equal('outbox_cleared');
    expect(await requestsOf(link)).to.deep.equal([]);
  });

  it('drops the oldest turn rather than what a person said, where there is too much', async () => {
    const said = await createLink();
    const logged = await createLink();
    const events = [watch(said), watch(logged)];
    outbox.pause();
    await outbox.send(submissionOf(said), createVersion());
    const turn = { call: 'turns', input: { signals: { copied: true } } } as const;
    await outbox.send(submissionOf(logged, turn), createVersion());
    const large = { ...turn, input: { metadata: { text: 'x'.repeat(8 * 1024 * 1024 - 650) } } };
    await outbox.send(submissionOf(await createLink(), large), createVersion());
    const pending = await outbox.pending();
    expect(pending.map(({ call }) => call)).to.deep.equal(['annotations', 'turns']);
    expect(events[0]?.map(({ type }) => type)).to.deep.equal(['accepted']);
    expect(codeOf(await waitFor(events[1]!, 'refused'))).to.equal('outbox_full');
    await outbox.clear();
    await outbox.resume();
  });
});
