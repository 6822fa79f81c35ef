import * as z from 'zod';

import { RATINGS, REASONS, ROOT_CAUSES } from './annotation.js';
import { LIMITS } from './limits.js';
import { EXPORT_FORMATS, TURN_SORTS, TURN_STATUSES, VERDICTS } from './review.js';
import { name, optional, readWire, text } from './wire.js';

/*
 * What reviewers send, for the ingest alone. The types for browsers are in `review.ts`.
 */

const time = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], {
    error: 'is no time in ISO 8601, e.g. 2026-11-25 or 2026-11-25T14:00:00Z',
  })
  .transform((value) => Date.parse(value));

const page = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(256).optional(),
  format: z.enum(EXPORT_FORMATS).optional(),
};

export const TurnListQuery = z
  .object({
    ...page,
    status: z.enum(TURN_STATUSES).optional(),
    signal: name.optional(),
    rating: z.enum(RATINGS).optional(),
    reason: z.enum(REASONS).optional(),
    user: name.optional(),
    session: name.optional(),
    since: time.optional(),
    until: time.optional(),
    q: text(LIMITS.idBytes).optional(),
    sort: z.enum(TURN_SORTS).optional(),
  })
  .refine(({ sort, status }) => (sort ?? 'newest') === 'newest' || status !== 'settled', {
    path: ['sort'],
    error: 'settled turns are listed by newest alone',
  });

export const AnnotationListQuery = z.object({
  ...page,
  status: z.enum(['active', 'retracted']).optional(),
});

export const HistoryQuery = z.object({ limit: page.limit, cursor: page.cursor });

export const OverviewQuery = z.object({
  days: z.coerce.number().int().min(1).max(366).default(30),
  offset_minutes: z.coerce.number().int().min(-1_440).max(1_440).default(0),
});

export const ReviewBody = z
  .object({
    verdict: z.enum(VERDICTS),
    revision: z.int().min(0).max(2_000_000_000),
    rating: optional(z.enum(RATINGS)),
    root_cause: optional(z.enum(ROOT_CAUSES)),
    correction: optional(text(LIMITS.correctionBytes)),
    tags: optional(z.array(name.min(1)).max(LIMITS.tags)),
    reviewer: optional(name),
  })
  .refine(({ verdict, rating }) => verdict !== 'annotate' || rating !== undefined, {
    path: ['rating'],
    error: 'is needed to annotate',
  })
  .refine(
    ({ verdict, rating, correction = '' }) =>
      verdict !== 'annotate' || rating === 'correct' || correction.trim() !== '',
    { path: ['correction'], error: 'is needed where the answer was not right' },
  );

/** Reads a query. A parameter that is empty, as of a form's field that was left so, is not there. */
export function readQuery<T extends z.ZodType>(schema: T, query: Record<string, string>) {
  const given = Object.entries(query).filter(([, value]) => value !== '');
  return readWire(schema, Object.fromEntries(given), 'query_invalid');
}
