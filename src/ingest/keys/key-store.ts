import { sha256Hex } from '../../signing/hmac.js';
import { isScope, SCOPES } from './scopes.js';

import type { SqlDriver, SqlRow } from '../store/sql-driver.js';
import type { Scope } from './scopes.js';

/** An API key as it is kept: what it hashes to, never the key. */
export interface StoredKey {
  keyId: string;
  name: string;
  /** SHA-256 of the key, 64 hexadecimal digits. */
  hash: string;
  scopes: Scope[];
  createdAt: Date;
  /** Null while it works. */
  revokedAt: Date | null;
}

export interface KeyStore {
  /**
   * Makes a key. This is the one time that it can be read.
   *
   * @throws TypeError for a name that is empty or longer than 256 characters, or without a scope
   */
  create(key: { name: string; scopes: readonly Scope[] }): Promise<{ keyId: string; key: string }>;
  /** All keys, revoked ones included, oldest first. */
  list(): Promise<StoredKey[]>;
  /** Whether there was such a key that still worked. */
  revoke(keyId: string): Promise<boolean>;
}

/**
 * The API keys of a database. A key is 256 random bits, so a plain hash of it can be turned back by
 * nobody, and no slow one is needed.
 *
 * @example
 * const { key } = await createKeyStore(store.driver).create({ name: 'shop', scopes: ['log'] });
 */
export function createKeyStore(driver: SqlDriver, now = () => new Date()): KeyStore {
  return {
    async create({ name, scopes }) {
      const isScoped = scopes.length > 0 && scopes.every(isScope);
      if (!isScoped) throw new TypeError(`A key needs a scope: ${SCOPES.join(', ')}.`);
      if (name === '' || name.length > 256) {
        throw new TypeError('A key needs a name of at most 256 characters.');
      }
      const keyId = `key_${randomHex(8)}`;
      const key = `ak_${randomHex(32)}`;
      await driver.write([
        {
          sql: `INSERT INTO api_keys (key_id, name, key_hash, scopes, created_at)
            VALUES ($1, $2, $3, $4, $5)`,
          params: [
            keyId,
            name,
            await sha256Hex(key),
            [...new Set(scopes)].join(' '),
            now().getTime(),
          ],
        },
      ]);
      return { keyId, key };
    },

    async list() {
      const rows = await driver.query({
        sql: 'SELECT * FROM api_keys ORDER BY created_at, key_id',
        params: [],
      });
      return rows.map(toStoredKey);
    },

    async revoke(keyId) {
      const [rows] = await driver.write([
        {
          sql: `UPDATE api_keys SET revoked_at = $2 WHERE key_id = $1 AND revoked_at IS NULL
            RETURNING key_id`,
          params: [keyId, now().getTime()],
        },
      ]);
      return rows?.length === 1;
    },
  };
}

function toStoredKey(row: SqlRow): StoredKey {
  return {
    keyId: String(row['key_id']),
    name: String(row['name']),
    hash: String(row['key_hash']),
    scopes: String(row['scopes']).split(' ').filter(isScope),
    createdAt: new Date(Number(row['created_at'])),
    revokedAt: row['revoked_at'] === null ? null : new Date(Number(row['revoked_at'])),
  };
}

function randomHex(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
