import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { createTurnFeed } from '../../dist/ingest/events/turn-feed.js';
import { streamEvents } from '../../dist/ingest/events/event-stream.js';
import { MOST_STREAMS } from '../../dist/ingest/events/stream-places.js';
import { createReviewIngest } from '../support/review-calls.js';
import { API_KEY, BASE_URL, createTestIngest } from '../support/test-ingest.js';

import type { TestContext } from 'node:test';
import type { TurnChange, TurnEvent } from '../../src/protocol/review.js';
import type { ChangedTurn } from '../../src/ingest/store/review-store.js';

interface ReceivedEvent {
  id: string;
  type: string;
  data: TurnEvent;
}

/** Reads server-sent events one after another. */
function readEvents(t: TestContext, response: Response) {
  assert.equal(response.status, 200);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  t.after(() => reader.cancel());
  let rest = '';
  const readBlock = async (): Promise<string> => {
    while (!rest.includes('\n\n')) {
      const { value, done } = await reader.read();
      if (done) throw new Error('The stream has ended.');
      rest += value;
    }
    const end = rest.indexOf('\n\n');
    const block = rest.slice(0, end);
    rest = rest.slice(end + 2);
    return block;
  };
  const fieldOf = (block: string, name: string) =>
    new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
  return {
    readBlock,
    async next(): Promise<ReceivedEvent> {
      let block = '';
      while (!block.includes('data: ')) block = await readBlock();
      const data = JSON.parse(fieldOf(block, 'data')) as TurnEvent;
      return { id: fieldOf(block, 'id'), type: fieldOf(block, 'event'), data };
    },
    cancel: () => reader.cancel(),
  };
}

describe('the events', () => {
  it('tell of what happens to turns, and nothing of what they say', async (t) => {
    const { log, vote, review, fetch } = await createReviewIngest(t);
    const events = readEvents(t, await fetch('/v1/events'));
    assert.match(await events.readBlock(), /^retry: \d+\nid: \d+\n: listening$/);

    const id = await log('one');
    const created = await events.next();
    assert.equal(created.type, 'turn.created');
    assert.deepEqual(created.data, {
      type: 'turn.created',
      turn_id: id,
      status: 'pending',
      revision: 0,
      updated_at: '2026-11-25T12:01:00.000Z',
    });
    await vote({ question: 'one' }, { rating: 'incorrect' });
    assert.equal((await events.next()).data.type, 'turn.signal_received');
    await review(id, { verdict: 'dismiss', revision: 0 });
    const reviewed = (await events.next()).data as TurnChange;
    assert.equal(reviewed.type, 'turn.reviewed');
    assert.equal(reviewed.status, 'dismissed');
    assert.equal(reviewed.revision, 1);
  });

  it('do not tell of what waits for nobody', async (t) => {
    const { log, vote, fetch } = await createReviewIngest(t);
    const events = readEvents(t, await fetch('/v1/events'));
    await events.readBlock();
    await vote({ question: 'liked' }, { rating: 'correct' });
    const id = await log('one');
    assert.equal(((await events.next()).data as TurnChange).turn_id, id);
  });

  it('tell of a turn that leaves the queue because a vote was changed', async (t) => {
    const { vote, fetch, clock } = await createReviewIngest(t);
    const events = readEvents(t, await fetch('/v1/events'));
    await events.readBlock();
    const answer = { question: 'one', issuedAt: new Date(clock.time) };
    const id = await vote(answer, { rating: 'incorrect' });
    const came = (await events.next()).data as TurnChange;
    assert.deepEqual([came.turn_id, came.type, came.status], [id, 'turn.created', 'pending']);
    await vote(answer, { rating: 'correct' });
    const left = (await events.next()).data as TurnChange;
    assert.deepEqual([left.turn_id, left.status], [id, 'settled']);
  });

  it('missed while away are told of to whoever comes back', async (t) => {
    const { log, fetch } = await createReviewIngest(t);
    const events = readEvents(t, await fetch('/v1/events'));
    await events.readBlock();
    await log('one');
    const { id } = await events.next();
    await events.cancel();
    const missed = await log('two');
    const again = readEvents(t, await fetch('/v1/events', { 'last-event-id': id }));
    const event = await again.next();
    assert.equal(event.data.type, 'turn.created');
    const ids = [event, await again.next()].map(({ data }) => (data as TurnChange).turn_id);
    assert.ok(ids.includes(missed));
  });

  it('ask whoever was away for too long to read anew', async (t) => {
    const { clock, log, fetch } = await createReviewIngest(t);
    await log('one');
    for (const lastId of [String(clock.time - 3_600_000), 'nonsense']) {
      const events = readEvents(t, await fetch('/v1/events', { 'last-event-id': lastId }));
      const { type, data } = await events.next();
      assert.equal(type, 'resync');
      assert.deepEqual(data, { type: 'resync' });
      await events.cancel();
    }
  });

  it('are told to so many readers at once, and to another when one has gone', async (t) => {
    const { fetch, call } = await createReviewIngest(t);
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on('warning', note);
    t.after(() => process.off('warning', note));
    const readers = await Promise.all(
      Array.from({ length: MOST_STREAMS }, () => fetch('/v1/events')),
    );
    t.after(() => Promise.all(readers.map(async ({ body }) => body?.cancel())));
    assert.ok(readers.every(({ status }) => status === 200));

    const refused = await fetch('/v1/events');
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), '30');
    assert.equal(((await refused.json()) as { code: string }).code, 'too_many_streams');
    assert.equal((await call('/v1/events', {})).status, 401, 'without a key nobody learns of it');

    await readers.pop()?.body?.cancel();
    readers.push(await fetch('/v1/events'));
    assert.equal(readers.at(-1)?.status, 200);
    assert.equal((await fetch('/v1/events')).status, 429);
    // A warning comes with the next turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(warnings, []);
  });

  it('take no place of whoever asks for the headers alone', async (t) => {
    const { ingest, fetch } = await createReviewIngest(t);
    const headers = { authorization: `Bearer ${API_KEY}` };
    for (let index = 0; index <= MOST_STREAMS; index += 1) {
      const request = new Request(`${BASE_URL}/v1/events`, { method: 'HEAD', headers });
      assert.equal((await ingest(request)).status, 200);
    }
    const events = await fetch('/v1/events');
    assert.equal(events.status, 200);
    await events.body?.cancel();
  });

  it('end when the ingest stops', { timeout: 10_000 }, async (t) => {
    const stopping = new AbortController();
    const { ingest } = await createTestIngest(t, { stopping: stopping.signal });
    const headers = { authorization: `Bearer ${API_KEY}` };
    const events = readEvents(t, await ingest(new Request(`${BASE_URL}/v1/events`, { headers })));
    await events.readBlock();
    const next = events.next();
    // By now it waits for what happens.
    await new Promise((resolve) => setImmediate(resolve));
    stopping.abort();
    await assert.rejects(next, /ended/);
  });

  it('need a key', async (t) => {
    const { call } = await createReviewIngest(t);
    assert.equal((await call('/v1/events', {})).status, 401);
  });
});

