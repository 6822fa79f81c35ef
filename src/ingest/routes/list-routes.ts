import { AnnotationListQuery, readQuery, TurnListQuery } from '../../protocol/review-wire.js';
import { ANNOTATION_WRITERS, chooseFormat, TURN_WRITERS } from '../export/export-format.js';
import { streamExport } from '../export/stream-export.js';
import { CORS_HEADERS, refuse, respond } from '../respond.js';
import { ANNOTATION_ORDER } from '../store/annotation-listing.js';
import { TURN_ORDERS } from '../store/listing.js';
import { checkCursor } from './check-cursor.js';

import type { Context, Hono } from 'hono';
import type { output, ZodType } from 'zod';
import type { ExportFormat, Page, TurnItem } from '../../protocol/review.js';
import type { IngestParts } from '../create-ingest.js';
import type { ExportWriter } from '../export/export-format.js';

/** How many items an export reads at a time. */
const EXPORT_PAGE = 100;

/** What a listing needs to know of its items. */
interface Listing<Query, Item> {
  name: string;
  schema: ZodType<Query>;
  orderOf: (query: Query) => readonly string[];
  readPage: (query: Query) => Promise<Page<Item>>;
  writers: Readonly<Record<ExportFormat, ExportWriter<Item>>>;
}

interface PageQuery {
  limit: number;
  cursor?: string | undefined;
  format?: ExportFormat | undefined;
}

/** The two listings, a page at a time or as an export of all of it. Both need an API key. */
export function addListRoutes(app: Hono, parts: IngestParts): void {
  const { store } = parts;
  addListing<output<typeof TurnListQuery>, TurnItem>(app, parts, {
    name: 'turns',
    schema: TurnListQuery,
    orderOf: ({ sort = 'newest' }) => TURN_ORDERS[sort],
    readPage: (query) => store.listTurns(query),
    writers: TURN_WRITERS,
  });
  addListing(app, parts, {
    name: 'annotations',
    schema: AnnotationListQuery,
    orderOf: () => ANNOTATION_ORDER,
    readPage: (query) => store.listAnnotations(query),
    writers: ANNOTATION_WRITERS,
  });
}

function addListing<Query extends PageQuery, Item>(
  app: Hono,
  { checkKey, onError }: IngestParts,
  { name, schema, orderOf, readPage, writers }: Listing<Query, Item>,
): void {
  app.get(`/v1/${name}`, async (c: Context) => {
    // Whoever may read a page may read all pages, so an export needs no other scope.
    const refusal = await checkKey(c.req.raw, 'review', 'export');
    if (refusal) return refuse(refusal);
    const read = readQuery(schema, c.req.query());
    if (!read.ok) return refuse(read);
    const query = read.value;
    const fault = checkCursor(query.cursor, orderOf(query));
    if (fault) return refuse(fault);
    const format = chooseFormat(query.format, c.req.header('accept') ?? '');
    if (!format) return respond(await readPage(query));
    const writer = writers[format];
    const rest = { ...query, limit: EXPORT_PAGE };
    const stream = streamExport(
      writer,
      (cursor) => readPage({ ...rest, cursor }),
      query.cursor,
      onError,
    );
    return new Response(stream, {
      headers: {
        ...CORS_HEADERS,
        'content-type': writer.contentType,
        'content-disposition': `attachment; filename="${name}.${writer.extension}"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  });
}
