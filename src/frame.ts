import type { FeedbackFrameEventMap } from './frame/frame-events.js';

export { connectFeedbackFrame } from './frame/connect-feedback-frame.js';
export type { FeedbackFrame, FeedbackFrameOptions } from './frame/connect-feedback-frame.js';
export type { FeedbackFrameEventMap } from './frame/frame-events.js';
export type { FrameTheme, ThemeProperty } from './frame/frame-theme.js';

declare global {
  // They bubble, so a listener further up is typed as well.
  interface HTMLElementEventMap extends FeedbackFrameEventMap {}
}
