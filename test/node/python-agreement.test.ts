import { signFeedbackUrl, verifyFeedbackUrl } from 'agentloop-feedback/server';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { askPython } from '../support/run-python.js';

interface Payload {
  q: string;
  a: string;
  u: string;
  s: string;
  t: number;
}

const COUNT = 1_000;
const BASE = 'https://agentloop.example';

/** Any Unicode scalar value, controls and noncharacters included; ids are limited in bytes. */
const text = fc.string({ unit: 'binary', maxLength: 200 });
const id = fc.string({ unit: 'binary', maxLength: 60 });
const payloads: fc.Arbitrary<Payload> = fc.record(
  {
    q: text,
    a: fc.oneof(text, fc.string({ unit: 'grapheme', maxLength: 400 })),
    u: id,
    s: id,
    t: fc.integer({ min: 0, max: 253_402_300_799 }),
  },
  { noNullPrototype: true },
);
const secrets = fc.string({ unit: 'binary', minLength: 1, maxLength: 64 });

const sample = fc.sample(fc.record({ payload: payloads, secret: secrets }), COUNT);

describe('Python and this package', () => {
  it('agree on 1,000 random payloads that Python signed', async () => {
    const signed = await askPython<{ query: string }>(
      sample.map(({ payload, secret }) => ({ do: 'sign', secret, payload, ascii: true })),
    );
    await assertVerified(signed);
  });

  it('agree on 1,000 random payloads in the form of AgentLoop’s JavaScript client', async () => {
    const signed = await askPython<{ query: string }>(
      sample.map(({ payload, secret }) => ({ do: 'sign', secret, payload, ascii: false })),
    );
    await assertVerified(signed);
  });

  it('agree on 1,000 random payloads that we signed, in the query and in the fragment', async () => {
    const urls = await Promise.all(
      sample.map(({ payload, secret }, index) =>
        signFeedbackUrl(
          BASE,
          secret,
          {
            question: payload.q,
            agentResponse: payload.a,
            userId: payload.u,
            sessionId: payload.s,
            issuedAt: new Date(payload.t * 1000),
          },
          { carry: index % 2 === 0 ? 'query' : 'fragment' },
        ),
      ),
    );
    const verdicts = await askPython<{ ok: boolean; payload: Payload }>(
      sample.map(({ secret }, index) => ({ do: 'verify', secret, url: urls[index] })),
    );
    assert.equal(verdicts.length, COUNT);
    verdicts.forEach((verdict, index) => {
      assert.deepEqual(verdict, { ok: true, payload: sample[index]?.payload });
    });
  });

  async function assertVerified(signed: readonly { query: string }[]): Promise<void> {
    assert.equal(signed.length, COUNT);
    for (const [index, { payload, secret }] of sample.entries()) {
      const url = `${BASE}/feedback?${signed[index]?.query}`;
      const result = await verifyFeedbackUrl(url, [secret], { now: new Date(payload.t * 1000) });
      assert.ok(result.ok, `${JSON.stringify(payload)}: ${result.ok || result.code}`);
      const { sig: _, ...read } = result.context;
      assert.deepEqual(read, payload);
    }
  }
});
