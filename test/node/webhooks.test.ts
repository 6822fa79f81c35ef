import { createIngest } from 'agentloop-feedback/ingest';
import { createDeliveryQueue, createWebhookSender } from 'agentloop-feedback/node';
import { createSqliteStore } from 'agentloop-feedback/sqlite';
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { findSnippet } from '../support/snippets.js';
import {
  API_KEY,
  callsOf,
  makeTemporaryFolder,
  SECRET,
  signContext,
} from '../support/test-ingest.js';
import { isSigned, startReceiver } from '../support/webhook-receiver.js';

import type { Delivery, WebhookSenderOptions } from 'agentloop-feedback/node';
import type { TestContext } from 'node:test';

const WEBHOOK_SECRET = 'whsec_out';
const TURN = { question: 'What is the limit?', agent_response: '5,000.' };

/** An ingest that tells these addresses, and what sends to them when it is asked for. */
async function createTellingIngest(t: TestContext, webhookUrls: readonly string[]) {
  let time = Date.parse('2026-11-25T10:00:00Z');
  const now = () => new Date(time);
  const path = join(makeTemporaryFolder(t), 'feedback.sqlite');
  const store = await createSqliteStore({ path, webhookUrls, now });
  const queue = createDeliveryQueue(store.driver, now);
  const attempts: { delivery: Delivery; ok: boolean; reason: string }[] = [];
  let attempted = () => {};
  const ends: (() => Promise<void>)[] = [() => store.close()];
  t.after(async () => {
    for (const end of ends) await end();
  });
  return {
    ...callsOf(createIngest({ secrets: [SECRET], apiKeys: [API_KEY], store, now })),
    store,
    queue,
    attempts,
    pass: (ms: number) => (time += ms),
    /** Resolves after that many attempts. */
    attemptsReach: (count: number) =>
      new Promise<void>((resolve) => {
        attempted = () => attempts.length >= count && resolve();
        attempted();
      }),
    startSender: (options: Partial<WebhookSenderOptions> = {}) => {
      const sender = createWebhookSender({
        driver: store.driver,
        secret: WEBHOOK_SECRET,
        orgId: 'org_1',
        allowPrivate: true,
        now,
        onAttempt: (delivery, posted) => {
          attempts.push({ delivery, ok: posted.ok, reason: posted.ok ? '' : posted.reason });
          attempted();
        },
        ...options,
      });
      ends.unshift(() => sender.close());
      return sender;
    },
  };
}

type Verifier = (header: string, body: string, secret: string) => boolean;

/** The example in SECURITY.md, as a module. */
async function readDocumentedVerifier(t: TestContext): Promise<Verifier> {
  const code = findSnippet('SECURITY.md', 'Verify a webhook', 'js');
  const path = join(makeTemporaryFolder(t), 'verifier.mjs');
  writeFileSync(path, `${code}\nexport { isGenuine };\n`);
  const module = (await import(path)) as { isGenuine: Verifier };
  return module.isGenuine;
}

