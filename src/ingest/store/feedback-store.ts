import type { Rating, RootCause, SavedAnnotation } from '../../protocol/annotation.js';
import type { ReviewStore } from './review-store.js';

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
  /** Whether this very context led to a turn that was waiting already. */
  wasWaiting: boolean;
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
 * repeated without counting twice.
 */
export interface FeedbackStore extends ReviewStore {
  /** Puts a turn into the review queue, or unites it with the one that asks the same. */
  logTurn(turn: TurnIdentity, details: TurnDetails): Promise<LoggedTurn>;
  /** Writes what a person says; there is one annotation for each context. */
  annotate(
    annotationId: string,
    turn: TurnIdentity,
    values: AnnotationValues,
  ): Promise<{ turn_id: string; created: boolean }>;
  /** Writes an annotation that came with a key. */
  annotateByKey(annotation: KeyedAnnotation): Promise<void>;
  /** What was said under this id; null if nothing was, or if it was taken back. */
  readAnnotation(annotationId: string): Promise<SavedAnnotation | null>;
  /** Takes back what was said. Does nothing where nothing was. */
  retract(annotationId: string, contextId: string): Promise<void>;
  /** Resolves if the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
