import * as annotationListing from './annotation-listing.js';
import { ANNOTATION_ORDER, HISTORY_ORDER } from './annotation-listing.js';
import * as listing from './listing.js';
import { TURN_ORDERS } from './listing.js';
import { parseCursor, writeCursor } from './cursor.js';
import { readOverview } from './overview.js';
import * as reviews from './review-statements.js';
import { toAnnotationItem, toEarlierAnnotation, toTurnItem } from './rows.js';
import { toStorableText } from './storable-text.js';

import type {
  AnnotationItem,
  EarlierAnnotation,
  Overview,
  Page,
  ReviewAnswer,
  ReviewInput,
  TurnItem,
  TurnStatus,
} from '../../protocol/review.js';
import type { AnnotationQuery, HistoryQuery } from './annotation-listing.js';
import type { TurnQuery } from './listing.js';
import type { OverviewRequest } from './overview.js';
import type { SqlDriver, SqlRow } from './sql-driver.js';

/** A turn that changed. */
export interface ChangedTurn {
  turn_id: string;
  status: TurnStatus;
  revision: number;
  /** Milliseconds since 1970, as are all times here. */
  createdAt: number;
  updatedAt: number;
  /** When the last verdict was given; null before. */
  reviewedAt: number | null;
}

export type ReviewOutcome =
  | { ok: true; answer: ReviewAnswer }
  | { ok: false; code: 'not_found' }
  /** The turn has another revision: nothing was written. */
  | { ok: false; code: 'review_conflict'; turn: TurnItem };

/** What reviewers read and write. */
export interface ReviewStore {
  /**
   * In the order of the query.
   *
   * @throws RangeError for a cursor that was not written for this order
   */
  listTurns(query: TurnQuery): Promise<Page<TurnItem>>;
  /**
   * Newest first.
   *
   * @throws RangeError for a cursor that is none of this listing
   */
  listAnnotations(query: AnnotationQuery): Promise<Page<AnnotationItem>>;
  /**
   * What an annotation said before it was changed or taken back, newest first; null if there is no
   * such annotation.
   *
   * @throws RangeError for a cursor that is none of this listing
   */
  readHistory(annotationId: string, query: HistoryQuery): Promise<Page<EarlierAnnotation> | null>;
  readTurn(turnId: string): Promise<TurnItem | null>;
  /** Writes a verdict. `callId` stands for the call: repeated, it gets the same answer. */
  reviewTurn(turnId: string, callId: string, input: ReviewInput): Promise<ReviewOutcome>;
  readOverview(request: OverviewRequest): Promise<Overview>;
  /** The turns of the queue that changed at this time (milliseconds) or later, oldest change first. */
  listChanges(since: number, limit: number): Promise<ChangedTurn[]>;
}

