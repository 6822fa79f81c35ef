import { post } from './post.js';

import type { AnnotationInput } from '../protocol/annotation.js';
import type {
  AnnotateAnswer,
  LogTurnAnswer,
  RetractAnswer,
  StateAnswer,
} from '../protocol/answers.js';
import type { FeedbackContext } from '../protocol/feedback-context.js';
import type { PostOptions } from './post.js';

export interface TurnDetails {
  /** Why the turn is worth a look, e.g. `{ thumbs_down: true }`. At most 64, of JSON values. */
  signals?: Record<string, unknown> | undefined;
  metadata?: Record<string, unknown> | undefined;
}

export type IngestClient = ReturnType<typeof createIngestClient>;

/**
 * The ingest's calls that a signed context proves.
 *
 * @param baseUrl the ingest's address without `/feedback`, as the feedback URL itself has it
 */
export function createIngestClient(baseUrl: string, options?: PostOptions) {
  const call = <Answer>(path: string, context: FeedbackContext, rest: object = {}) =>
    post<Answer>(`${baseUrl}/v1/${path}`, { context, ...rest }, options);

  return {
    annotate: (context: FeedbackContext, input: AnnotationInput) =>
      call<AnnotateAnswer>('annotations', context, input),
    logTurn: (context: FeedbackContext, details: TurnDetails) =>
      call<LogTurnAnswer>('turns', context, details),
    readState: (context: FeedbackContext) => call<StateAnswer>('feedback/state', context),
    retract: (context: FeedbackContext) => call<RetractAnswer>('feedback/retract', context),
  };
}
