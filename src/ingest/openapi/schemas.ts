import * as z from 'zod';

import { RATINGS, REASONS, ROOT_CAUSES } from '../../protocol/annotation.js';
import { ERRORS } from '../../protocol/error-codes.js';
import { TURN_STATUSES } from '../../protocol/review.js';
import { ReviewBody } from '../../protocol/review-wire.js';
import {
  AnnotationByContext,
  AnnotationByKey,
  TurnByContext,
  TurnByKey,
} from '../../protocol/wire.js';

import type { SavedAnnotation } from '../../protocol/annotation.js';
import type {
  AnnotateAnswer,
  KeyedAnnotateAnswer,
  LogTurnAnswer,
  RetractAnswer,
  StateAnswer,
} from '../../protocol/answers.js';
import type { FeedbackContext } from '../../protocol/feedback-context.js';
import type {
  AnnotationItem,
  EarlierAnnotation,
  Overview,
  Page,
  Review,
  ReviewAnswer,
  ReviewConflict,
  TurnItem,
} from '../../protocol/review.js';

/*
 * What stands in the API's description. The bodies are the schemas that the ingest reads with; the
 * answers are written out here, and the compiler holds them to the types that the ingest writes.
 */

const time = z.iso.datetime().describe('ISO 8601 in UTC');
const jsonObject = z.record(z.string(), z.unknown());

const Context = z
  .object({
    q: z.string().describe('The question'),
    a: z.string().describe('The agent’s answer'),
    u: z.string().describe('The user’s id; empty where there is none'),
    s: z.string().describe('The session’s id; empty where there is none'),
    t: z.int().min(0).describe('When it was signed, in unix seconds'),
    sig: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('HMAC-SHA256 of the canonical payload'),
  })
  .describe('What the feedback URL carries, exactly') satisfies z.ZodType<FeedbackContext>;

/** Bodies, as a caller writes them. */
export const REQUEST_SCHEMAS = {
  Context,
  TurnByKey,
  TurnByContext: TurnByContext.extend({ context: Context }),
  AnnotationByKey,
  AnnotationByContext: AnnotationByContext.extend({ context: Context }),
  ContextAlone: z.object({ context: Context }),
  Verdict: ReviewBody,
  MemorySearch: z.object({}).describe('Whatever it is: this ingest keeps no memories'),
};

const Saved = z.object({
  rating: z.enum(RATINGS),
  correction: z.string(),
  reasons: z.array(z.enum(REASONS)),
  comment: z.string(),
  updated_at: time,
}) satisfies z.ZodType<SavedAnnotation>;

const Annotation = z.object({
  annotation_id: z.string(),
  turn_id: z.string().nullable(),
  source: z.enum(['person', 'reviewer', 'key']),
  question: z.string(),
  agent_response: z.string(),
  user_id: z.string(),
  session_id: z.string(),
  rating: z.enum(RATINGS),
  correction: z.string(),
  tags: z.array(z.string()),
  comment: z.string(),
  root_cause: z.enum(ROOT_CAUSES).nullable(),
  reviewer: z.string().nullable(),
  metadata: jsonObject,
  status: z.enum(['active', 'retracted']),
  created_at: time,
  updated_at: time,
}) satisfies z.ZodType<AnnotationItem>;

const Earlier = z.object({
  revision: z.int().min(1),
  rating: z.enum(RATINGS),
  correction: z.string(),
  tags: z.array(z.string()),
  comment: z.string(),
  metadata: jsonObject,
  status: z.enum(['active', 'retracted']),
  updated_at: time,
}) satisfies z.ZodType<EarlierAnnotation>;

const status = z.enum(TURN_STATUSES);

const GivenReview = z.object({
  verdict: z.enum(['annotate', 'dismiss']),
  rating: z.enum(RATINGS).nullable(),
  root_cause: z.enum(ROOT_CAUSES).nullable(),
  correction: z.string(),
  tags: z.array(z.string()),
  reviewer: z.string().nullable(),
  reviewed_at: time,
}) satisfies z.ZodType<Review>;