describe('a webhook', () => {
  it('is told of a turn and of its signals, in AgentLoop’s envelope, signed', async (t) => {
    const { url, received, until } = await startReceiver(t);
    const { postWithKey, startSender } = await createTellingIngest(t, [url]);
    const answer = await postWithKey('/v1/turns', { ...TURN, signals: { low_confidence: true } });
    startSender();
    await until(2);
    const created = received.find(({ message }) => message.event === 'turn.created');
    assert.ok(created && isSigned(created, WEBHOOK_SECRET));
    assert.ok(!isSigned(created, 'another'));
    const { id, delivery, data, ...rest } = created.message;
    assert.deepEqual(rest, {
      event: 'turn.created',
      created_at: '2026-11-25T10:00:00.000Z',
      api_version: 'v1',
      org_id: 'org_1',
    });
    assert.match(id, /^evt_[0-9a-f]{32}$/);
    assert.equal(delivery.attempt, 1);
    assert.equal(data['turn_id'], answer.body['turn_id']);
    assert.equal(data['question'], TURN.question);
    assert.deepEqual(data['signals'], { low_confidence: true });

    const signal = received.find(({ message }) => message.event === 'turn.signal_received');
    assert.deepEqual(signal?.message.data['received_signals'], ['low_confidence']);
  });

  it('is verified by the code that SECURITY.md shows, unless it is old or was changed', async (t) => {
    const { url, received, until } = await startReceiver(t);
    const { postWithKey, startSender } = await createTellingIngest(t, [url]);
    await postWithKey('/v1/turns', TURN);
    startSender({ now: () => new Date() });
    await until(1);
    const header = String(received[0]?.headers['x-agentloop-signature']);
    const body = String(received[0]?.body);
    const isGenuine = await readDocumentedVerifier(t);
    assert.equal(isGenuine(header, body, WEBHOOK_SECRET), true);
    assert.equal(isGenuine(header, `${body} `, WEBHOOK_SECRET), false);
    assert.equal(isGenuine(header, body, 'another'), false);
    assert.equal(isGenuine(header.replace(/t=\d+/, 't=1700000000'), body, WEBHOOK_SECRET), false);
    assert.equal(isGenuine('', body, WEBHOOK_SECRET), false);
  });

  it('is told once of what is said twice, and nothing of a thumbs-up', async (t) => {
    const { url } = await startReceiver(t);
    const { post, queue } = await createTellingIngest(t, [url]);
    const issuedAt = new Date('2026-11-25T10:00:00Z');
    const context = await signContext({ issuedAt });
    const other = await signContext({ question: 'Another?', issuedAt });
    await post('/v1/annotations', { context: other, rating: 'correct' });
    assert.equal((await queue.count()).waiting, 0);
    await post('/v1/annotations', { context, rating: 'incorrect' });
    await post('/v1/annotations', { context, rating: 'incorrect' });
    await post('/v1/annotations', { context, rating: 'partial', correction: 'x' });
    assert.equal((await queue.count()).waiting, 2);
    const deliveries = await queue.claim(9, 1);
    const events = deliveries.map(({ event }) => event);
    assert.deepEqual(new Set(events), new Set(['turn.created', 'turn.signal_received']));
    for (const { key } of deliveries) await queue.settle(key);
    await post('/v1/annotations', { context, rating: 'incorrect' });
    assert.equal((await queue.count()).waiting, 0);
  });

  it('is told of a turn that many log as of one', async (t) => {
    const { postWithKey, queue } = await createTellingIngest(t, ['https://hook.example/']);
    await Promise.all([1, 2, 3].map(() => postWithKey('/v1/turns', TURN)));
    assert.equal((await queue.count()).waiting, 1);
  });

  it('gets its message again, later each time, until it takes it', async (t) => {
    const { url, received } = await startReceiver(t, [500, 302]);
    const { postWithKey, startSender, pass, attemptsReach, queue } = await createTellingIngest(t, [
      url,
    ]);
    await postWithKey('/v1/turns', TURN);
    const sender = startSender({ waitsMs: [10_000, 60_000] });
    await attemptsReach(1);
    assert.deepEqual(await queue.claim(9, 1), [], 'it is not due yet');
    pass(11_100);
    sender.wake();
    await attemptsReach(2);
    pass(66_100);
    sender.wake();
    await attemptsReach(3);
    assert.deepEqual(
      received.map(({ message }) => message.delivery.attempt),
      [1, 2, 3],
    );
    assert.equal(new Set(received.map(({ message }) => message.id)).size, 1);
    assert.deepEqual(await queue.count(), { waiting: 0, dead: 0 });
  });

  it('that never takes it leaves it in the list of the dead, from where it can be tried again', async (t) => {
    const { url } = await startReceiver(t, [500]);
    const { postWithKey, startSender, attemptsReach, queue } = await createTellingIngest(t, [url]);
    await postWithKey('/v1/turns', TURN);
    const sender = startSender({ waitsMs: [] });
    await attemptsReach(1);
    const [dead] = await queue.listDead();
    assert.equal(dead?.event, 'turn.created');
    assert.equal(dead.lastError, 'the endpoint answered 500');
    assert.equal(await queue.reviveDead(), 1);
    sender.wake();
    await attemptsReach(2);
    assert.deepEqual(await queue.count(), { waiting: 0, dead: 0 });
  });

  it('hears of what a process did not get to before it ended', async (t) => {
    const { url, received, until } = await startReceiver(t);
    const { postWithKey, startSender, queue, pass } = await createTellingIngest(t, [url]);
    await postWithKey('/v1/turns', TURN);
    assert.equal((await queue.claim(9, 60_000)).length, 1, 'a process takes it, and is killed');
    pass(60_001);
    startSender();
    await until(1);
    assert.equal(received[0]?.message.delivery.attempt, 2);
  });

  it('is not told of what was erased meanwhile', async (t) => {
    const { url, received } = await startReceiver(t);
    const { postWithKey, startSender, store, queue } = await createTellingIngest(t, [url]);
    await postWithKey('/v1/turns', TURN);
    await store.driver.write([{ sql: 'DELETE FROM turns', params: [] }]);
    const sender = startSender();
    await sender.close();
    assert.deepEqual(await queue.count(), { waiting: 0, dead: 0 });
    assert.deepEqual(received, []);
  });
});

