/**
 * Turns a shared secret into the key that signs and verifies.
 *
 * @throws TypeError at once for a secret that is empty: anybody could sign with that.
 */
export function importSecret(secret: string): Promise<CryptoKey> {
  if (typeof secret !== 'string' || secret === '') {
    throw new TypeError('A signing secret must be a string that is not empty.');
  }
  return crypto.subtle.importKey('raw', encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ]);
}

/** HMAC-SHA256 of a text’s UTF-8, as 64 lower-case hexadecimal digits. */
export async function hmacHex(key: CryptoKey, text: string): Promise<string> {
  return toHex(await crypto.subtle.sign('HMAC', key, encode(text)));
}

/** Compares in constant time: Web Crypto's `verify` does not stop at the first difference. */
export async function verifyHmac(key: CryptoKey, text: string, sig: string): Promise<boolean> {
  const bytes = Uint8Array.from(sig.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  return crypto.subtle.verify('HMAC', key, bytes, encode(text));
}

/** SHA-256 of a text's UTF-8, as 64 lower-case hexadecimal digits. */
export async function sha256Hex(text: string): Promise<string> {
  return toHex(await crypto.subtle.digest('SHA-256', encode(text)));
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function toHex(buffer: ArrayBuffer): string {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