function turn(index: number, changes: Partial<ChangedTurn> = {}): ChangedTurn {
  return {
    turn_id: `turn_${index}`,
    status: 'pending',
    revision: 0,
    createdAt: 1_000,
    updatedAt: 1_000,
    reviewedAt: null,
    ...changes,
  };
}

/** A feed whose news the test makes itself, to be exact about what waits. */
function createSlowReader() {
  let tell: (news: readonly TurnChange[] | 'resync') => void = () => {};
  let isListening = false;
  const feed = {
    listen(listener: typeof tell) {
      tell = listener;
      isListening = true;
      return () => {
        isListening = false;
      };
    },
    readSince: async () => [],
  };
  const stopping = new AbortController();
  let time = 1_000;
  let ends = 0;
  const stream = streamEvents(feed, {
    lastEventId: null,
    now: () => new Date(time),
    stopping: stopping.signal,
    onEnd: () => (ends += 1),
  });
  const change = (index: number, type: TurnChange['type'] = 'turn.created'): TurnChange => ({
    type,
    turn_id: `turn_${index}`,
    status: 'pending',
    revision: 0,
    updated_at: new Date(1_000 + index).toISOString(),
  });
  return {
    stream,
    tell: (news: readonly TurnChange[] | 'resync') => tell(news),
    change,
    isListening: () => isListening,
    hasEnded: () => ends > 0,
    pass: (ms: number) => (time += ms),
    /** As the feed tells it. */
    stop: () => {
      stopping.abort();
      tell([]);
    },
  };
}

describe('a reader of events that stands still', () => {
  it('is told of each turn once, however often it changed', async (t) => {
    const { stream, tell, change } = createSlowReader();
    const events = readEvents(t, new Response(stream));
    await events.readBlock();
    tell([change(1)]);
    tell([change(1, 'turn.signal_received'), change(2, 'turn.signal_received')]);
    tell([change(2, 'turn.reviewed')]);
    const told = [await events.next(), await events.next()];
    assert.deepEqual(
      told.map(({ data }) => [data.type, (data as TurnChange).turn_id]),
      [
        ['turn.created', 'turn_1'],
        ['turn.reviewed', 'turn_2'],
      ],
    );
  });

  it('is asked to read anew when too much waits, and holds nothing of it', async (t) => {
    const { stream, tell, change } = createSlowReader();
    const events = readEvents(t, new Response(stream));
    await events.readBlock();
    for (let index = 0; index < 100_000; index += 1) tell([change(index)]);
    assert.equal((await events.next()).type, 'resync');
    tell([change(7)]);
    assert.equal(((await events.next()).data as TurnChange).turn_id, 'turn_7');
  });

  it('is forgotten when it goes away', async (t) => {
    const { stream, isListening, hasEnded } = createSlowReader();
    const events = readEvents(t, new Response(stream));
    await events.readBlock();
    assert.equal(isListening(), true);
    await events.cancel();
    assert.equal(isListening(), false);
    assert.equal(hasEnded(), true);
  });
});

