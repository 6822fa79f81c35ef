import { failure } from '../protocol/error-codes.js';
import { LIMITS } from '../protocol/limits.js';
import { readText } from './read-text.js';

import type { TextRefusal } from './read-text.js';
import type { JsonObject } from './store/feedback-store.js';

/**
 * Reads a request's JSON object, whatever its content type says: a browser sends `text/plain`, so
 * that no preflight is needed.
 */
export async function readBody(
  request: Request,
): Promise<{ ok: true; body: JsonObject } | TextRefusal> {
  const read = await readText(request);
  if (!read.ok) return read;
  let body: unknown;
  try {
    body = JSON.parse(read.text);
  } catch {
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
