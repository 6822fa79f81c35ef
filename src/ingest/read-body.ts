import { failure } from '../protocol/error-codes.js';
import { findJsonFault } from './check-json.js';
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
  const fault = findJsonFault(read.text);
  return fault ? failure('body_malformed', fault) : { ok: true, body: body as JsonObject };
}
