import { post } from './post.js';

import type { StateAnswer } from '../protocol/answers.js';
import type { FeedbackContext } from '../protocol/feedback-context.js';
import type { Delivered } from './post.js';

/**
 * Asks the ingest what was said before. It is the one call that writes nothing, so it does not go
 * through the outbox.
 *
 * @param baseUrl the ingest's address without `/feedback`, as the feedback URL itself has it
 */
export function readState(
  baseUrl: string,
  context: FeedbackContext,
): Promise<Delivered<StateAnswer>> {
  return post(`${baseUrl}/v1/feedback/state`, { context });
}
