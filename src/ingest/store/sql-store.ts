import { DEFAULT_MAX_AGE_SECONDS } from '../../protocol/limits.js';
import { createAnnouncer } from '../webhooks/announce.js';
import * as annotations from './annotation-statements.js';
import { createOnceWriter } from './once-writer.js';
import * as onceStatements from './once-statements.js';
import { createReviewStore } from './review-store.js';
import { toSavedAnnotation } from './rows.js';
import * as statements from './statements.js';
import { toStorableText } from './storable-text.js';
import * as upkeep from './upkeep-statements.js';

import type {
  AnnotationValues,
  FeedbackStore,
  JsonObject,
  KeyedAnnotation,
  LoggedTurn,
  OnceKey,
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

/** What an annotation that is taken back says from then on. */
const NOTHING_SAID = {
  rating: null,
  correction: null,
  tags: null,
  comment: null,
  metadata: null,
};

/** How many turns expire in one write, so that none holds up others for long. */
const EXPIRY_TURNS = 500;

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
  const turnLifeMs = turnLifeSeconds * 1000;
  const turnStatements = (
    turn: TurnIdentity,
    time: number,
    isPending: boolean,
    signalCount: number,
    details?: TurnDetails,
  ): Statement[] => [
    statements.mergeContext(turn, time),
    statements.ensureTurn(turn, {
      metadata: details ? JSON.stringify(details.metadata) : '{}',
      isLogged: details !== undefined,
      isTrusted: details?.isTrusted ?? false,
      isPending,
      signalCount,
      now: time,
      expiresAt: time + turnLifeMs,
    }),
  ];
  const writeOnce = createOnceWriter(driver, now);

  return {
    logTurn(given: TurnIdentity, details: TurnDetails, once?: OnceKey): Promise<LoggedTurn> {
      const turn = toStorableTurn(given);
      const signals = Object.entries(details.signals);
      const time = now().getTime();
      return writeOnce(once, {
        async write() {
          const rows = await driver.write(
            [
              statements.readTurnOfContext(turn),
              ...(once ? onceStatements.claimForTurn(once, turn, time) : []),
              ...turnStatements(turn, time, true, signals.length, details),
              ...signals.map(([name, value]) =>
                statements.putSignal(turn, {
                  name: toStorableText(name),
                  value: JSON.stringify(value),
                  isTrusted: details.isTrusted,
                  now: time,
                }),
              ),
              statements.refreshTurn(turn, { revives: true, now: time }),
              ...(once
                ? [onceStatements.keepTurn(once, turn), onceStatements.keepMerge(once, turn.turnId)]
                : []),
              ...(await announce(turn, time, details.signals)),
              statements.readTurnOfContext(turn),
            ],
            turn.questionKey,
          );
          const row = firstRow(rows.at(-1));
          const wasWaiting = rows[0]?.[0]?.['status'] === 'pending';
          return {
            turn_id: String(row['turn_id']),
            status: String(row['status']),
            was_duplicate: wasWaiting || row['turn_id'] !== turn.turnId,
          };
        },
        replay: (row) => ({
          turn_id: String(row['record_id']),
          status: String(row['record_status']),
          was_duplicate: row['was_there'] === 1,
        }),
      });
    },

    annotate(
      annotationId: string,
      given: TurnIdentity,
      values: AnnotationValues,
      once?: OnceKey,
    ): Promise<{ turn_id: string; created: boolean }> {
      const turn = toStorableTurn(given);
      const isDislike = values.rating !== 'correct';
      const time = now().getTime();
      const said = {
        rating: values.rating,
        correction: optionalText(values.correction),
        tags: values.tags ? JSON.stringify(values.tags) : null,
        comment: optionalText(values.comment),
        metadata: optionalMetadata(values.metadata),
      };
      return writeOnce(once, {
        async write() {
          const claim = once ? onceStatements.claimForAnnotation(once, annotationId, time) : [];
          const rows = await driver.write(
            [
              ...claim,
              ...turnStatements(turn, time, isDislike, isDislike ? 1 : 0),
              annotations.keepHistory(annotationId, 'active', said),
              annotations.putAnnotation(annotationId, turn, said, time),
              statements.refreshTurn(turn, { revives: true, now: time }),
              ...(once ? [onceStatements.keepTurn(once, turn)] : []),
              ...(await announce(turn, time, signalsOf(values))),
            ],
            turn.questionKey,
          );
          const row = firstRow(rows[claim.length + 3]);
          return { turn_id: String(row['turn_id']), created: row['revision'] === 1 };
        },
        replay: (row) => ({ turn_id: String(row['record_id']), created: row['was_there'] === 0 }),
      });
    },

    annotateByKey(annotation: KeyedAnnotation, once?: OnceKey): Promise<string> {
      const { annotationId, rating, rootCause } = annotation;
      const time = now().getTime();
      return writeOnce(once, {
        async write() {
          await driver.write([
            ...(once ? onceStatements.claimForAnnotation(once, annotationId, time) : []),
            annotations.putKeyedAnnotation({
              annotationId,
              question: toStorableText(annotation.question),
              agentResponse: toStorableText(annotation.agentResponse),
              userId: toStorableText(annotation.userId),
              rating,
              correction: toStorableText(annotation.correction),
              tags: JSON.stringify(annotation.tags),
              rootCause,
              reviewer: optionalText(annotation.reviewer),
              metadata: JSON.stringify(annotation.metadata),
              now: time,
            }),
          ]);
          return annotationId;
        },
        replay: (row) => String(row['record_id']),
      });
    },

    async readAnnotation(annotationId: string) {
      const [row] = await driver.query(annotations.readActiveAnnotation(annotationId));
      return row ? toSavedAnnotation(row) : null;
    },

    async retract(annotationId: string, turn: TurnIdentity) {
      const time = now().getTime();
      await driver.write(
        [
          annotations.keepHistory(annotationId, 'retracted', NOTHING_SAID),
          annotations.retractAnnotation(annotationId, time),
          statements.refreshTurn(turn, { revives: false, now: time }),
        ],
        turn.questionKey,
      );
    },

    async expire() {
      const time = now().getTime();
      await driver.write([upkeep.forgetIdempotencyKeys(time)]);
      let count = 0;
      for (let expired = EXPIRY_TURNS; expired === EXPIRY_TURNS; count += expired) {
        const [rows] = await driver.write([upkeep.expireTurns(time, turnLifeMs, EXPIRY_TURNS)]);
        expired = rows?.length ?? 0;
      }
      return count;
    },

    async erase(userId: string) {
      // Turns and annotations of nobody in particular are not one person's.
      if (userId === '') throw new TypeError('An empty user id stands for no one.');
      const rows = await driver.write(upkeep.eraseUser(toStorableText(userId)));
      const [said = [], turns = []] = rows.slice(-2);
      return { annotations: said.length, turns: turns.length };
    },

    ...createReviewStore(driver, { turnLifeSeconds, now }),

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

/** Field by field: to spread an object costs more here than all the rest of a vote's statements. */
function toStorableTurn(turn: TurnIdentity): TurnIdentity {
  return {
    contextId: turn.contextId,
    turnId: turn.turnId,
    questionKey: turn.questionKey,
    question: toStorableText(turn.question),
    agentResponse: toStorableText(turn.agentResponse),
    userId: toStorableText(turn.userId),
    sessionId: toStorableText(turn.sessionId),
  };
}

function optionalText(text: string | null | undefined): string | null {
  return text === undefined || text === null ? null : toStorableText(text);
}

/** Left out, as an empty object is: it stays as it was. */
function optionalMetadata(metadata: JsonObject = {}): string | null {
  const json = JSON.stringify(metadata);
  return json === '{}' ? null : json;
}

function firstRow(rows: readonly SqlRow[] | undefined): SqlRow {
  const row = rows?.[0];
  if (!row) throw new Error('The database gave no row back for a write.');
  return row;
}
