import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { isPassing, readRetryAfter, retryDelay } from '../../src/protocol/retry-delay.js';

const BACKOFF = { firstMs: 2_000, longestMs: 300_000 };

describe('the delay before another attempt', () => {
  it('doubles at the most, with full jitter, up to the longest', () => {
    assert.equal(retryDelay(1, BACKOFF, 0, 0), 0);
    assert.equal(retryDelay(1, BACKOFF, 0, 1), 2_000);
    assert.equal(retryDelay(2, BACKOFF, 0, 1), 4_000);
    assert.equal(retryDelay(4, BACKOFF, 0, 0.5), 8_000);
    assert.equal(retryDelay(50, BACKOFF, 0, 1), 300_000);
  });

  it('is never less than the ingest asks for', () => {
    assert.equal(retryDelay(1, BACKOFF, 60_000, 1), 60_000);
    assert.equal(retryDelay(50, BACKOFF, 60_000, 1), 300_000);
  });
});

describe('the header Retry-After', () => {
  const now = Date.parse('2026-11-25T10:00:00Z');

  it('has seconds or a date', () => {
    assert.equal(readRetryAfter('120', now), 120_000);
    assert.equal(readRetryAfter('Wed, 25 Nov 2026 10:00:30 GMT', now), 30_000);
  });

  it('asks for no wait where it is missing, past, or nonsense', () => {
    assert.equal(readRetryAfter(null, now), 0);
    assert.equal(readRetryAfter('Wed, 25 Nov 2026 09:00:00 GMT', now), 0);
    assert.equal(readRetryAfter('soon', now), 0);
    assert.equal(readRetryAfter('-5', now), 0);
  });
});

describe('a status', () => {
  it('passes unless it is one of the 4xx that stay as they are', () => {
    assert.deepEqual([0, 200, 302, 408, 425, 429, 500, 503].filter(isPassing).length, 8);
    assert.deepEqual([400, 401, 403, 404, 410, 413, 422].filter(isPassing), []);
  });
});
