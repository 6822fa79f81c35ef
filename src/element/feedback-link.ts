import { createIngestClient } from '../delivery/ingest-client.js';
import { createSerialSender } from '../delivery/serial-sender.js';
import { checkValidity, readFeedbackUrl } from '../protocol/feedback-context.js';
import { DEFAULT_MAX_AGE_SECONDS } from '../protocol/limits.js';
import { createLinkMemory } from './link-memory.js';

import type { IngestClient } from '../delivery/ingest-client.js';
import type { Failure } from '../protocol/error-codes.js';
import type { ContextTimeCode, FeedbackContext } from '../protocol/feedback-context.js';
import type { LinkMemory } from './link-memory.js';

/** A well-formed link, and all that it leads to. */
export interface FeedbackLink {
  context: FeedbackContext;
  /** Names the link on this device. Too little of the signature to sign with. */
  key: string;
  client: IngestClient;
  send: ReturnType<typeof createSerialSender>;
  memory: LinkMemory;
  /** Why nothing can be sent with it now; undefined while it is valid. */
  problem: Failure<ContextTimeCode> | undefined;
}

/**
 * Opens a feedback URL. A link that has expired still leads to what was typed before.
 *
 * @param maxAgeSeconds how long the ingest takes a link for valid
 */
export function openFeedbackLink(
  url: string,
  maxAgeSeconds: number = DEFAULT_MAX_AGE_SECONDS,
): { ok: true; link: FeedbackLink } | Failure {
  const read = readFeedbackUrl(url);
  if (!read.ok) return read;
  const { context, baseUrl } = read;
  const key = context.sig.slice(0, 16);
  // For the link's life, and once more as long: what was typed outlives an expired link.
  const expires = (context.t + 2 * maxAgeSeconds) * 1000;
  return {
    ok: true,
    link: {
      context,
      key,
      client: createIngestClient(baseUrl),
      send: createSerialSender(),
      memory: createLinkMemory(key, expires),
      problem: checkValidity(context, { maxAgeSeconds }),
    },
  };
}
