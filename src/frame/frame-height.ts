import type { FeedbackFrameOptions } from './connect-feedback-frame.js';

/**
 * Gives a frame the height that it asks for: within the limits, on change only, and at most once an
 * animation frame, however often it asks.
 *
 * @param options as they stand when a height is applied
 */
export function createFrameHeight(iframe: HTMLIFrameElement, options: FeedbackFrameOptions) {
  let wanted: number | undefined;
  let applied: number | undefined;
  let request = 0;

  const apply = (): void => {
    request = 0;
    if (wanted === undefined) return;
    const { minHeight = 100, maxHeight = 10_000, onHeight } = options;
    const height = Math.min(Math.max(wanted, minHeight), maxHeight);
    if (height === applied) return;
    applied = height;
    if (onHeight) return onHeight(height);
    const isBorderIncluded = getComputedStyle(iframe).boxSizing === 'border-box';
    const border = isBorderIncluded ? iframe.offsetHeight - iframe.clientHeight : 0;
    iframe.style.height = `${height + border}px`;
  };

  const update = (): void => {
    request ||= requestAnimationFrame(apply);
  };

  return {
    /** @param height of what the frame shows, in CSS pixels */
    set(height: number): void {
      wanted = height;
      update();
    },
    /** The options have changed. */
    update,
    /** Forgets what was asked for: another document asks anew, or none at all. */
    reset(): void {
      cancelAnimationFrame(request);
      request = 0;
      wanted = applied = undefined;
    },
  };
}
