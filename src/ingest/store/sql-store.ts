import { DEFAULT_MAX_AGE_SECONDS } from '../../protocol/limits.js';
import { createReviewStore } from './review-store.js';
import { toSavedAnnotation } from './rows.js';
import * as statements from './statements.js';
import { toStorableText } from './storable-text.js';

import type {
  AnnotationValues,
  FeedbackStore,
  KeyedAnnotation,
  LoggedTurn,
  TurnDetails,
  TurnIdentity,
} from './feedback-store.js';
import type { SqlDriver, SqlRow, Statement } from './sql-driver.js';

export interface SqlStoreOptions {
  /** How long a turn waits for its review, in seconds. Default: 30 days. */
  turnLifeSeconds?: number | undefined;
  /** The clock. */
  now?: (() => Date) | undefined;
}

/** The one store there is: rules of the record as SQL, over any engine's driver. */
export function createSqlStore(
  driver: SqlDriver,
  { turnLifeSeconds = DEFAULT_MAX_AGE_SECONDS, now = () => new Date() }: SqlStoreOptions = {},
): FeedbackStore {
  const turnStatements = (turn: TurnIdentity, time: number, details?: TurnDetails): Statement[] => [
    statements.mapContext(turn.contextId, turn.turnId, turn.questionKey, time),
    statements.ensureTurn(turn.contextId, {
      ...textsOf(turn),
      questionKey: turn.questionKey,
      metadata: JSON.stringify(details?.metadata ?? {}),
      isLogged: details !== undefined,
      isTrusted: details?.isTrusted ?? false,
      now: time,
      expiresAt: time + turnLifeSeconds * 1000,
    }),
  ];

  return {
    async logTurn(turn: TurnIdentity, details: TurnDetails): Promise<LoggedTurn> {
      const { contextId } = turn;
      const time = now().getTime();
      const signal = { isTrusted: details.isTrusted, now: time };
      const rows = await driver.write([
        statements.readTurnOfContext(contextId),
        ...turnStatements(turn, time, details),
        ...Object.entries(details.signals).map(([name, value]) =>
          statements.putSignal(contextId, toStorableText(name), JSON.stringify(value), signal),
        ),
        statements.refreshTurn(contextId, time),
        statements.readTurnOfContext(contextId),
      ]);
      const row = firstRow(rows.at(-1));
      return {
        turn_id: String(row['turn_id']),
        status: String(row['status']),
        wasWaiting: rows[0]?.[0]?.['status'] === 'pending',
      };
    },

    async annotate(annotationId: string, turn: TurnIdentity, values: AnnotationValues) {
      const time = now().getTime();
      const rows = await driver.write([
        ...turnStatements(turn, time),
        statements.putAnnotation(annotationId, turn.contextId, {
          ...textsOf(turn),
          rating: values.rating,
          correction: optionalText(values.correction),
          tags: values.tags ? JSON.stringify(values.tags) : null,
          comment: optionalText(values.comment),
          metadata: JSON.stringify(values.metadata ?? {}),
          now: time,
        }),
        statements.refreshTurn(turn.contextId, time),
      ]);
      const row = firstRow(rows[2]);
      return { turn_id: String(row['turn_id']), created: row['revision'] === 1 };
    },

    async annotateByKey(annotation: KeyedAnnotation) {
      await driver.write([
        statements.putKeyedAnnotation({
          annotationId: annotation.annotationId,
          question: toStorableText(annotation.question),
          agentResponse: toStorableText(annotation.agentResponse),
          userId: toStorableText(annotation.userId),
          rating: annotation.rating,
          correction: toStorableText(annotation.correction),
          tags: JSON.stringify(annotation.tags),
          rootCause: annotation.rootCause,
          reviewer: optionalText(annotation.reviewer),
          metadata: JSON.stringify(annotation.metadata),
          now: now().getTime(),
        }),
      ]);
    },

    async readAnnotation(annotationId: string) {
      const [row] = await driver.query(statements.readActiveAnnotation(annotationId));
      return row ? toSavedAnnotation(row) : null;
    },

    async retract(annotationId: string, contextId: string) {
      const time = now().getTime();
      await driver.write([
        statements.retractAnnotation(annotationId, time),
        statements.refreshTurn(contextId, time),
      ]);
    },

    ...createReviewStore(driver, { turnLifeSeconds, now }),

    async ping() {
      await driver.query(statements.ping);
    },

    close: () => driver.close(),
  };
}

function textsOf(turn: TurnIdentity) {
  return {
    question: toStorableText(turn.question),
    agentResponse: toStorableText(turn.agentResponse),
    userId: toStorableText(turn.userId),
    sessionId: toStorableText(turn.sessionId),
  };
}

function optionalText(text: string | null | undefined): string | null {
  return text === undefined || text === null ? null : toStorableText(text);
}

function firstRow(rows: readonly SqlRow[] | undefined): SqlRow {
  const row = rows?.[0];
  if (!row) throw new Error('The database gave no row back for a write.');
  return row;
}
