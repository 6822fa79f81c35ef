import type { Rating, RootCause } from './annotation.js';

/*
 * What the review queue and the ingest say to each other. All of it needs an API key, as
 * `Authorization: Bearer <key>`, and all errors are `{ error, code }`.
 *
 *   GET  /v1/turns             TurnFilter → Page<TurnItem>
 *   GET  /v1/turns/{id}        → TurnItem, or 404 `not_found`
 *   POST /v1/turns/{id}/review ReviewInput → ReviewAnswer, or 409 `review_conflict`: ReviewConflict
 *   GET  /v1/overview          ?days&offset_minutes → Overview
 *   GET  /v1/events            → server-sent events: TurnEvent
 *   GET  /v1/annotations       ?limit&cursor&status → Page<AnnotationItem>
 *   GET  /v1/annotations/{id}/history ?limit&cursor → Page<EarlierAnnotation>, or 404 `not_found`
 *
 * A listing is also an export: `?format=` one of EXPORT_FORMATS streams all of the filter from
 * `cursor` on; without it, `Accept: application/x-ndjson` and `Accept: text/csv` do the same.
 */

/**
 * - `pending`: waits for its review.
 * - `annotated`, `dismissed`: a reviewer has said so.
 * - `settled`: there is nothing to review; somebody said that the answer was right.
 * - `expired`: nobody reviewed it in time.
 */
export const TURN_STATUSES = ['pending', 'annotated', 'dismissed', 'settled', 'expired'] as const;
export type TurnStatus = (typeof TURN_STATUSES)[number];

/**
 * `newest` is by creation. `repeated` (by `duplicate_count`) and `signalled` (by the number of
 * signals) are of one status, `pending` where none is given, and not of `settled`. What is counted
 * up while somebody pages through them may be met twice.
 */
export const TURN_SORTS = ['newest', 'repeated', 'signalled'] as const;
export type TurnSort = (typeof TURN_SORTS)[number];

/**
 * - `ndjson`: one item a line, as the listing gives it.
 * - `csv`: RFC 4180 in UTF-8, with a byte order mark, by which spreadsheets know it.
 * - `eval`: one EvalRow a line, of what a reviewer or else a person has said.
 * - `otel`: one OpenTelemetry event `gen_ai.evaluation.result` a line, for each annotation.
 */
