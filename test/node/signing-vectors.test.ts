import { parseFeedbackUrl, signFeedbackUrl, verifyFeedbackUrl } from 'agentloop-feedback/server';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

interface Vector {
  name: string;
  payload: { q: string; a: string; u: string; s: string; t: number };
  sig: string;
  query: string;
  legacy_javascript_query: string;
}

/** Signed by Python's standard library alone. */
const { secret, vectors } = JSON.parse(
  readFileSync(new URL('../fixtures/signing-vectors.json', import.meta.url), 'utf8'),
) as { secret: string; vectors: Vector[] };

const BASE = 'https://agentloop.example/agentloop-api';

describe('the signing vectors', () => {
  it('are all here', () => {
    assert.equal(vectors.length, 24);
  });

  it('are reproduced when we sign', async () => {
    for (const { name, payload, sig } of vectors) {
      const url = new URL(
        await signFeedbackUrl(BASE, secret, {
          question: payload.q,
          agentResponse: payload.a,
          userId: payload.u,
          sessionId: payload.s,
          issuedAt: new Date(payload.t * 1000),
        }),
      );
      assert.equal(url.searchParams.get('sig'), sig, name);
    }
  });

  it('verify in Python’s form', async () => {
    for (const { name, query, payload } of vectors) {
      const result = await verifyFeedbackUrl(`${BASE}/feedback?${query}`, [secret], {
        now: new Date(payload.t * 1000),
      });
      assert.ok(result.ok, name);
      assert.deepEqual({ ...payload, sig: result.context.sig }, result.context, name);
    }
  });

  it('verify in the form of AgentLoop’s JavaScript client', async () => {
    for (const { name, legacy_javascript_query: query, payload } of vectors) {
      const result = await verifyFeedbackUrl(`${BASE}/feedback?${query}`, [secret], {
        now: new Date(payload.t * 1000),
      });
      assert.ok(result.ok, name);
    }
  });

  it('verify from the fragment', async () => {
    for (const { name, query, payload } of vectors) {
      const now = new Date(payload.t * 1000);
      const url = `${BASE}/feedback#${query}`;
      assert.ok((await verifyFeedbackUrl(url, [secret], { now })).ok, name);
      const parsed = parseFeedbackUrl(url, { now });
      assert.ok(parsed.ok, name);
      assert.equal(parsed.baseUrl, BASE, name);
    }
  });

  it('do not verify under another secret', async () => {
    for (const { name, query, payload } of vectors) {
      const result = await verifyFeedbackUrl(`${BASE}/feedback?${query}`, [`${secret}x`], {
        now: new Date(payload.t * 1000),
      });
      assert.equal(!result.ok && result.code, 'signature_invalid', name);
    }
  });
});
