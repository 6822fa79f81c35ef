import { ANNOTATION_CSV_HEAD, toAnnotationCsv, toEvalRow } from './annotation-rows.js';
import { BYTE_ORDER_MARK } from './csv.js';
import { toOtelEvent } from './otel-event.js';
import { annotationsOf, toTurnCsv, TURN_CSV_HEAD } from './turn-rows.js';

import type { AnnotationItem, ExportFormat, TurnItem } from '../../protocol/review.js';

/** How an export writes its items: a head, then what each item comes to, which may be nothing. */
export interface ExportWriter<Item> {
  contentType: string;
  extension: string;
  head: string;
  write(item: Item): string;
}

const JSON_LINES = { contentType: 'application/x-ndjson', extension: 'ndjson', head: '' };
const CSV = { contentType: 'text/csv; charset=utf-8; header=present', extension: 'csv' };

export const TURN_WRITERS: Readonly<Record<ExportFormat, ExportWriter<TurnItem>>> = {
  ndjson: { ...JSON_LINES, write: toLine },
  csv: { ...CSV, head: BYTE_ORDER_MARK + TURN_CSV_HEAD, write: toTurnCsv },
  // One row for each turn: the reviewer's word, or else the newest of people's that says enough.
  eval: {
    ...JSON_LINES,
    write: (turn) =>
      toLine(
        annotationsOf(turn)
          .map(toEvalRow)
          .find((row) => row !== undefined),
      ),
  },
  otel: {
    ...JSON_LINES,
    write: (turn) =>
      annotationsOf(turn)
        .map((item) => toLine(toOtelEvent(item)))
        .join(''),
  },
};

export const ANNOTATION_WRITERS: Readonly<Record<ExportFormat, ExportWriter<AnnotationItem>>> = {
  ndjson: { ...JSON_LINES, write: toLine },
  csv: { ...CSV, head: BYTE_ORDER_MARK + ANNOTATION_CSV_HEAD, write: toAnnotationCsv },
  eval: { ...JSON_LINES, write: (item) => toLine(toEvalRow(item)) },
  otel: { ...JSON_LINES, write: (item) => toLine(toOtelEvent(item)) },
};

/** Undefined where the caller wants a page as JSON. */
export function chooseFormat(
  named: ExportFormat | undefined,
  accept: string,
): ExportFormat | undefined {
  if (named) return named;
  if (accept.includes('application/x-ndjson')) return 'ndjson';
  return accept.includes('text/csv') ? 'csv' : undefined;
}

function toLine(value: object | undefined): string {
  return value === undefined ? '' : `${JSON.stringify(value)}\n`;
}
