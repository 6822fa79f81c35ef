import { failure } from '../../protocol/error-codes.js';
import { HistoryQuery, OverviewQuery, readQuery, ReviewBody } from '../../protocol/review-wire.js';
import { readWire } from '../../protocol/wire.js';
import { sha256Hex } from '../../signing/hmac.js';
import { streamEvents } from '../events/event-stream.js';
import { createStreamPlaces, CROWDED_SECONDS } from '../events/stream-places.js';
import { createTurnFeed } from '../events/turn-feed.js';
import { readBody } from '../read-body.js';
import { CORS_HEADERS, refuse, respond } from '../respond.js';
import { HISTORY_ORDER } from '../store/annotation-listing.js';
import { checkCursor } from './check-cursor.js';

import type { Hono } from 'hono';
import type { ReviewConflict } from '../../protocol/review.js';
import type { IngestParts } from '../create-ingest.js';

/** What reviewers do with a turn, and what they look at. All of it needs an API key with the scope `review`. */
export function addReviewRoutes(app: Hono, parts: IngestParts): void {
  const { store, checkKey, onError, onStreams, now, stopping } = parts;
  const feed = createTurnFeed(store, { onError, now, stopping });
  const places = createStreamPlaces(onStreams);

  app.get('/v1/turns/:id', async (c) => {
    const refusal = await checkKey(c.req.raw, 'review');
    if (refusal) return refuse(refusal);
    const turn = await store.readTurn(c.req.param('id'));
    return turn ? respond(turn) : refuse(failure('not_found'));
  });

  app.post('/v1/turns/:id/review', async (c) => {
    const refusal = await checkKey(c.req.raw, 'review');
    if (refusal) return refuse(refusal);
    const body = await readBody(c.req.raw);
    if (!body.ok) return refuse(body);
    const read = readWire(ReviewBody, body.body);
    if (!read.ok) return refuse(read);
    return review(parts, c.req.param('id'), read.value);
  });

  app.get('/v1/annotations/:id/history', async (c) => {
    const refusal = await checkKey(c.req.raw, 'review');
    if (refusal) return refuse(refusal);
    const read = readQuery(HistoryQuery, c.req.query());
    if (!read.ok) return refuse(read);
    const fault = checkCursor(read.value.cursor, HISTORY_ORDER);
    if (fault) return refuse(fault);
    const history = await store.readHistory(c.req.param('id'), read.value);
    return history ? respond(history) : refuse(failure('not_found'));
  });

  app.get('/v1/overview', async (c) => {
    const refusal = await checkKey(c.req.raw, 'review');
    if (refusal) return refuse(refusal);
    const read = readQuery(OverviewQuery, c.req.query());
    if (!read.ok) return refuse(read);
    const { days, offset_minutes } = read.value;
    return respond(await store.readOverview({ days, offsetMinutes: offset_minutes }));
  });

  app.get('/v1/events', async (c) => {
    const refusal = await checkKey(c.req.raw, 'review');
    if (refusal) return refuse(refusal);
    // Hono asks for all of a GET and drops its body, which would never end a stream.
    if (c.req.method === 'HEAD') return new Response(null, { headers: EVENT_HEADERS });
    const onEnd = places.take();
    if (!onEnd) {
      return refuse({ ...failure('too_many_streams'), retryAfterSeconds: CROWDED_SECONDS });
    }
    const lastEventId = c.req.header('last-event-id') ?? null;
    return new Response(streamEvents(feed, { lastEventId, now, stopping, onEnd }), {
      headers: EVENT_HEADERS,
    });
  });
}

const EVENT_HEADERS = {
  ...CORS_HEADERS,
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // A proxy that gathers an answer before it passes it on would hold events back.
  'x-accel-buffering': 'no',
};

async function review(
  { store }: IngestParts,
  turnId: string,
  input: ReturnType<typeof ReviewBody.parse>,
): Promise<Response> {
  // The same verdict upon the same revision is the same call, sent again.
  const callId = await sha256Hex(JSON.stringify([turnId, input]));
  const outcome = await store.reviewTurn(turnId, callId, input);
  if (outcome.ok) return respond(outcome.answer, 200, 'turn_reviewed');
  if (outcome.code === 'not_found') return refuse(failure('not_found'));
  const { code, message } = failure('review_conflict');
  const conflict: ReviewConflict = { error: message, code, turn: outcome.turn };
  return respond(conflict, 409);
}
