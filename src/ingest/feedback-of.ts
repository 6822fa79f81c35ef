import { annotationIdOf, identifyTurnOfContext, seedOfContext } from './identity.js';

import type { AnnotateAnswer, RetractAnswer, StateAnswer } from '../protocol/answers.js';
import type { FeedbackContext } from '../protocol/feedback-context.js';
import type { AnnotationBody } from '../protocol/wire.js';
import type { IngestParts } from './create-ingest.js';
import type { OnceKey } from './store/feedback-store.js';

/** What can be read and said with one verified context, whether by JSON or by a plain form. */
export async function feedbackOf(
  context: FeedbackContext,
  { store, maxAgeSeconds }: Pick<IngestParts, 'store' | 'maxAgeSeconds'>,
) {
  const seed = await seedOfContext(context);
  const annotationId = annotationIdOf(seed);

  return {
    /** Writes nothing. */
    async readState(): Promise<StateAnswer> {
      return {
        valid: true,
        expires_at: new Date((context.t + maxAgeSeconds) * 1000).toISOString(),
        annotation: await store.readAnnotation(annotationId),
      };
    },

    async annotate(
      { rating, correction, reasons, comment, metadata }: AnnotationBody,
      once?: OnceKey,
    ): Promise<{ answer: AnnotateAnswer; created: boolean }> {
      const turn = await identifyTurnOfContext(seed, context);
      const values = { rating, correction, tags: reasons, comment, metadata };
      const { turn_id, created } = await store.annotate(annotationId, turn, values, once);
      return { answer: { annotation_id: annotationId, turn_id, status: 'active' }, created };
    },

    async retract(): Promise<RetractAnswer> {
      const annotation = await store.readAnnotation(annotationId);
      await store.retract(annotationId, await identifyTurnOfContext(seed, context));
      return { status: 'retracted', annotation };
    },
  };
}
