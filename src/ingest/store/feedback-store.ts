import type { Rating, RootCause, SavedAnnotation } from '../../protocol/annotation.js';
import type { SqlDriver } from './sql-driver.js';

/** A JSON object. */
export type JsonObject = Record<string, unknown>;

/** What was asked and answered, and by which record it is kept. */
export interface TurnIdentity {
  /** The id of the signed context, or of this one call with a key. */
  contextId: string;
  /** The turn's id, unless the question already waits in the queue. */
  turnId: string;
  /** Equal for questions that are the same but for their spelling. */
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

/** An annotation as the listings give it. */
export interface AnnotationItem {
  annotation_id: string;
  /** Null where it was made by key, outside the queue. */
  turn_id: string | null;
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
  metadata: JsonObject;
  status: 'active' | 'retracted';
  /** ISO 8601 in UTC, as are all times here. */
  created_at: string;
  updated_at: string;
}

/** What an annotation said before. */
export interface EarlierAnnotation {
  revision: number;
  rating: Rating;
  correction: string;
  tags: string[];
  comment: string;
  metadata: JsonObject;
  status: AnnotationItem['status'];
  /** When it was said. */
  updated_at: string;
}

/** A turn as the review queue gives it. */
export interface TurnItem {
  turn_id: string;
  question: string;
  agent_response: string;
  user_id: string;
  session_id: string;
  /** What was logged, and `thumbs_down: true` while an active annotation says it was not right. */
  signals: JsonObject;
  metadata: JsonObject;
  status: string;
  /** How many further contexts asked the same while this turn waited. */
  duplicate_count: number;
  created_at: string;
  updated_at: string;
  expires_at: string;
  /** How many active annotations it has. */
  annotation_count: number;
  /** What people said about it: the newest 20, newest first. All are in the annotations' listing. */
  annotations: AnnotationItem[];
}

export interface Page<Item> {
  items: Item[];
  /** Pass it as `cursor` to read on; null at the end. */
  next_cursor: string | null;
}

export interface PageRequest {
  /** How many items at most. */
  limit: number;
  cursor?: string | undefined;
  status?: string | undefined;
}

/**
 * What the ingest keeps. Every write is durable when its promise resolves, and every write can be
 * repeated without counting twice. A write with a `once` key that was used in the last 24 hours
 * writes nothing and gives the first answer again, or fails with a `KeyReusedError`.
 */
export interface FeedbackStore {
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
  /** What was said under this id before it was changed or taken back, newest first. */
  readHistory(annotationId: string): Promise<EarlierAnnotation[]>;
  /** Newest first. */
  listTurns(request: PageRequest): Promise<Page<TurnItem>>;
  /** Newest first. */
  listAnnotations(request: PageRequest): Promise<Page<AnnotationItem>>;
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