export function createReviewStore(
  driver: SqlDriver,
  { turnLifeSeconds, now }: { turnLifeSeconds: number; now: () => Date },
): ReviewStore {
  const readTurn = (turnId: string) => readTurnItem(driver, turnId);

  return {
    readTurn,

    async listTurns(query) {
      const columns = TURN_ORDERS[query.sort ?? 'newest'];
      const after = readPosition(query.cursor, columns);
      const findEnd = listing.findWindowEnd(query, after);
      const [end] = findEnd ? await driver.query(findEnd) : [];
      const endCursor = end ? writeCursor(end, columns) : null;
      const windowEnd = endCursor === null ? undefined : parseCursor(endCursor, columns);
      const rows = await driver.query(listing.listTurns(query, after, windowEnd, now().getTime()));
      const page = rows.slice(0, query.limit);
      const last = page.at(-1);
      return {
        items: await toTurnItems(driver, page),
        next_cursor: rows.length > page.length && last ? writeCursor(last, columns) : endCursor,
      };
    },

    async listAnnotations(query) {
      const after = readPosition(query.cursor, ANNOTATION_ORDER);
      const rows = await driver.query(annotationListing.listAnnotations(query, after));
      return toPage(rows, query.limit, ANNOTATION_ORDER, toAnnotationItem);
    },

    async readHistory(annotationId, query) {
      const after = readPosition(query.cursor, HISTORY_ORDER);
      const id = toStorableText(annotationId);
      const [known, rows] = await Promise.all([
        driver.query(annotationListing.findAnnotation(id)),
        driver.query(annotationListing.listHistory(id, query, after)),
      ]);
      return known.length > 0
        ? toPage(rows, query.limit, HISTORY_ORDER, toEarlierAnnotation)
        : null;
    },

    async reviewTurn(turnId, callId, input) {
      const time = now().getTime();
      const isAnnotation = input.verdict === 'annotate';
      const row: reviews.VerdictRow = {
        turnId: toStorableText(turnId),
        upon: input.revision,
        callId,
        verdict: input.verdict,
        rating: isAnnotation ? (input.rating ?? null) : null,
        rootCause: isAnnotation ? (input.root_cause ?? null) : null,
        correction: isAnnotation ? toStorableText(input.correction ?? '') : '',
        tags: JSON.stringify(isAnnotation ? (input.tags ?? []) : []),
        reviewer: input.reviewer ? toStorableText(input.reviewer) : null,
        now: time,
      };
      const results = await driver.write([
        reviews.putVerdict(row),
        reviews.applyVerdict(row, time + turnLifeSeconds * 1000),
        isAnnotation ? reviews.putReviewAnnotation(row) : reviews.retractReviewAnnotation(row),
        reviews.readVerdict(row),
      ]);
      const found = results[3]?.[0];
      if (found?.['call_id'] === callId) return { ok: true, answer: toAnswer(row, found) };
      const turn = await readTurn(turnId);
      return turn ? { ok: false, code: 'review_conflict', turn } : { ok: false, code: 'not_found' };
    },

    readOverview: (request) => readOverview(driver, request, now().getTime()),

    async listChanges(since, limit) {
      const rows = await driver.query(listing.listChanges(since, limit));
      return rows.map((row) => ({
        turn_id: String(row['turn_id']),
        status: row['status'] as TurnStatus,
        revision: Number(row['revision']),
        createdAt: Number(row['created_at']),
        updatedAt: Number(row['updated_at']),
        reviewedAt: row['reviewed_at'] === null ? null : Number(row['reviewed_at']),
      }));
    },
  };
}

/** One turn with all that belongs to it; null if there is none. */
export async function readTurnItem(driver: SqlDriver, turnId: string): Promise<TurnItem | null> {
  const rows = await driver.query(listing.readTurn(toStorableText(turnId)));
  return (await toTurnItems(driver, rows))[0] ?? null;
}

const STATUS_AFTER = { annotate: 'annotated', dismiss: 'dismissed', reopen: 'pending' } as const;

/** A call that is repeated after other verdicts is still told what came of it. */
function toAnswer(row: reviews.VerdictRow, found: SqlRow): ReviewAnswer {
  const revision = row.upon + 1;
  const isLast = Number(found['revision']) === revision;
  return {
    turn_id: row.turnId,
    status: isLast ? (found['status'] as TurnStatus) : STATUS_AFTER[row.verdict],
    revision,
    ...(row.verdict === 'annotate'
      ? { annotation_id: reviews.reviewAnnotationId(row.turnId) }
      : {}),
  };
}

/** Reads what belongs to the turns, in three queries at most however many they are. */
async function toTurnItems(driver: SqlDriver, rows: readonly SqlRow[]): Promise<TurnItem[]> {
  const idOf = (row: SqlRow) => String(row['turn_id']);
  const ids = rows.map(idOf);
  if (ids.length === 0) return [];
  // Most of a queue never had a verdict.
  const judged = rows.filter((row) => Number(row['revision']) > 0).map(idOf);
  const [signals, annotations, verdicts] = await Promise.all([
    driver.query(listing.readSignals(ids)),
    driver.query(listing.readAnnotationsOfTurns(ids)),
    judged.length > 0 ? driver.query(listing.readReviews(judged)) : [],
  ]);
  const ofTurn = (turn: SqlRow, others: readonly SqlRow[]) =>
    others.filter((other) => other['turn_id'] === turn['turn_id']);
  return rows.map((row) =>
    toTurnItem(row, ofTurn(row, signals), ofTurn(row, annotations), ofTurn(row, verdicts)[0]),
  );
}

/** @param rows one more than the page takes, where there is a next one */
function toPage<Item>(
  rows: readonly SqlRow[],
  limit: number,
  order: readonly string[],
  toItem: (row: SqlRow) => Item,
): Page<Item> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toItem),
    next_cursor: rows.length > page.length && last ? writeCursor(last, order) : null,
  };
}

function readPosition(cursor: string | undefined, columns: readonly string[]) {
  if (cursor === undefined) return undefined;
  const position = parseCursor(cursor, columns);
  if (!position) throw new RangeError('The cursor is not one of this listing and its order.');
  return position;
}
