import { createVersion, linkKeyOf } from '../delivery/outbox-entry.js';
import { pageOutbox } from '../delivery/page-outbox.js';
import { AgentLoopError } from '../protocol/agentloop-error.js';

import type { Submission } from '../delivery/outbox-entry.js';

/** It could not be sent now. The outbox keeps it, and tries again by itself. */
export interface Queued {
  status: 'queued';
}

/**
 * Gives a submission to the page's outbox, and waits for the first that becomes of it.
 *
 * @throws AgentLoopError with the code why it can never be delivered
 */
export function submit<Answer>(submission: Submission): Promise<Answer | Queued> {
  const outbox = pageOutbox();
  const isTurn = submission.call === 'turns';
  const own = createVersion();
  // What is said of the same turn meanwhile is sent in one with it.
  const versions = new Set([own]);
  return new Promise((resolve, reject) => {
    const unsubscribe = outbox.subscribe((event) => {
      if ((event.call === 'turns') !== isTurn) return;
      if (event.type === 'accepted') versions.add(event.version);
      if (event.type === 'accepted' || !versions.has(event.version)) return;
      unsubscribe();
      if (event.type === 'delivered') resolve(event.answer as Answer);
      else if (event.type === 'waiting') resolve({ status: 'queued' });
      else reject(new AgentLoopError(event.message, { code: event.code }));
    }, linkKeyOf(submission.context));
    void outbox.send(submission, own);
  });
}
