import { toCsvRecord } from './csv.js';

import type { AnnotationItem, EvalRow } from '../../protocol/review.js';

const COLUMNS = [
  'annotation_id',
  'turn_id',
  'source',
  'status',
  'created_at',
  'updated_at',
  'user_id',
  'session_id',
  'question',
  'agent_response',
  'rating',
  'correction',
  'comment',
  'root_cause',
  'reviewer',
] as const satisfies readonly (keyof AnnotationItem)[];

export const ANNOTATION_CSV_HEAD = toCsvRecord([...COLUMNS, 'tags', 'metadata']);

export function toAnnotationCsv(item: AnnotationItem): string {
  return toCsvRecord([
    ...COLUMNS.map((column) => item[column]),
    item.tags.join(' '),
    JSON.stringify(item.metadata),
  ]);
}

/**
 * What the agent should have answered. Undefined where nobody has said it: an evaluation has nothing
 * to compare with there.
 */
export function toEvalRow(item: AnnotationItem): EvalRow | undefined {
  const expected = item.correction || (item.rating === 'correct' ? item.agent_response : '');
  if (item.status !== 'active' || !expected) return undefined;
  return {
    input: item.question,
    output: item.agent_response,
    expected,
    metadata: {
      turn_id: item.turn_id,
      annotation_id: item.annotation_id,
      source: item.source,
      rating: item.rating,
      root_cause: item.root_cause,
      tags: item.tags,
      reviewer: item.reviewer,
      created_at: item.created_at,
    },
  };
}
