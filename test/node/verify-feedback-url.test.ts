import { signFeedbackUrl, verifyFeedbackUrl } from 'agentloop-feedback/server';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

const BASE = 'https://host.example';
const SECRET = 'new';
const issuedAt = new Date('2026-11-22T10:00:00.900Z');
const turn = {
  question: 'Wie spät?',
  agentResponse: 'Zehn.',
  userId: 'u',
  sessionId: 's',
  issuedAt,
};

async function codeOf(url: string, secrets = [SECRET], now = issuedAt): Promise<string> {
  const result = await verifyFeedbackUrl(url, secrets, { now });
  return result.ok ? 'ok' : result.code;
}

describe('verifyFeedbackUrl', () => {
  it('gives back what was signed', async () => {
    const url = await signFeedbackUrl(BASE, SECRET, turn);
    const result = await verifyFeedbackUrl(url, [SECRET], { now: issuedAt });
    assert.ok(result.ok);
    const { sig, ...payload } = result.context;
    assert.match(sig, /^[0-9a-f]{64}$/);
    assert.deepEqual(payload, { q: 'Wie spät?', a: 'Zehn.', u: 'u', s: 's', t: 1795341600 });
  });

  it('accepts any of several secrets', async () => {
    const url = await signFeedbackUrl(BASE, 'old', turn);
    assert.equal(await codeOf(url, [SECRET, 'old']), 'ok');
    assert.equal(await codeOf(url, [SECRET]), 'signature_invalid');
  });

  it('refuses a change of one byte in each parameter', async () => {
    const url = await signFeedbackUrl(BASE, SECRET, turn);
    for (const name of ['q', 'a', 'u', 's', 't', 'sig']) {
      const changed = new URL(url);
      const value = String(changed.searchParams.get(name));
      const last = value.at(-1) === '1' ? '2' : '1';
      changed.searchParams.set(name, value.slice(0, -1) + last);
      assert.equal(await codeOf(changed.href), 'signature_invalid', name);
    }
  });

  it('refuses texts that moved from one parameter to another', async () => {
    const url = new URL(await signFeedbackUrl(BASE, SECRET, turn));
    url.searchParams.set('u', 's');
    url.searchParams.set('s', 'u');
    assert.equal(await codeOf(url.href), 'signature_invalid');
  });

  it('tells only a genuine link that it has expired', async () => {
    const later = new Date('2027-01-01');
    const url = await signFeedbackUrl(BASE, SECRET, turn);
    assert.equal(await codeOf(url, [SECRET], later), 'context_expired');
    assert.equal(await codeOf(url, ['other'], later), 'signature_invalid');
  });

  it('rejects with a TypeError where there is no secret to verify with', async () => {
    const url = await signFeedbackUrl(BASE, SECRET, turn);
    await assert.rejects(verifyFeedbackUrl(url, []), TypeError);
    await assert.rejects(verifyFeedbackUrl(url, ['']), TypeError);
  });
});

describe('signFeedbackUrl', () => {
  it('signs a lone surrogate as the character that replaces it', async () => {
    const url = await signFeedbackUrl(BASE, SECRET, { ...turn, agentResponse: 'cut \ud83d' });
    const result = await verifyFeedbackUrl(url, [SECRET], { now: issuedAt });
    assert.equal(result.ok && result.context.a, 'cut \ufffd');
  });

  it('carries a long answer in the fragment', async () => {
    const agentResponse = '因为'.repeat(5_000);
    const url = await signFeedbackUrl(
      BASE,
      SECRET,
      { ...turn, agentResponse },
      { carry: 'fragment' },
    );
    assert.ok(url.startsWith(`${BASE}/feedback#q=`));
    assert.equal(await codeOf(url), 'ok');
  });

  it('keeps the base URL’s path and drops its last slashes', async () => {
    const url = await signFeedbackUrl('https://host.example/api//', SECRET, turn);
    assert.ok(url.startsWith('https://host.example/api/feedback?'));
  });

  it('throws a TypeError for what could not make a valid link', async () => {
    const sign = (base: string, secret: string, change: object) =>
      signFeedbackUrl(base, secret, { ...turn, ...change });
    await assert.rejects(sign('/relative', SECRET, {}), TypeError);
    await assert.rejects(sign('ftp://host.example', SECRET, {}), TypeError);
    await assert.rejects(sign('https://host.example?x=1', SECRET, {}), TypeError);
    await assert.rejects(sign(BASE, '', {}), TypeError);
    await assert.rejects(sign(BASE, SECRET, { question: undefined }), TypeError);
    await assert.rejects(sign(BASE, SECRET, { issuedAt: new Date(NaN) }), TypeError);
    await assert.rejects(
      sign(BASE, SECRET, { agentResponse: 'x'.repeat(32 * 1024 + 1) }),
      /context_too_large/,
    );
  });
});
