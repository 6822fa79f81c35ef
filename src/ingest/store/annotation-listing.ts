import { bindPosition, createBinder, descending, tuple, where } from './listing-sql.js';

import type { AnnotationItem } from '../../protocol/review.js';
import type { Position } from './cursor.js';
import type { Statement } from './sql-driver.js';

/** What a listing of annotations is asked for. */
export interface AnnotationQuery {
  limit: number;
  cursor?: string | undefined;
  status?: AnnotationItem['status'] | undefined;
}

/** What a listing of what an annotation said before is asked for. */
export interface HistoryQuery {
  limit: number;
  cursor?: string | undefined;
}

/** By what each listing sorts, descending, and by which a cursor knows its place. */
export const ANNOTATION_ORDER = ['created_at', 'annotation_id'] as const;
export const HISTORY_ORDER = ['revision', 'annotation_id'] as const;

export function listAnnotations(
  { limit, status }: AnnotationQuery,
  after: Position | undefined,
): Statement {
  const { params, bind } = createBinder();
  const conditions = [
    ...(status === undefined ? [] : [`status = ${bind(status)}`]),
    ...(after ? [`${tuple(ANNOTATION_ORDER)} < ${bindPosition(after, bind)}`] : []),
  ];
  return {
    sql: `SELECT * FROM annotations ${where(conditions)} ${descending(ANNOTATION_ORDER)}
      LIMIT ${bind(limit + 1)}`,
    params,
  };
}

/** What an annotation said before: a page of it, and one row more. */
export function listHistory(
  annotationId: string,
  { limit }: HistoryQuery,
  after: Position | undefined,
): Statement {
  const { params, bind } = createBinder();
  const conditions = [
    `annotation_id = ${bind(annotationId)}`,
    ...(after ? [`${tuple(HISTORY_ORDER)} < ${bindPosition(after, bind)}`] : []),
  ];
  return {
    sql: `SELECT * FROM annotation_history ${where(conditions)} ${descending(HISTORY_ORDER)}
      LIMIT ${bind(limit + 1)}`,
    params,
  };
}

export const findAnnotation = (annotationId: string): Statement => ({
  sql: 'SELECT annotation_id FROM annotations WHERE annotation_id = $1',
  params: [annotationId],
});
