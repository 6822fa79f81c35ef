import type { SavedAnnotation } from './annotation.js';

/** What `POST /v1/turns` answers. */
export interface LogTurnAnswer {
  turn_id: string;
  /** `pending` while the turn waits for its review. */
  status: string;
  /** Whether the turn, or one with the same question, was waiting already. */
  was_duplicate: boolean;
}

/** What `POST /v1/annotations` answers to a signed context. */
export interface AnnotateAnswer {
  annotation_id: string;
  turn_id: string;
  status: string;
}

/** What `POST /v1/annotations` answers to an API key. */
export interface KeyedAnnotateAnswer {
  annotation_id: string;
  /** Always empty: this ingest keeps no memories. */
  memory_id: string;
  status: string;
}

/** What `POST /v1/feedback/state` answers. */
export interface StateAnswer {
  valid: true;
  /** When the feedback URL expires, ISO 8601 in UTC. */
  expires_at: string;
  annotation: SavedAnnotation | null;
}

/** What `POST /v1/feedback/retract` answers. */
export interface RetractAnswer {
  status: 'retracted';
  /** What was taken back, so that its text is not lost to the person; null if there was nothing. */
  annotation: SavedAnnotation | null;
}
