import { failure } from '../protocol/error-codes.js';
import { LIMITS } from '../protocol/limits.js';

import type { Failure } from '../protocol/failure.js';

export type TextRefusal = Failure<'body_malformed' | 'body_too_large'>;

/** Reads a request's body as UTF-8. One that is too large is not read to its end. */
export async function readText(
  request: Request,
): Promise<{ ok: true; text: string } | TextRefusal> {
  try {
    const bytes = await readWithinLimit(request);
    if (!bytes) return failure('body_too_large');
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    // It is no UTF-8, or the caller went away before its end.
    return failure('body_malformed');
  }
}

/** Undefined if it is too large. Node.js enforces a declared length; elsewhere it is measured. */
async function readWithinLimit(request: Request): Promise<Uint8Array | undefined> {
  const declared = request.headers.get('content-length');
  if (declared !== null && /^\d+$/.test(declared)) {
    if (Number(declared) > LIMITS.bodyBytes) return undefined;
    const bytes = new Uint8Array(await request.arrayBuffer());
    return bytes.length > LIMITS.bodyBytes ? undefined : bytes;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  // To return from the loop is to cancel the stream.
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > LIMITS.bodyBytes) return undefined;
    chunks.push(chunk);
  }
  return join(chunks, size);
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const joined = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return joined;
}
