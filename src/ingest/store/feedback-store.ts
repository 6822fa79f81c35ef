import type { Rating, RootCause, SavedAnnotation } from '../../protocol/annotation.js';
import type { ReviewStore } from './review-store.js';
import type { SqlDriver } from './sql-driver.js';

/** A JSON object. */
export type JsonObject = Record<string, unknown>;

/** What was asked and answered, and by which record it is kept. */
export interface TurnIdentity {
  /** The id of the signed context, or of this one call with a key. */
  contextId: string;
  /** The turn's id, unless the question already waits in the queue. */
  turnId: string;
  /** 32 hexadecimal digits, equal for questions that are the same but for their spelling. */
  questionKey: string;
  question: string;
  agentResponse: string;
  userId: string;
  sessionId: string;
}

export interface TurnDetails {
  signals: JsonObject;
  metadata: JsonObject;
  /** Whether it came with a key. A signed link adds to what is known, and replaces none of it. */
  isTrusted: boolean;
}

export interface LoggedTurn {
  turn_id: string;
  status: string;
  /** Whether this turn, or one with the same question, was waiting already. */
  was_duplicate: boolean;
}

/** What a call's `Idempotency-Key` stands for. Both are SHA-256 in hexadecimal. */
export interface OnceKey {
  /** Of the key, the call and the caller. */
  keyHash: string;
  /** Of what the call says. */
  bodyHash: string;
}

/** The same `Idempotency-Key` came with something else to say. Nothing was written. */
export class KeyReusedError extends Error {
  override readonly name = 'KeyReusedError';
}

export interface AnnotationValues {
  rating: Rating;
  /** Undefined: stays as it was. */
  correction?: string | undefined;
  /** Undefined: stay as they were. */
  tags?: readonly string[] | undefined;
  /** Undefined: stays as it was. */
  comment?: string | undefined;
  /** Empty: stays as it was. */
  metadata?: JsonObject | undefined;
}

export interface KeyedAnnotation {
  annotationId: string;
  question: string;
  agentResponse: string;
  userId: string;
  rating: Rating;
  correction: string;
  tags: readonly string[];
  rootCause: RootCause | null;
  reviewer: string | null;
  metadata: JsonObject;
}

/**
 * What the ingest keeps. Every write is durable when its promise resolves, and every write can be
 * repeated without counting twice. A write with a `once` key that was used in the last 24 hours
 * writes nothing and gives the first answer again, or fails with a `KeyReusedError`.
 */
export interface FeedbackStore extends ReviewStore {
  /** Puts a turn into the review queue, or unites it with the one that asks the same. */
  logTurn(turn: TurnIdentity, details: TurnDetails, once?: OnceKey): Promise<LoggedTurn>;
  /** Writes what a person says; there is one annotation for each context. */
  annotate(
    annotationId: string,
    turn: TurnIdentity,
    values: AnnotationValues,
    once?: OnceKey,
  ): Promise<{ turn_id: string; created: boolean }>;
  /** Writes an annotation that came with an API key, and returns its id. */
  annotateByKey(annotation: KeyedAnnotation, once?: OnceKey): Promise<string>;
  /** What was said under this id; null if nothing was, or if it was taken back. */
  readAnnotation(annotationId: string): Promise<SavedAnnotation | null>;
  /** Takes back what was said. Does nothing where nothing was. */
  retract(annotationId: string, turn: TurnIdentity): Promise<void>;
  /**
   * Ends the wait of the turns whose time is over, and forgets what is kept for a day. Any one
   * process may do it, at any time. Annotations never go by themselves.
   *
   * @returns how many turns have expired
   */
  expire(): Promise<number>;
  /**
   * Removes a person from everywhere: their annotations with the history, their turns, and what
   * came by them to the turns of others. Where others said something about a turn of theirs, it
   * stays as that of the first of those.
   */
  erase(userId: string): Promise<{ annotations: number; turns: number }>;
  /** Resolves if the database takes a write. */
  ping(): Promise<void>;
  /** The database itself, for what else is kept there: API keys, deliveries, rate limits. */
  readonly driver: SqlDriver;
  close(): Promise<void>;
}
