import { failure } from '../protocol/error-codes.js';
import { byteLength, LIMITS } from '../protocol/limits.js';

import type { Failure } from '../protocol/failure.js';
import type { JsonObject } from './store/feedback-store.js';

type Refusal = Failure<'body_malformed' | 'body_too_large'>;

/**
 * Reads a request's JSON object, whatever its content type says: a browser sends `text/plain`, so
 * that no preflight is needed. A body that is too large is not read to its end.
 */
export async function readBody(
  request: Request,
): Promise<{ ok: true; body: JsonObject } | Refusal> {
  let body: unknown;
  try {
    const text = await readText(request);
    if (text === undefined) return failure('body_too_large');
    body = JSON.parse(text);
  } catch {
    // No JSON, or the caller went away before its end.
    return failure('body_malformed');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return failure('body_malformed');
  }
  if (isDeeperThan(LIMITS.jsonDepth, body)) {
    return failure('body_malformed', `The body is nested deeper than ${LIMITS.jsonDepth} levels.`);
  }
  return { ok: true, body: body as JsonObject };
}

/** Undefined if it is too large. Node.js enforces a declared length; elsewhere the text is measured. */
async function readText(request: Request): Promise<string | undefined> {
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

/** Level by level, because a recursion would itself fall to what it looks for. */
function isDeeperThan(levels: number, value: object): boolean {
  let level: object[] = [value];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level
      .flatMap((parent) => Object.values(parent) as unknown[])
      .filter((child): child is object => typeof child === 'object' && child !== null);
  }
  return false;
}