const Turn = z.object({
  turn_id: z.string(),
  question: z.string(),
  agent_response: z.string(),
  user_id: z.string(),
  session_id: z.string(),
  signals: jsonObject,
  metadata: jsonObject,
  status,
  duplicate_count: z.int().min(0),
  revision: z.int().min(0).describe('How many verdicts there were'),
  review: GivenReview.nullable(),
  created_at: time,
  updated_at: time,
  expires_at: time,
  annotation_count: z.int().min(0),
  annotations: z.array(Annotation),
}) satisfies z.ZodType<TurnItem>;

const nextCursor = z.string().nullable().describe('Pass it as cursor to read on; null at the end');

/** Answers, as the ingest writes them. */
export const ANSWER_SCHEMAS = {
  TurnLogged: z.object({
    turn_id: z.string(),
    status: z.string(),
    was_duplicate: z.boolean(),
  }) satisfies z.ZodType<LogTurnAnswer>,
  Annotated: z.object({
    annotation_id: z.string(),
    turn_id: z.string(),
    status: z.string(),
  }) satisfies z.ZodType<AnnotateAnswer>,
  AnnotatedByKey: z.object({
    annotation_id: z.string(),
    memory_id: z.string().describe('Always empty'),
    status: z.string(),
  }) satisfies z.ZodType<KeyedAnnotateAnswer>,
  SavedAnnotation: Saved,
  FeedbackState: z.object({
    valid: z.literal(true),
    expires_at: time,
    annotation: Saved.nullable(),
  }) satisfies z.ZodType<StateAnswer>,
  Retracted: z.object({
    status: z.literal('retracted'),
    annotation: Saved.nullable(),
  }) satisfies z.ZodType<RetractAnswer>,
  Turn,
  Annotation,
  TurnPage: z.object({
    items: z.array(Turn),
    next_cursor: nextCursor,
  }) satisfies z.ZodType<Page<TurnItem>>,
  AnnotationPage: z.object({
    items: z.array(Annotation),
    next_cursor: nextCursor,
  }) satisfies z.ZodType<Page<AnnotationItem>>,
  EarlierAnnotation: Earlier,
  HistoryPage: z.object({
    items: z.array(Earlier),
    next_cursor: nextCursor,
  }) satisfies z.ZodType<Page<EarlierAnnotation>>,
  VerdictGiven: z.object({
    turn_id: z.string(),
    status,
    revision: z.int().min(0),
    annotation_id: z.string().exactOptional(),
  }) satisfies z.ZodType<ReviewAnswer>,
  VerdictConflict: z.object({
    error: z.string(),
    code: z.literal('review_conflict'),
    turn: Turn,
  }) satisfies z.ZodType<ReviewConflict>,
  Overview: z.object({
    at: time,
    since: z.iso.date(),
    days: z.array(
      z.object({
        date: z.iso.date(),
        annotations: z.int().min(0),
        thumbs_down: z.int().min(0),
        reviewed: z.int().min(0),
      }),
    ),
    reasons: z.array(z.object({ reason: z.string(), count: z.int().min(0) })),
    signals: z.array(z.object({ signal: z.string(), count: z.int().min(0) })),
    backlog: z.object({
      pending: z.int().min(0),
      oldest_at: time.nullable(),
      ages: z.array(
        z.object({
          from_days: z.number(),
          to_days: z.number().nullable(),
          count: z.int().min(0),
        }),
      ),
      expiring: z.int().min(0),
    }),
  }) satisfies z.ZodType<Overview>,
  Memories: z.object({ memories: z.array(z.never()) }),
  Status: z.object({ status: z.string() }),
  Error: z.object({
    error: z.string().describe('Prose for developers'),
    code: z.enum(Object.keys(ERRORS) as [keyof typeof ERRORS]).describe('Stable'),
  }),
};

export type RequestName = keyof typeof REQUEST_SCHEMAS;
export type AnswerName = keyof typeof ANSWER_SCHEMAS;
