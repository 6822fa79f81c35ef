import type { FrameMessage, MESSAGES_TO_HOST } from '../protocol/frame-messages.js';

/** What was done, as the host is told of it. */
export type Fact = Exclude<FrameMessage<typeof MESSAGES_TO_HOST>, { type: 'height' }>;

/** Tells what is done in a page, by the element's events, without what was typed. */
export function listenForFacts(page: HTMLElement, tell: (fact: Fact) => void): void {
  page.addEventListener('agentloop-submitted', ({ input, annotationId, turnId }) =>
    tell({
      type: 'submitted',
      rating: input.rating,
      reasons: input.reasons ?? [],
      annotation_id: annotationId,
      turn_id: turnId,
    }),
  );
  page.addEventListener('agentloop-queued', ({ code, isDurable }) =>
    tell({ type: 'queued', code, is_durable: isDurable }),
  );
  page.addEventListener('agentloop-retracted', () => tell({ type: 'retracted' }));
  page.addEventListener('agentloop-closed', () => tell({ type: 'closed' }));
  page.addEventListener('agentloop-error', ({ code }) => tell({ type: 'error', code }));
}