describe('a webhook’s address', () => {
  it('is refused where it is not a public one, however it is written', async (t) => {
    const urls = [
      'https://127.0.0.1/',
      'https://2130706433/',
      'https://0x7f.1/',
      'https://[::1]/',
      'https://[::ffff:127.0.0.1]/',
      'https://[::ffff:7f00:1]/',
      'https://[64:ff9b::7f00:1]/',
      'https://[2002:7f00:1::]/',
      'https://[fd00::1]/',
      'https://[fe80::1]/',
      'https://10.0.0.1/',
      'https://172.16.0.1/',
      'https://192.168.0.1/',
      'https://100.64.0.1/',
      'https://169.254.169.254/',
      'https://0.0.0.0/',
      'https://localhost/',
    ];
    const { postWithKey, startSender, attempts, attemptsReach } = await createTellingIngest(
      t,
      urls,
    );
    await postWithKey('/v1/turns', TURN);
    startSender({ allowPrivate: false, waitsMs: [] });
    await attemptsReach(urls.length);
    for (const { reason, delivery } of attempts) {
      assert.equal(reason, 'the address is not public', delivery.endpoint);
    }
  });

  it('is refused if one of a name’s addresses is private, and is looked up once', async (t) => {
    const { postWithKey, startSender, attempts, attemptsReach } = await createTellingIngest(t, [
      'https://hook.example/',
    ]);
    await postWithKey('/v1/turns', TURN);
    let lookups = 0;
    startSender({
      allowPrivate: false,
      waitsMs: [],
      lookup: async () => {
        lookups += 1;
        return [
          { address: '93.184.215.14', family: 4 },
          { address: '10.0.0.7', family: 4 },
        ];
      },
    });
    await attemptsReach(1);
    assert.equal(attempts[0]?.reason, 'the address is not public');
    assert.equal(lookups, 1);
  });

  it('is connected to at the address that was checked, whatever the name means by then', async (t) => {
    const { url, until } = await startReceiver(t);
    const { port } = new URL(url);
    const named = `http://hook.example:${port}/hook`;
    const { postWithKey, startSender } = await createTellingIngest(t, [named]);
    await postWithKey('/v1/turns', TURN);
    let lookups = 0;
    startSender({
      lookup: async () => {
        lookups += 1;
        return [{ address: '127.0.0.1', family: 4 }];
      },
    });
    await until(1);
    assert.equal(lookups, 1);
  });

  it('is refused without TLS unless private ones are allowed', async (t) => {
    const { postWithKey, startSender, attempts, attemptsReach } = await createTellingIngest(t, [
      'http://93.184.215.14/',
    ]);
    await postWithKey('/v1/turns', TURN);
    startSender({ allowPrivate: false, waitsMs: [] });
    await attemptsReach(1);
    assert.equal(attempts[0]?.reason, 'the address is not https');
  });
});
