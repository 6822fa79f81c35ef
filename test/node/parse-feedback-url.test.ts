import { parseFeedbackUrl } from 'agentloop-feedback/server';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

const T = 1_795_000_000;
const SIG = 'ab'.repeat(32);
const FIELDS = { q: 'why?', a: 'because', u: 'u1', s: 's1', t: String(T), sig: SIG };

/** The time at which the URLs of these tests were signed. */
const now = new Date(T * 1000);

function urlWith(changes: Record<string, string>, base = 'https://host.example'): string {
  return `${base}/feedback?${new URLSearchParams({ ...FIELDS, ...changes })}`;
}

function codeOf(url: string, options: { now?: Date; maxAgeSeconds?: number } = { now }): string {
  const parsed = parseFeedbackUrl(url, options);
  return parsed.ok ? 'ok' : parsed.code;
}

describe('parseFeedbackUrl', () => {
  it('reads the context and the base URL', () => {
    assert.deepEqual(parseFeedbackUrl(urlWith({}), { now }), {
      ok: true,
      baseUrl: 'https://host.example',
      context: { q: 'why?', a: 'because', u: 'u1', s: 's1', t: T, sig: SIG },
    });
  });

  it('keeps the base URL’s path and port', () => {
    const parsed = parseFeedbackUrl(urlWith({}, 'http://localhost:8787/agentloop-api/v2'), { now });
    assert.equal(parsed.ok && parsed.baseUrl, 'http://localhost:8787/agentloop-api/v2');
  });

  it('reads the fragment', () => {
    assert.equal(codeOf(urlWith({}).replace('?', '#')), 'ok');
  });

  it('reads the fragment beside a query of other parameters', () => {
    assert.equal(codeOf(urlWith({}).replace('?', '?utm_source=mail#')), 'ok');
  });

  it('ignores parameters that others have added', () => {
    assert.equal(codeOf(`${urlWith({})}&utm_source=mail&utm_source=again&x=%ff`), 'ok');
  });

  it('takes an empty user, session and answer', () => {
    assert.equal(codeOf(urlWith({ u: '', s: '', a: '' })), 'ok');
  });

  it('refuses what is no address', () => {
    assert.equal(codeOf('feedback?q=1'), 'url_invalid');
    assert.equal(codeOf(''), 'url_invalid');
  });

  it('refuses another scheme', () => {
    assert.equal(codeOf(urlWith({}).replace('https:', 'javascript:')), 'url_invalid');
    assert.equal(codeOf(urlWith({}).replace('https:', 'ftp:')), 'url_invalid');
  });

  it('refuses another path', () => {
    assert.equal(codeOf(urlWith({}).replace('/feedback', '/feedback/')), 'url_invalid');
    assert.equal(codeOf(urlWith({}).replace('/feedback', '/xfeedback')), 'url_invalid');
  });

  it('refuses a missing parameter, whichever it is', () => {
    for (const name of Object.keys(FIELDS)) {
      const url = new URL(urlWith({}));
      url.searchParams.delete(name);
      assert.equal(codeOf(url.href), 'context_missing_field', name);
    }
  });

  it('refuses a repeated parameter, whichever it is', () => {
    for (const [name, value] of Object.entries(FIELDS)) {
      assert.equal(codeOf(`${urlWith({})}&${name}=${value}`), 'context_malformed', name);
    }
  });

  it('refuses a parameter that is repeated under an encoded name', () => {
    assert.equal(codeOf(`${urlWith({})}&%71=other`), 'context_malformed');
  });

  it('refuses a context in both query and fragment', () => {
    assert.equal(codeOf(`${urlWith({})}#q=other`), 'context_malformed');
  });

  it('refuses a time with a sign', () => {
    assert.equal(codeOf(urlWith({ t: `+${T}` })), 'context_malformed');
    assert.equal(codeOf(urlWith({ t: `-${T}` })), 'context_malformed');
    assert.equal(codeOf(urlWith({ t: '-0' })), 'context_malformed');
  });

  it('refuses a time with leading zeros', () => {
    assert.equal(codeOf(urlWith({ t: `0${T}` })), 'context_malformed');
  });

  it('refuses a time that is no whole number of seconds', () => {
    for (const t of ['', ' ', '1e9', `${T}.0`, `${T} `, '0x6b', '١٢٣', '9007199254740993']) {
      assert.equal(codeOf(urlWith({ t })), 'context_malformed', t);
    }
  });

  it('refuses an upper-case signature', () => {
    assert.equal(codeOf(urlWith({ sig: SIG.toUpperCase() })), 'context_malformed');
  });

  it('refuses a signature of another length', () => {
    assert.equal(codeOf(urlWith({ sig: SIG.slice(1) })), 'context_malformed');
    assert.equal(codeOf(urlWith({ sig: `${SIG}a` })), 'context_malformed');
    assert.equal(codeOf(urlWith({ sig: '' })), 'context_malformed');
    assert.equal(codeOf(urlWith({ sig: `${SIG}\n` })), 'context_malformed');
  });

  it('refuses percent-encoding that is not UTF-8', () => {
    for (const bytes of ['%ff', '%c0%80', '%ed%a0%80', '%e2%82', '%', '%g0']) {
      assert.equal(
        codeOf(urlWith({}).replace('q=why%3F', `q=${bytes}`)),
        'context_malformed',
        bytes,
      );
    }
  });

  it('counts sizes in bytes of UTF-8', () => {
    assert.equal(codeOf(urlWith({ q: 'é'.repeat(16 * 1024) })), 'ok');
    assert.equal(codeOf(urlWith({ q: `${'é'.repeat(16 * 1024)}e` })), 'context_too_large');
    assert.equal(codeOf(urlWith({ a: 'a'.repeat(32 * 1024 + 1) })), 'context_too_large');
    assert.equal(codeOf(urlWith({ u: 'u'.repeat(257) })), 'context_too_large');
    assert.equal(codeOf(urlWith({ s: '話'.repeat(86) })), 'context_too_large');
  });

  it('is valid from five minutes before its time to 30 days after it, to the second', () => {
    const at = (seconds: number) => ({ now: new Date((T + seconds) * 1000) });
    const thirtyDays = 30 * 24 * 60 * 60;
    assert.equal(codeOf(urlWith({}), at(-301)), 'context_from_future');
    assert.equal(codeOf(urlWith({}), at(-300)), 'ok');
    assert.equal(codeOf(urlWith({}), at(thirtyDays)), 'ok');
    assert.equal(codeOf(urlWith({}), at(thirtyDays + 1)), 'context_expired');
  });

  it('takes another age', () => {
    const options = { now: new Date((T + 61) * 1000), maxAgeSeconds: 60 };
    assert.equal(codeOf(urlWith({}), options), 'context_expired');
  });
});
