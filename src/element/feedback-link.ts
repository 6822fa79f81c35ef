import { createLinkMemory } from '../delivery/link-memory.js';
import { linkKeyOf } from '../delivery/outbox-entry.js';
import { checkValidity, readFeedbackUrl } from '../protocol/feedback-context.js';
import { DEFAULT_MAX_AGE_SECONDS } from '../protocol/limits.js';

import type { LinkMemory } from '../delivery/link-memory.js';
import type { Failure } from '../protocol/failure.js';
import type { ContextTimeCode, FeedbackContext } from '../protocol/feedback-context.js';

/** A well-formed link, and all that it leads to. */
export interface FeedbackLink {
  context: FeedbackContext;
  /** The ingest's address without `/feedback`. */
  baseUrl: string;
  /** Names the link on this device; see `linkKeyOf`. */
  key: string;
  /** When the link ends, in milliseconds since 1970. */
  expires: number;
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
  const key = linkKeyOf(context);
  const expires = (context.t + maxAgeSeconds) * 1000;
  return {
    ok: true,
    link: {
      context,
      baseUrl,
      key,
      expires,
      // Once more as long as the link lives: what was typed outlives an expired link.
      memory: createLinkMemory(key, expires + maxAgeSeconds * 1000),
      problem: checkValidity(context, { maxAgeSeconds }),
    },
  };
}
