import { failure } from '../protocol/error-codes.js';
import { byteLength, LIMITS } from '../protocol/limits.js';

import type { Failure } from '../protocol/failure.js';

export type TextRefusal = Failure<'body_malformed' | 'body_too_large'>;

/** Reads a request's body. One that is too large is not read to its end. */
export async function readText(
  request: Request,
): Promise<{ ok: true; text: string } | TextRefusal> {
  try {
    const text = await readWithinLimit(request);
    return text === undefined ? failure('body_too_large') : { ok: true, text };
  } catch {
    // The caller went away before its end.
    return failure('body_malformed');
  }
}

/** Undefined if it is too large. Node.js enforces a declared length; elsewhere the text is measured. */
async function readWithinLimit(request: Request): Promise<string | undefined> {
  const declared = request.headers.get('content-length');
  if (declared !== null && /^\d+$/.test(declared)) {
    if (Number(declared) > LIMITS.bodyBytes) return undefined;
    const text = await request.text();
    return byteLength(text) > LIMITS.bodyBytes ? undefined : text;
  }
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  // To return from the loop is to cancel the stream.
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > LIMITS.bodyBytes) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
