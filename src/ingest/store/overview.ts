import { EXPIRING_DAYS } from '../../protocol/review.js';
import { toTime } from './rows.js';

import type { Backlog, Overview } from '../../protocol/review.js';
import type { SqlDriver, SqlRow, SqlValue, Statement } from './sql-driver.js';

export interface OverviewRequest {
  /** How many days, today included. */
  days: number;
  /** How far east of UTC the reader's clock is, in minutes: it says where a day begins. */
  offsetMinutes: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Where the backlog's ages are told apart, in days. */
const AGES = [0, 1, 7, 14, 30] as const;
const LONGEST_LIST = 20;

/** Counts what a reviewer would rather look at than read. By indexes alone, without a row's texts. */
export async function readOverview(
  driver: SqlDriver,
  { days, offsetMinutes }: OverviewRequest,
  now: number,
): Promise<Overview> {
  const offset = offsetMinutes * 60_000;
  const today = Math.floor((now + offset) / DAY_MS);
  const first = today - days + 1;
  const since = first * DAY_MS - offset;
  const read = (sql: string, params: readonly SqlValue[]): Promise<SqlRow[]> =>
    driver.query({ sql, params } satisfies Statement);

  const [said, reviewed, tags, signals, disliked, backlog] = await Promise.all([
    read(COUNT_ANNOTATIONS, [offset, since]),
    read(COUNT_REVIEWS, [offset, since]),
    read(COUNT_TAGS, [since]),
    read(COUNT_SIGNALS, [since]),
    read(COUNT_DISLIKED, [since]),
    read(COUNT_BACKLOG, [
      now,
      now + EXPIRING_DAYS * DAY_MS,
      ...AGES.map((age) => now - age * DAY_MS),
    ]),
  ]);
  const saidOn = new Map(said.map((row) => [Number(row['day']), row]));
  const reviewedOn = new Map(reviewed.map((row) => [Number(row['day']), row]));
  const thumbsDown = { name: 'thumbs_down', count: disliked[0]?.['count'] ?? 0 };
  return {
    at: new Date(now).toISOString(),
    since: dateOf(first),
    days: Array.from({ length: days }, (_, index) => {
      const day = first + index;
      return {
        date: dateOf(day),
        annotations: Number(saidOn.get(day)?.['annotations'] ?? 0),
        thumbs_down: Number(saidOn.get(day)?.['thumbs_down'] ?? 0),
        reviewed: Number(reviewedOn.get(day)?.['reviewed'] ?? 0),
      };
    }),
    reasons: rank(tags.flatMap((row) => unfoldTags(row))).map(([reason, count]) => ({
      reason,
      count,
    })),
    signals: rank(
      [...signals, thumbsDown].map((row) => [String(row['name']), Number(row['count'])]),
    ).map(([signal, count]) => ({ signal, count })),
    backlog: toBacklog(backlog[0] ?? {}),
  };
}

const OF_PEOPLE = `source = 'person' AND status = 'active'`;

const COUNT_ANNOTATIONS = `SELECT (created_at + CAST($1 AS BIGINT)) / ${DAY_MS} AS day,
    COUNT(*) AS annotations, SUM(CASE WHEN rating <> 'correct' THEN 1 ELSE 0 END) AS thumbs_down
  FROM annotations WHERE created_at >= $2 AND ${OF_PEOPLE} GROUP BY day`;

const COUNT_REVIEWS = `SELECT (created_at + CAST($1 AS BIGINT)) / ${DAY_MS} AS day,
    COUNT(*) AS reviewed
  FROM reviews WHERE created_at >= $2 AND verdict <> 'reopen' GROUP BY day`;

/**
 * By whole lists of tags: there are as many as there are sets of reasons, not as annotations. `+ 0`
 * keeps it from the index of all annotations by time, where the few that dislike have one of their own.
 */
const COUNT_TAGS = `SELECT tags, COUNT(*) AS count
  FROM annotations WHERE created_at + 0 >= $1 AND ${OF_PEOPLE} AND rating <> 'correct'
  GROUP BY tags ORDER BY count DESC LIMIT 1000`;

/** Those of people's thumbs are counted by COUNT_DISLIKED. */
const COUNT_SIGNALS = `SELECT name, COUNT(*) AS count
  FROM signals WHERE created_at >= $1 AND name <> 'thumbs_down'
  GROUP BY name ORDER BY count DESC LIMIT ${LONGEST_LIST}`;

const COUNT_DISLIKED = `SELECT COUNT(*) AS count FROM (
    SELECT turn_id FROM annotations
    WHERE created_at >= $1 AND ${OF_PEOPLE} AND rating <> 'correct'
    UNION
    SELECT turn_id FROM signals WHERE name = 'thumbs_down' AND created_at >= $1
  ) AS disliked`;

/** `$3` and on: when each age begins, the youngest first. */
const COUNT_BACKLOG = `SELECT COUNT(*) AS pending, MIN(created_at) AS oldest_at,
    SUM(CASE WHEN expires_at <= $2 THEN 1 ELSE 0 END) AS expiring,
    ${AGES.slice(1)
      .map(
        (_, index) =>
          `SUM(CASE WHEN created_at <= $${index + 3} AND created_at > $${index + 4} THEN 1 ELSE 0 END)
            AS age_${index}`,
      )
      .join(', ')},
    SUM(CASE WHEN created_at <= $${AGES.length + 2} THEN 1 ELSE 0 END) AS age_${AGES.length - 1}
  FROM turns WHERE status = 'pending' AND status <> 'settled' AND expires_at > $1`;

function toBacklog(row: SqlRow): Backlog {
  return {
    pending: Number(row['pending'] ?? 0),
    oldest_at: row['oldest_at'] ? toTime(row['oldest_at']) : null,
    ages: AGES.map((age, index) => ({
      from_days: age,
      to_days: AGES[index + 1] ?? null,
      count: Number(row[`age_${index}`] ?? 0),
    })),
    expiring: Number(row['expiring'] ?? 0),
  };
}

function unfoldTags(row: SqlRow): [string, number][] {
  const tags = JSON.parse(String(row['tags'])) as string[];
  return tags.map((tag) => [tag, Number(row['count'])]);
}

/** The most frequent first, and none that is not there. */
function rank(counts: readonly (readonly [name: string, count: number])[]): [string, number][] {
  const sums = new Map<string, number>();
  for (const [name, count] of counts) sums.set(name, (sums.get(name) ?? 0) + count);
  return [...sums]
    .filter(([, count]) => count > 0)
    .sort((left, right) => right[1] - left[1])
    .slice(0, LONGEST_LIST);
}

function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
