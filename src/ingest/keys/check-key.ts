import { failure } from '../../protocol/error-codes.js';
import { sha256Hex } from '../../signing/hmac.js';
import { SCOPES } from './scopes.js';

import type { Failure } from '../../protocol/failure.js';
import type { KeyStore } from './key-store.js';
import type { Scope } from './scopes.js';

/** How long the database's keys are remembered, in milliseconds: a revoked one works no longer. */
const REMEMBERED_MS = 2_000;

type Refusal = Failure<'api_key_missing' | 'api_key_invalid' | 'api_key_scope'>;

interface KnownKey {
  hash: string;
  scopes: readonly Scope[];
}

export interface KeyCheck {
  /** Whether a request comes with a key that is known, whatever its scopes. */
  isKnown(request: Request): Promise<boolean>;
  /** Undefined if a request comes with a key that has one of the scopes. */
  (request: Request, ...scopes: readonly Scope[]): Promise<Refusal | undefined>;
}

/**
 * Judges a request's `Authorization: Bearer <key>`. Keys are compared by their hashes and all of
 * them, so that the time it takes tells nothing of a key.
 *
 * @param apiKeys keys from the settings, which have all scopes
 * @param keyStore the keys that were made by command; unknown keys cost it no query of their own
 */
export function createKeyCheck(apiKeys: readonly string[], keyStore: KeyStore): KeyCheck {
  if (apiKeys.includes('')) throw new TypeError('An API key must not be empty.');
  const given = Promise.all(
    apiKeys.map(async (key) => ({ hash: await sha256Hex(key), scopes: SCOPES })),
  );
  const readStored = remember(async () =>
    (await keyStore.list()).filter(({ revokedAt }) => revokedAt === null),
  );

  const find = async (request: Request): Promise<KnownKey | Refusal> => {
    const bearer = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '');
    if (!bearer?.[1]) return failure('api_key_missing');
    const presented = await sha256Hex(bearer[1]);
    const isPresented = ({ hash }: KnownKey) => isEqual(hash, presented);
    let matches: KnownKey[] = (await given).filter(isPresented);
    if (matches.length === 0) matches = (await readStored()).filter(isPresented);
    const [known] = matches;
    return known ?? failure('api_key_invalid');
  };

  const check = async (request: Request, ...scopes: readonly Scope[]) => {
    const found = await find(request);
    if ('ok' in found) return found;
    if (scopes.some((scope) => found.scopes.includes(scope))) return undefined;
    return failure('api_key_scope', `This call needs an API key with ${scopes.join(' or ')}.`);
  };
  return Object.assign(check, {
    isKnown: async (request: Request) => !('ok' in (await find(request))),
  });
}

/** Asks again when the answer is older than two seconds; what failed is not remembered. */
function remember<T>(read: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  let until = 0;
  return () => {
    if (!answer || Date.now() >= until) {
      until = Date.now() + REMEMBERED_MS;
      answer = read();
      answer.catch(() => (answer = undefined));
    }
    return answer;
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
