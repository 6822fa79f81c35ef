import * as z from 'zod';

import { RATINGS, REASONS, ROOT_CAUSES } from './annotation.js';
import { LIMITS } from './limits.js';
import { EXPORT_FORMATS, TURN_SORTS, TURN_STATUSES, VERDICTS } from './review.js';
import { name, optional, text } from './wire.js';

/*
 * What reviewers send, for the ingest alone. The types for browsers are in `review.ts`.
 */

/** A field of a form that is left empty does not filter. */
const parameter = <T extends z.ZodType>(type: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), type.optional());

const time = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], {
    error: 'is no time in ISO 8601, e.g. 2026-11-25 or 2026-11-25T14:00:00Z',
  })
  .transform((value) => Date.parse(value));

const page = {
  limit: parameter(z.coerce.number().int().min(1).max(100)).transform((value) => value ?? 50),
  cursor: parameter(z.string().max(256)),
  format: parameter(z.enum(EXPORT_FORMATS)),
};

export const TurnListQuery = z
  .object({
    ...page,
    status: parameter(z.enum(TURN_STATUSES)),
    signal: parameter(name),
    rating: parameter(z.enum(RATINGS)),
    reason: parameter(z.enum(REASONS)),
    user: parameter(name),
    session: parameter(name),
    since: parameter(time),
    until: parameter(time),
    q: parameter(text(LIMITS.idBytes)),
    sort: parameter(z.enum(TURN_SORTS)),
  })
  .refine(({ sort, status }) => (sort ?? 'newest') === 'newest' || status !== 'settled', {
    path: ['sort'],
    error: 'settled turns are listed by newest alone',
  });

export const AnnotationListQuery = z.object({
  ...page,
  status: parameter(z.enum(['active', 'retracted'])),
});

export const OverviewQuery = z.object({
  days: parameter(z.coerce.number().int().min(1).max(366)).transform((value) => value ?? 30),
  offset_minutes: parameter(z.coerce.number().int().min(-1_440).max(1_440)).transform(
    (value) => value ?? 0,
  ),
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
