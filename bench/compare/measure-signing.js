import { signFeedbackUrl, verifyFeedbackUrl } from 'agentloop-feedback/server';
import { webcrypto } from 'node:crypto';

import { canonicalJson } from '../../dist/protocol/canonical-json.js';
import { createContextVerifier } from '../../dist/signing/verify-feedback-url.js';
import { summarize } from '../median.js';

/** @import { Figure } from '../report.js' */

const ROUNDS = 7;
const CALLS = 3_000;
const BASE = 'https://feedback.example';
const SECRET = 'whsec_bench';
const TURN = {
  question: 'How long do I have to return a jacket?',
  agentResponse: 'You can return any item within 90 days. '.repeat(10),
  userId: 'u_42',
  sessionId: 's_1',
};

/**
 * Signing and verifying a feedback URL, one after the other, beside Web Crypto's HMAC alone: with
 * the key imported once, over the same bytes.
 *
 * @returns {Promise<Figure[]>}
 */
export async function measureSigning() {
  const { subtle } = webcrypto;
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const encode = (/** @type {string} */ text) => new TextEncoder().encode(text);
  const key = await subtle.importKey('raw', encode(SECRET), algorithm, false, ['sign', 'verify']);
  const url = await signFeedbackUrl(BASE, SECRET, TURN);
  const { question: q, agentResponse: a, userId: u, sessionId: s } = TURN;
  const t = Math.floor(Date.now() / 1000);
  const bytes = encode(canonicalJson({ q, a, u, s, t }));
  const signature = await subtle.sign('HMAC', key, bytes);

  const sign = await compare(
    () => signFeedbackUrl(BASE, SECRET, TURN),
    () => subtle.sign('HMAC', key, bytes),
  );
  const verify = await compare(
    () => verifyFeedbackUrl(url, [SECRET]),
    () => subtle.verify('HMAC', key, signature, bytes),
  );
  const context = { q, a, u, s, t, sig: Buffer.from(signature).toString('hex') };
  const verifyContext = createContextVerifier([SECRET]);
  const verifyInIngest = await compare(
    () => verifyContext(context),
    () => subtle.verify('HMAC', key, signature, bytes),
  );
  return [
    { figure: 'feedback URLs signed', unit: '/s', ...sign },
    { figure: 'feedback URLs verified', unit: '/s', ...verify },
    { figure: 'contexts verified as the ingest does it', unit: '/s', ...verifyInIngest },
  ];
}

/**
 * Calls a second, in interleaved rounds.
 *
 * @param {() => Promise<unknown>} ours
 * @param {() => Promise<unknown>} reference
 */
async function compare(ours, reference) {
  const rates = { ours: /** @type {number[]} */ ([]), reference: /** @type {number[]} */ ([]) };
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [name, call] of /** @type {const} */ ([
      ['ours', ours],
      ['reference', reference],
    ])) {
      const start = performance.now();
      for (let index = 0; index < CALLS; index += 1) await call();
      const rate = CALLS / ((performance.now() - start) / 1000);
      // The first round is for the compilers.
      if (round >= 0) rates[name].push(rate);
    }
  }
  return { ...summarize(rates.ours), reference: summarize(rates.reference).value };
}
