import { createHmac } from 'node:crypto';

import { canonicalJson } from '../../dist/protocol/canonical-json.js';
import { SECRET } from './start-server.js';

const ANSWER = 'You can return it within 90 days of the purchase. '.repeat(8);

/**
 * Signed annotations of about 1 KB, each of a context of its own, as HTTP/1.1 requests.
 *
 * @param {string} name makes the contexts differ from those of another name
 * @param {number} count
 * @param {number} [from] the number of the first
 * @returns {Buffer[]}
 */
export function makeRequests(name, count, from = 0) {
  const t = Math.floor(Date.now() / 1000);
  return Array.from({ length: count }, (_, index) => {
    const id = `${name}_${from + index}`;
    const payload = { q: `How long may I take, ${id}?`, a: ANSWER, u: id, s: 's_1', t };
    const sig = createHmac('sha256', SECRET).update(canonicalJson(payload)).digest('hex');
    const body = JSON.stringify({
      context: { ...payload, sig },
      rating: 'incorrect',
      correction: `It is 30 days, ${id}. `.repeat(4),
      reasons: ['factually_wrong', 'out_of_date'],
    });
    return Buffer.from(
      `POST /v1/annotations HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: text/plain\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  });
}
