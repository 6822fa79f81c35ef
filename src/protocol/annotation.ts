/** How right an answer was. Thumbs up is `correct`; thumbs down is `incorrect` until refined. */
export const RATINGS = ['incorrect', 'partial', 'correct'] as const;
export type Rating = (typeof RATINGS)[number];

/** Why an answer was wrong, as a reviewer sees it. */
export const ROOT_CAUSES = ['context', 'prompt', 'model', 'tool'] as const;
export type RootCause = (typeof ROOT_CAUSES)[number];

/** What a person says was wrong: stable keys, never translated text. Stored as an annotation's tags. */
export const REASONS = [
  'factually_wrong',
  'out_of_date',
  'incomplete',
  'off_topic',
  'hard_to_follow',
  'unsafe',
  'other',
] as const;
export type Reason = (typeof REASONS)[number];

/** What one person said about one answer, as the ingest gives it back. */
export interface SavedAnnotation {
  rating: Rating;
  /** What the answer should have been; `""` where nothing was typed. */
  correction: string;
  reasons: Reason[];
  comment: string;
  /** When it was last changed, ISO 8601 in UTC. */
  updated_at: string;
}

/** What a person says about an answer. A field that is left out stays as it was. */
export interface AnnotationInput {
  rating: Rating;
  correction?: string;
  reasons?: Reason[];
  comment?: string;
  /** What the application adds: at most 16 KiB of JSON. */
  metadata?: Record<string, unknown>;
}
