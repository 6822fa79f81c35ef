import type { FeedbackSession } from './feedback-session.js';

/** What the thumbs say besides being pressed: the shell is kept small, and leaves it to this. */
export function dressBar(root: ParentNode, session: FeedbackSession): void {
  const { host, isOpen, isUnusable, localizer } = session;
  const bar = root.querySelector<HTMLElement>('[part=bar]');
  const [up, down] = root.querySelectorAll('[part~=thumb]');
  if (!bar || !up || !down) return;
  bar.lang = localizer.language;
  bar.dir = localizer.direction;
  bar.hidden = host.hideInvalid && isUnusable;
  up.ariaDisabled = down.ariaDisabled = isUnusable ? 'true' : null;
  // Where it shows as pressed and nothing is open, pressing it takes the vote back.
  down.ariaExpanded = down.ariaPressed === 'true' && !isOpen ? null : String(isOpen);
  // A history that was rated long ago is not read out, only what somebody has done.
  const status = root.querySelector('[part=status]');
  if (status) status.ariaLive = session.hasActed ? null : 'off';
}

/**
 * Escape closes the form, wherever in the element the focus is, and not the dialog around it. A key
 * that is held down on a thumb is pressed once.
 */
export function onKeydown(event: KeyboardEvent, session: FeedbackSession): void {
  if (event.key === 'Escape' && session.isOpen && !event.isComposing) {
    event.preventDefault();
    event.stopPropagation();
    return session.close();
  }
  const [target] = event.composedPath();
  const isThumb = target instanceof Element && target.matches('[part~=thumb]');
  if (event.repeat && isThumb && /^( |Enter)$/.test(event.key)) event.preventDefault();
}