describe('a stream of events', () => {
  it('ends by itself after ten minutes', async (t) => {
    const { stream, tell, change, pass, isListening, hasEnded } = createSlowReader();
    const events = readEvents(t, new Response(stream));
    await events.readBlock();
    pass(10 * 60_000 + 1);
    assert.equal(hasEnded(), false);
    tell([change(1)]);
    await events.next();
    await assert.rejects(events.next(), /ended/);
    assert.deepEqual([isListening(), hasEnded()], [false, true]);
  });

  it('ends when the ingest stops', async (t) => {
    const { stream, stop, isListening, hasEnded } = createSlowReader();
    const events = readEvents(t, new Response(stream));
    await events.readBlock();
    stop();
    await assert.rejects(events.next(), /ended/);
    assert.deepEqual([isListening(), hasEnded()], [false, true]);
  });

  it('ends where the database cannot tell what its reader missed', async () => {
    let isListening = false;
    let hasEnded = false;
    const feed = {
      listen() {
        isListening = true;
        return () => (isListening = false);
      },
      readSince: async () => {
        throw new Error('down');
      },
    };
    const stream = streamEvents(feed, {
      lastEventId: '1000',
      now: () => new Date(1_000),
      stopping: new AbortController().signal,
      onEnd: () => (hasEnded = true),
    });
    await assert.rejects(new Response(stream).text(), /down/);
    assert.deepEqual([isListening, hasEnded], [false, true]);
  });
});

describe('the feed of events', () => {
  /** What the database answers, one answer after another, then nothing; and the news of each. */
  function createFeed(t: TestContext, answers: ChangedTurn[][]) {
    const asked: number[] = [];
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const store = {
      listChanges: async (since: number) => {
        asked.push(since);
        return answers.shift() ?? [];
      },
    };
    const stopping = new AbortController();
    const feed = createTurnFeed(store, {
      onError: assert.ifError,
      now: () => new Date(1_000),
      stopping: stopping.signal,
    });
    const settle = async () => {
      for (let turnOfLoop = 0; turnOfLoop < 10; turnOfLoop += 1) await Promise.resolve();
    };
    return {
      feed,
      asked,
      stop: () => stopping.abort(),
      settle,
      tick: async () => {
        t.mock.timers.tick(500);
        await settle();
      },
    };
  }

  it('asks while somebody listens, once for all, and not after', async (t) => {
    const { feed, asked, settle, tick } = createFeed(t, []);
    const endings = [feed.listen(() => {}), feed.listen(() => {})];
    await settle();
    await tick();
    assert.equal(asked.length, 2);
    for (const end of endings) end();
    await tick();
    await tick();
    assert.equal(asked.length, 2, 'nobody is there to be told');
    const end = feed.listen(() => {});
    await settle();
    assert.equal(asked.length, 3);
    end();
    await tick();
  });

  it('tells whoever listens that the ingest stops', async (t) => {
    const { feed, stop, settle, tick } = createFeed(t, []);
    const told: unknown[] = [];
    const endings = [feed.listen((news) => told.push(news)), feed.listen(() => {})];
    endings.push(feed.listen((news) => told.push(news)));
    await settle();
    assert.deepEqual(told, []);
    stop();
    assert.deepEqual(told, [[], []]);
    for (const end of endings) end();
    await tick();
  });

  it('tells of a change that becomes visible late, and of none twice', async (t) => {
    const late = turn(1, { updatedAt: 1_100 });
    const { feed, settle, tick } = createFeed(t, [
      [turn(2, { updatedAt: 1_200 })],
      [late, turn(2, { updatedAt: 1_200 })],
      [late, turn(2, { updatedAt: 1_300 })],
    ]);
    const told: string[] = [];
    const end = feed.listen((news) => {
      assert.notEqual(news, 'resync');
      for (const { turn_id, type } of news as TurnChange[]) told.push(`${turn_id} ${type}`);
    });
    await settle();
    await tick();
    await tick();
    assert.deepEqual(told, [
      'turn_2 turn.created',
      'turn_1 turn.created',
      'turn_2 turn.signal_received',
    ]);
    end();
    await tick();
  });

  it('tells to read anew where more changed than is read at once', async (t) => {
    const { feed, settle, tick } = createFeed(t, [
      Array.from({ length: 1_000 }, (_, index) => turn(index)),
    ]);
    const told: unknown[] = [];
    const end = feed.listen((news) => told.push(news));
    await settle();
    assert.deepEqual(told, ['resync']);
    end();
    await tick();
  });

  it('goes on after the database did not answer', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const errors: unknown[] = [];
    let isDown = true;
    const store = {
      listChanges: async () => {
        if (isDown) throw new Error('down');
        return [turn(1)];
      },
    };
    const feed = createTurnFeed(store, {
      onError: (error) => errors.push(error),
      now: () => new Date(1_000),
      stopping: new AbortController().signal,
    });
    const told: unknown[] = [];
    const end = feed.listen((news) => told.push(news));
    const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
    await settle();
    assert.equal(errors.length, 1);
    isDown = false;
    t.mock.timers.tick(500);
    await settle();
    assert.equal(told.length, 1);
    end();
    t.mock.timers.tick(500);
  });
});
