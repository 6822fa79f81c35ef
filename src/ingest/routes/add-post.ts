import { readBody } from '../read-body.js';
import { CORS_HEADERS, refuse } from '../respond.js';

import type { Hono } from 'hono';
import type { JsonObject } from '../store/feedback-store.js';

/** A call with a JSON body, and the preflight that some browsers' calls need. */
export function addPost(
  app: Hono,
  path: string,
  handle: (request: Request, body: JsonObject) => Promise<Response>,
): void {
  app.post(path, async (c) => {
    const read = await readBody(c.req.raw);
    return read.ok ? handle(c.req.raw, read.body) : refuse(read);
  });
  app.options(path, () => new Response(null, { status: 204, headers: PREFLIGHT_HEADERS }));
}

/** Our own browser calls need no preflight; somebody else's `fetch` with a JSON type does. */
const PREFLIGHT_HEADERS = {
  ...CORS_HEADERS,
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'content-type, idempotency-key',
  'access-control-max-age': '86400',
};
