import { DEFAULT_MAX_AGE_SECONDS } from '../../protocol/limits.js';
import { createAnnouncer } from '../webhooks/announce.js';
import { parseCursor, writeCursor } from './cursor.js';
import { toAnnotationItem, toSavedAnnotation, toTurnItem } from './rows.js';
import * as statements from './statements.js';
import { toStorableText } from './storable-text.js';

import type {
  AnnotationValues,
  FeedbackStore,
  JsonObject,
  KeyedAnnotation,
  LoggedTurn,
  PageRequest,
  TurnDetails,
  TurnIdentity,
} from './feedback-store.js';
import type { SqlDriver, SqlRow, Statement } from './sql-driver.js';

export interface SqlStoreOptions {
  /** How long a turn waits for its review, in seconds. Default: 30 days. */
  turnLifeSeconds?: number | undefined;
  /** The addresses that webhooks are sent to; who sends them is `createWebhookSender`. */
  webhookUrls?: readonly string[] | undefined;
  /** The clock. */
  now?: (() => Date) | undefined;
}

/** The one store there is: rules of the record as SQL, over any engine's driver. */
export function createSqlStore(
  driver: SqlDriver,
  {
    turnLifeSeconds = DEFAULT_MAX_AGE_SECONDS,
    webhookUrls = [],
    now = () => new Date(),
  }: SqlStoreOptions = {},
): FeedbackStore {
  const announce = createAnnouncer(webhookUrls);
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
      const rows = await driver.write([
        statements.readTurnOfContext(contextId),
        ...turnStatements(turn, time, details),
        ...Object.entries(details.signals).map(([name, value]) =>
          statements.putSignal(contextId, toStorableText(name), JSON.stringify(value), details),
        ),
        statements.refreshTurn(contextId),
        ...(await announce(contextId, time, details.signals)),
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
        statements.refreshTurn(turn.contextId),
        ...(await announce(turn.contextId, time, signalsOf(values))),
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
      await driver.write([
        statements.retractAnnotation(annotationId, now().getTime()),
        statements.refreshTurn(contextId),
      ]);
    },

    async listTurns(request: PageRequest) {
      const after = parseCursor(request.cursor);
      const rows = await driver.query(statements.listTurns(request, after, now().getTime()));
      const page = rows.slice(0, request.limit);
      const ids = page.map((row) => String(row['turn_id']));
      const [signals, annotations] =
        ids.length === 0
          ? [[], []]
          : await Promise.all([
              driver.query(statements.readSignals(ids)),
              driver.query(statements.readAnnotationsOfTurns(ids)),
            ]);
      return {
        items: page.map((row) => toTurnItem(row, ofTurn(row, signals), ofTurn(row, annotations))),
        next_cursor: rows.length > page.length ? writeCursor(page.at(-1), 'turn_id') : null,
      };
    },

    async listAnnotations(request: PageRequest) {
      const after = parseCursor(request.cursor);
      const rows = await driver.query(statements.listAnnotations(request, after));
      const page = rows.slice(0, request.limit);
      return {
        items: page.map(toAnnotationItem),
        next_cursor: rows.length > page.length ? writeCursor(page.at(-1), 'annotation_id') : null,
      };
    },

    async ping() {
      await driver.write([statements.ping(now().getTime())]);
    },

    driver,

    close: () => driver.close(),
  };
}

/** What somebody says about an answer is a signal where it says that the answer was not right. */
function signalsOf({ rating }: AnnotationValues): JsonObject {
  return rating === 'correct' ? {} : { thumbs_down: true };
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

function ofTurn(turn: SqlRow, rows: readonly SqlRow[]): SqlRow[] {
  return rows.filter((row) => row['turn_id'] === turn['turn_id']);
}
