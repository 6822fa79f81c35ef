/** A secret, ready to sign and verify. */
export interface SigningKey {
  secret: string;
  /** For Web Crypto, made when it is first needed. */
  webKey: () => Promise<CryptoKey>;
}

/** The part of Node.js's own cryptography that is used here. */
interface NodeCrypto {
  createHash(algorithm: string): Hash;
  createHmac(algorithm: string, secret: string): Hash;
  timingSafeEqual(left: Uint8Array, right: Uint8Array): boolean;
}
interface Hash {
  update(text: string, encoding: 'utf8'): Hash;
  digest(encoding: 'hex'): string;
}

/**
 * Where there is Node.js, texts are hashed on the spot: Web Crypto sends each to another thread, and
 * for a kilobyte the way there and back costs many times the hash itself.
 */
const node = (
  globalThis as { process?: { getBuiltinModule?(name: string): NodeCrypto | undefined } }
).process?.getBuiltinModule?.('node:crypto');

/**
 * Turns a shared secret into the key that signs and verifies.
 *
 * @throws TypeError for a secret that is empty: anybody could sign with that.
 */
export function importSecret(secret: string): SigningKey {
  if (typeof secret !== 'string' || secret === '') {
    throw new TypeError('A signing secret must be a string that is not empty.');
  }
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  let webKey: Promise<CryptoKey> | undefined;
  return {
    secret,
    webKey: () =>
      (webKey ??= crypto.subtle.importKey('raw', encode(secret), algorithm, false, [
        'sign',
        'verify',
      ])),
  };
}

/** HMAC-SHA256 of a text’s UTF-8, as 64 lower-case hexadecimal digits. */
export async function hmacHex({ secret, webKey }: SigningKey, text: string): Promise<string> {
  return node
    ? node.createHmac('sha256', secret).update(text, 'utf8').digest('hex')
    : toHex(await crypto.subtle.sign('HMAC', await webKey(), encode(text)));
}

/** Compares in constant time: Web Crypto's `verify` does not stop at the first difference. */
export async function verifyHmac(key: SigningKey, text: string, sig: string): Promise<boolean> {
  if (node) {
    const expected = encode(await hmacHex(key, text));
    const given = encode(sig);
    return given.length === expected.length && node.timingSafeEqual(given, expected);
  }
  const bytes = Uint8Array.from(sig.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  return crypto.subtle.verify('HMAC', await key.webKey(), bytes, encode(text));
}

/** SHA-256 of a text's UTF-8, as 64 lower-case hexadecimal digits. */
export async function sha256Hex(text: string): Promise<string> {
  return node
    ? node.createHash('sha256').update(text, 'utf8').digest('hex')
    : toHex(await crypto.subtle.digest('SHA-256', encode(text)));
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function toHex(buffer: ArrayBuffer): string {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