export const EXPORT_FORMATS = ['ndjson', 'csv', 'eval', 'otel'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The query of `GET /v1/turns`. All of it must hold; what is left out or empty does not filter. */
export interface TurnFilter {
  status?: TurnStatus;
  /** The name of a signal; `thumbs_down` is one. */
  signal?: string;
  /** What a person said. */
  rating?: Rating;
  /** One of the person's reasons. */
  reason?: string;
  user?: string;
  session?: string;
  /** Created at that time or later: ISO 8601, a date alone is its midnight in UTC. */
  since?: string;
  /** Created before that time. */
  until?: string;
  /**
   * Each of up to 8 words must stand in the question, the answer, or a person's correction or
   * comment, as a part of a word or whole, without regard to case. At most 256 bytes.
   */
  q?: string;
  /** Default: `newest`. */
  sort?: TurnSort;
  /** 1 to 100. Default: 50. */
  limit?: number;
  /** The `next_cursor` of the page before, with the same filter and sort. */
  cursor?: string;
}

/** The parts of it that narrow a listing, besides its status. */
export const NARROWING_FILTERS = [
  'q',
  'signal',
  'rating',
  'reason',
  'user',
  'session',
  'since',
  'until',
] as const satisfies readonly (keyof TurnFilter)[];

export interface Page<Item> {
  /**
   * With a filter, a page may hold fewer items than asked for, or none, though there is a next one:
   * so much is looked through for one page, and no more.
   */
  items: Item[];
  /** Pass it as `cursor` to read on; null at the end. */
  next_cursor: string | null;
}

/** A turn as the review queue gives it. Times are ISO 8601 in UTC. */
export interface TurnItem {
  turn_id: string;
  question: string;
  agent_response: string;
  user_id: string;
  session_id: string;
  /** What was logged, and `thumbs_down: true` while an active annotation says it was not right. */
  signals: Record<string, unknown>;
  metadata: Record<string, unknown>;
  status: TurnStatus;
  /** How many further contexts asked the same while this turn waited. */
  duplicate_count: number;
  /** How many verdicts there were; a verdict names the one that it was made upon. */
  revision: number;
  /** The verdict that holds; null while there is none. */
  review: Review | null;
  created_at: string;
  /** When anything was last said of it. */
  updated_at: string;
  expires_at: string;
  /** How many active annotations people have made. */
  annotation_count: number;
  /** What people said about it: the newest 20, newest first. All are in the annotations' listing. */
  annotations: AnnotationItem[];
}

export interface Review {
  verdict: 'annotate' | 'dismiss';
  /** Null where it was dismissed. */
  rating: Rating | null;
  root_cause: RootCause | null;
  correction: string;
  tags: string[];
  /** The reviewer's name; null where none was given. */
  reviewer: string | null;
  reviewed_at: string;
}

/** An annotation as the listings give it. */
export interface AnnotationItem {
  annotation_id: string;
  /** Null where it was made by key, outside the queue. */
  turn_id: string | null;
  /** Who said it: with a feedback URL, with a verdict, or with a call by key. */
  source: 'person' | 'reviewer' | 'key';
  question: string;
  agent_response: string;
  user_id: string;
  session_id: string;
  rating: Rating;
  correction: string;
  tags: string[];
  comment: string;
  root_cause: RootCause | null;
  reviewer: string | null;
  metadata: Record<string, unknown>;
  status: 'active' | 'retracted';
  created_at: string;
  updated_at: string;
}

/**
 * What a person said with a feedback URL before they changed it or took it back. What they say now
 * stands in the listing of annotations. An annotation by a verdict or by key has no history.
 */
export interface EarlierAnnotation {
  /** The first is 1. A number that is missing changed nothing. */
  revision: number;
  rating: Rating;
  correction: string;
  tags: string[];
  comment: string;
  metadata: Record<string, unknown>;
  status: AnnotationItem['status'];
  /** When it was said. */
  updated_at: string;
}

/**
 * - `annotate` needs a rating, and a correction where the rating is not `correct`.
 * - `dismiss`: there is nothing to learn from this turn. Of the other fields it takes `reviewer`.
 * - `reopen` undoes either: the turn waits again, and the reviewer's annotation is retracted.
 */
export const VERDICTS = ['annotate', 'dismiss', 'reopen'] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * The body of `POST /v1/turns/{id}/review`. It says everything: what is left out is empty. The same
 * body sent again gets the same answer, so a verdict can be retried.
 */
export interface ReviewInput {
  verdict: Verdict;
  /** The turn's `revision` as it was read. Another one than the stored is refused as a conflict. */
  revision: number;
  rating?: Rating | undefined;
  root_cause?: RootCause | null | undefined;
  /** At most 8 KiB. */
  correction?: string | undefined;
  /** At most 64, of at most 256 bytes each. The person's reasons are tags as well. */
  tags?: readonly string[] | undefined;
  reviewer?: string | null | undefined;
}

export interface ReviewAnswer {
  turn_id: string;
  status: TurnStatus;
  /** What the next verdict names. */
  revision: number;
  /** Only where it was annotated. */
  annotation_id?: string | undefined;
}

/** The body of the 409: somebody else was faster. Nothing was written. */
export interface ReviewConflict {
  error: string;
  code: 'review_conflict';
  /** The turn as it is now. */
  turn: TurnItem;
}

/** What `GET /v1/overview` answers: `?days` (1 to 366, default 30) up to now. */
export interface Overview {
  /** When it was counted. */
  at: string;
  /** The first day, e.g. `2026-11-01`, as the clock of `offset_minutes` east of UTC has it. */
  since: string;
  /** One for each day, oldest first, empty days included. */
  days: OverviewDay[];
  /** Of people's active annotations that were not right, most frequent first; at most 20. */
  reasons: { reason: string; count: number }[];
  /** Of the turns that were logged, most frequent first; at most 20. `thumbs_down` among them. */
  signals: { signal: string; count: number }[];
  backlog: Backlog;
}

export interface OverviewDay {
  /** E.g. `2026-11-25`. */
  date: string;
  /** How many active annotations of people were first made on that day. */
  annotations: number;
  /** How many of them said that the answer was not right. Their share is the thumbs-down share. */
  thumbs_down: number;
  /** How many verdicts were given, undone ones included. */
  reviewed: number;
}

export interface Backlog {
  /** How many turns wait. */
  pending: number;
  /** When the oldest of them was created; null where none waits. */
  oldest_at: string | null;
  /** How many of them wait for less than a day, 1 to 7, 7 to 14, 14 to 30, and longer. */
  ages: { from_days: number; to_days: number | null; count: number }[];
  /** How many of them expire within the next 3 days, if nobody reads them. */
  expiring: number;
}

/** How near its end a turn counts as about to expire, in days. */
export const EXPIRING_DAYS = 3;

/**
 * What `GET /v1/events` sends: `event:` is the type, `data:` this as JSON, `id:` for `Last-Event-ID`.
 * It needs the Authorization header, so it is read with `fetch`. A comment line comes every 15 s.
 *
 * A turn that changes several times in a second may be told of once. Whoever reads too slowly, or
 * comes back after too long, gets one `resync` in place of what was missed: read the listing anew.
 */
export type TurnEvent = TurnChange | { type: 'resync' };

export interface TurnChange {
  type: 'turn.created' | 'turn.signal_received' | 'turn.reviewed';
  turn_id: string;
  status: TurnStatus;
  revision: number;
  updated_at: string;
}

/** One row of an eval set. */
export interface EvalRow {
  /** The question. */
  input: string;
  /** What the agent answered. */
  output: string;
  /** What it should have answered: the correction, or the output itself where it was right. */
  expected: string;
  metadata: {
    turn_id: string | null;
    annotation_id: string;
    source: AnnotationItem['source'];
    rating: Rating;
    root_cause: RootCause | null;
    tags: string[];
    reviewer: string | null;
    created_at: string;
  };
}
