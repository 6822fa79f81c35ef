import { createKeyStore, createRateLimit } from 'agentloop-feedback/ingest';
import { createDeliveryQueue } from 'agentloop-feedback/node';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { identifyTurn } from '../../dist/ingest/identity.js';

import type { FeedbackStore, SqlStoreOptions } from 'agentloop-feedback/ingest';
import type { TestContext } from 'node:test';

const ENDPOINT = 'https://hook.example/';
const DAY = 24 * 60 * 60 * 1000;

/** What an operator's tables must do alike on every engine. */
export function describeOperations(
  engine: string,
  openStore: (t: TestContext, options?: SqlStoreOptions) => Promise<FeedbackStore>,
  /** How many write at once. */
  crowd: number,
): void {
  const log = async (store: FeedbackStore, question: string, signals = {}) => {
    const seed = Buffer.from(question).toString('hex').padEnd(64, '0');
    const turn = { question, agentResponse: 'An answer.', userId: 'u_1', sessionId: '' };
    const identity = await identifyTurn(seed, turn);
    await store.logTurn(identity, { signals, metadata: {}, isTrusted: true });
    return identity;
  };

  describe(`what an operator needs, on ${engine}`, () => {
    it('takes a write to say that it is ready', async (t) => {
      const store = await openStore(t);
      await store.ping();
      await store.ping();
    });

    it('keeps API keys, and ends them', async (t) => {
      const keys = createKeyStore((await openStore(t)).driver);
      const { keyId } = await keys.create({ name: 'shop', scopes: ['log', 'export'] });
      await keys.create({ name: 'desk', scopes: ['review'] });
      assert.equal(await keys.revoke(keyId), true);
      assert.equal(await keys.revoke(keyId), false);
      assert.deepEqual(
        (await keys.list())
          .map(({ name, scopes, revokedAt }) => [name, scopes.join(), revokedAt !== null])
          .sort(([one = ''], [other = '']) => String(one).localeCompare(String(other))),
        [
          ['desk', 'review', false],
          ['shop', 'log,export', true],
        ],
      );
    });

    it('counts the calls of several processes together', async (t) => {
      const { driver } = await openStore(t);
      const now = () => new Date('2026-11-25T10:00:15Z');
      const limits = { context: 0, user: 10, address: 0 };
      const [one, other] = [1, 2].map(() => createRateLimit({ limits, shared: driver, now }));
      for (let index = 0; index < 5; index += 1) {
        assert.equal(await one?.('user', 'u_1'), undefined);
        assert.equal(await other?.('user', 'u_1'), undefined);
      }
      assert.equal(await one?.('user', 'u_1'), 45);
      assert.equal(await other?.('user', 'u_1'), 45);
    });

    it('puts events into the queue with what they tell of, once', async (t) => {
      const store = await openStore(t, { webhookUrls: [ENDPOINT] });
      const queue = createDeliveryQueue(store.driver);
      const turn = await log(store, 'one', { copied: true });
      await log(store, 'one', { copied: true });
      await store.annotate('ann_1', turn, { rating: 'incorrect' });
      await store.annotate('ann_1', turn, { rating: 'partial' });
      const deliveries = await queue.claim(9, 60_000);
      assert.deepEqual(
        deliveries.map(({ event, signals }) => `${event} ${signals.join()}`).sort(),
        ['turn.created ', 'turn.signal_received copied', 'turn.signal_received thumbs_down'],
      );
      const read = await queue.readTurn(turn.turnId);
      assert.deepEqual(read?.signals, { copied: true, thumbs_down: true });
      assert.equal(await queue.readTurn('turn_none'), undefined);
    });

    it('gives a delivery to one process alone, and again when that has said nothing', async (t) => {
      let time = Date.parse('2026-11-25T10:00:00Z');
      const now = () => new Date(time);
      const store = await openStore(t, { webhookUrls: [ENDPOINT], now });
      const queues = [1, 2, 3].map(() => createDeliveryQueue(store.driver, now));
      await Promise.all(
        Array.from({ length: crowd }, (_, index) => log(store, `question ${index}`)),
      );
      const taken = await Promise.all(queues.map((queue) => queue.claim(2, 60_000)));
      const keys = taken.flat().map(({ key }) => key);
      assert.equal(new Set(keys).size, keys.length);
      const rest = await queues[0]?.claim(99, 60_000);
      assert.equal(keys.length + Number(rest?.length), crowd);
      assert.deepEqual(await queues[1]?.claim(99, 60_000), []);
      time += 60_000;
      assert.equal((await queues[1]?.claim(99, 60_000))?.length, crowd);
    });

    it('keeps what could not be delivered, and forgets what is long over', async (t) => {
      let time = Date.parse('2026-11-25T10:00:00Z');
      const now = () => new Date(time);
      const store = await openStore(t, { webhookUrls: [ENDPOINT], now });
      const queue = createDeliveryQueue(store.driver, now);
      await Promise.all([log(store, 'one'), log(store, 'two')]);
      const [one, two] = await queue.claim(9, 60_000);
      assert.ok(one && two);
      await queue.settle(one.key);
      await queue.bury(two.key, 'ECONNREFUSED');
      assert.deepEqual(await queue.count(), { waiting: 0, dead: 1 });
      assert.equal((await queue.listDead())[0]?.lastError, 'ECONNREFUSED');
      time += 31 * DAY;
      await queue.forget();
      assert.equal(await queue.reviveDead(), 1, 'its turn still waits');
      await queue.bury(two.key, 'ECONNREFUSED');
      await store.expire();
      time += 31 * DAY;
      await queue.forget();
      assert.deepEqual(await queue.count(), { waiting: 0, dead: 0 });
    });
  });
}
