import { failure } from '../../protocol/error-codes.js';
import { ListQuery, readWire } from '../../protocol/wire.js';
import { refuse, respond } from '../respond.js';
import { isCursor } from '../store/cursor.js';

import type { Context, Hono } from 'hono';
import type { IngestParts } from '../create-ingest.js';
import type { Page, PageRequest } from '../store/feedback-store.js';

/**
 * The two listings: `?limit&cursor&status`, or all of it as NDJSON. Whoever may read a page may read
 * all pages, so a stream needs no other scope.
 */
export function addListRoutes(app: Hono, { store, checkKey, onError }: IngestParts): void {
  const add = (path: string, readPage: (request: PageRequest) => Promise<Page<unknown>>) => {
    app.get(path, async (c) => {
      const refusal = await checkKey(c.req.raw, 'review', 'export');
      return refusal ? refuse(refusal) : list(c, readPage, onError);
    });
  };
  add('/v1/turns', (request) => store.listTurns(request));
  add('/v1/annotations', (request) => store.listAnnotations(request));
}

async function list(
  c: Context,
  readPage: (request: PageRequest) => Promise<Page<unknown>>,
  onError: (error: unknown) => void,
): Promise<Response> {
  const query = readWire(ListQuery, c.req.query(), 'query_invalid');
  if (!query.ok) return refuse(query);
  if (query.value.cursor !== undefined && !isCursor(query.value.cursor)) {
    return refuse(failure('query_invalid', 'cursor: is not one that this ingest gave out'));
  }
  const accept = c.req.header('accept') ?? '';
  if (!accept.includes('application/x-ndjson')) return respond(await readPage(query.value));
  return new Response(streamLines(query.value, readPage, onError), {
    headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' },
  });
}

/** One JSON object a line, a page at a time as the reader takes them. */
function streamLines(
  request: PageRequest,
  readPage: (request: PageRequest) => Promise<Page<unknown>>,
  onError: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let cursor = request.cursor;
  return new ReadableStream({
    async pull(controller) {
      const page = await readPage({ ...request, cursor }).catch((error: unknown) => {
        onError(error);
        throw error;
      });
      const lines = page.items.map((item) => `${JSON.stringify(item)}\n`).join('');
      if (lines) controller.enqueue(encoder.encode(lines));
      if (page.next_cursor === null) controller.close();
      else cursor = page.next_cursor;
    },
  });
}
