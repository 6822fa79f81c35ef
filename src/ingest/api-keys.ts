import { failure } from '../protocol/error-codes.js';
import { sha256Hex } from '../signing/hmac.js';

import type { Failure } from '../protocol/failure.js';

type Refusal = Failure<'api_key_missing' | 'api_key_invalid'>;

/**
 * Judges a request's `Authorization: Bearer <key>`. Keys are compared by their hashes and all of
 * them, so that the time it takes tells nothing of a key.
 */
export function createKeyCheck(apiKeys: readonly string[]) {
  if (apiKeys.includes('')) throw new TypeError('An API key must not be empty.');
  const known = Promise.all(apiKeys.map(sha256Hex));

  return async (request: Request): Promise<Refusal | undefined> => {
    const bearer = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '');
    if (!bearer?.[1]) return failure('api_key_missing');
    const presented = await sha256Hex(bearer[1]);
    const matches = (await known).filter((hash) => isEqual(hash, presented));
    return matches.length > 0 ? undefined : failure('api_key_invalid');
  };
}

/** Compares two hashes of one length without stopping at the first difference. */
function isEqual(left: string, right: string): boolean {
  let difference = 0;
  for (let index = 0; index < left.length; index += 1) {
    difference |= left.charCodeAt(index) ^ right.charCodeAt(index);
  }
  return difference === 0;
}
