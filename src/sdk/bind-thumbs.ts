import { createLinkMemory } from '../delivery/link-memory.js';
import { linkKeyOf } from '../delivery/outbox-entry.js';
import { pageOutbox } from '../delivery/page-outbox.js';
import { AgentLoopError } from '../protocol/agentloop-error.js';
import { readFeedbackUrl } from '../protocol/feedback-context.js';
import { createFeedbackClient } from './feedback-client.js';

import type { AnnotationInput, Rating } from '../protocol/annotation.js';
import type { FeedbackClientOptions } from './feedback-client.js';

/** Buttons of the application's own; each may be left out. */
export interface Thumbs {
  up?: HTMLElement | undefined;
  down?: HTMLElement | undefined;
}

/**
 * Lets buttons of one's own vote: pressed once for a vote, once more to take it back. `aria-pressed`
 * is kept true to what was said, here, in an element with the same link, or in another tab.
 *
 * @returns how to let go of the buttons
 * @throws AgentLoopError for what is no feedback URL
 *
 * @example
 * const unbind = bindThumbs({ down: document.querySelector('#wrong') }, feedbackUrl);
 */
export function bindThumbs(
  { up, down }: Thumbs,
  feedbackUrl: string,
  options: FeedbackClientOptions = {},
): () => void {
  const parsed = readFeedbackUrl(feedbackUrl);
  if (!parsed.ok) throw new AgentLoopError(parsed.message, { code: parsed.code });
  const client = createFeedbackClient(options);
  const key = linkKeyOf(parsed.context);
  let acknowledged = createLinkMemory(key, 0).rating;
  let rating = acknowledged;
  const show = (next: Rating | undefined) => {
    rating = next;
    up?.setAttribute('aria-pressed', String(next === 'correct'));
    down?.setAttribute('aria-pressed', String(next !== undefined && next !== 'correct'));
  };
  const press = (pressed: Rating) => {
    const isPressed = rating !== undefined && (rating === 'correct') === (pressed === 'correct');
    const said = isPressed
      ? client.retract(feedbackUrl)
      : client.annotate(feedbackUrl, { rating: pressed });
    // `onError` has heard of it, and the buttons show what holds.
    said.catch(() => {});
  };
  const onUp = () => press('correct');
  const onDown = () => press('incorrect');

  show(rating);
  up?.addEventListener('click', onUp);
  down?.addEventListener('click', onDown);
  /** The version of what is on its way: what becomes of an older word is not shown any more. */
  let waiting: string | undefined;
  const unsubscribe = pageOutbox().subscribe(({ type, call, input, version }) => {
    if (call === 'turns') return;
    const said = call === 'annotations' ? (input as AnnotationInput).rating : undefined;
    if (type === 'accepted' || type === 'waiting') {
      waiting = version;
      show(said);
      return;
    }
    if (type === 'delivered') acknowledged = said;
    if (waiting !== undefined && waiting !== version) return;
    waiting = undefined;
    show(type === 'refused' ? acknowledged : said);
  }, key);

  return () => {
    unsubscribe();
    up?.removeEventListener('click', onUp);
    down?.removeEventListener('click', onDown);
  };
}
