import {
  FRAME_NAMESPACE,
  FRAME_VERSION,
  HANDSHAKE_TO_HOST,
  MESSAGES_TO_HOST,
  readFrameMessage,
} from '../protocol/frame-messages.js';
import { toFrameEvent } from './frame-events.js';
import { createFrameHeight } from './frame-height.js';
import { readFrameOrigin } from './frame-origin.js';

import type {
  FrameMessage,
  HANDSHAKE_TO_GUEST,
  MESSAGES_TO_GUEST,
} from '../protocol/frame-messages.js';
import type { FrameTheme } from './frame-theme.js';

export interface FeedbackFrameOptions {
  /** What the feedback page speaks, as a BCP 47 tag. Default: the browser's language. */
  language?: string | undefined;
  /** How the feedback page looks. Default: as the device prefers it. */
  theme?: FrameTheme | undefined;
  /** The frame is never set lower than this, in CSS pixels. Default: 100. */
  minHeight?: number | undefined;
  /** The frame is never set higher than this, in CSS pixels, and scrolls. Default: 10,000. */
  maxHeight?: number | undefined;
  /**
   * Is told each new height, in whole CSS pixels and within the limits, in place of the frame's own
   * style being set: for a host that animates it, or lays out its frames itself.
   */
  onHeight?: ((height: number) => void) | undefined;
}

export interface FeedbackFrame {
  /** Changes some of the options; what is left out stays. */
  update(options: FeedbackFrameOptions): void;
  /** Ends it: no listener and no channel is left. The frame stays as it is, with its last height. */
  disconnect(): void;
}

/**
 * Connects an iframe that shows a feedback URL: the frame gets as high as what it shows, speaks the
 * host's language, wears its theme, and fires the element's events (`FeedbackFrameEventMap`). It
 * works from then on, whenever the frame loads, reloads, is moved or goes on to another feedback URL.
 *
 * A frame that is taken out of the document for good is let go of with the next message that
 * reaches the window, whether `disconnect()` was called or not.
 *
 * @throws TypeError for what is no iframe, or none with a feedback URL in its `src`
 *
 * @example
 * const connection = connectFeedbackFrame(iframe, { language: 'de', theme: { colorScheme: 'dark' } });
 * iframe.addEventListener('agentloop-submitted', ({ input }) => console.log(input.rating));
 */
export function connectFeedbackFrame(
  iframe: HTMLIFrameElement,
  options: FeedbackFrameOptions = {},
): FeedbackFrame {
  if (!(iframe instanceof HTMLIFrameElement)) throw new TypeError('This is no iframe.');
  if (!readFrameOrigin(iframe)) throw new TypeError('The iframe’s src is no feedback URL.');

  const chosen = { ...options };
  const height = createFrameHeight(iframe, chosen);
  let port: MessagePort | undefined;
  /** Which load of the guest has got the channel, or is about to. */
  let loadId: number | undefined;
  /** The timer of the answer to a hello. A thousand hellos at once get one. */
  let answering: ReturnType<typeof setTimeout> | undefined;

  const onWindowMessage = ({ source, origin, data }: MessageEvent): void => {
    // Taken out of the document: if it comes back, it loads again.
    if (!iframe.isConnected) return leave();
    if (source !== iframe.contentWindow || origin !== readFrameOrigin(iframe)) return;
    const hello = readFrameMessage(HANDSHAKE_TO_HOST, data);
    if (!hello?.versions.includes(FRAME_VERSION) || hello.load_id === loadId) return;
    loadId = hello.load_id;
    answering ??= setTimeout(answer);
  };

  const answer = (): void => {
    hangUp();
    const channel = new MessageChannel();
    port = channel.port1;
    port.addEventListener('message', onPortMessage);
    port.start();
    greet({ type: 'connect', namespace: FRAME_NAMESPACE, version: FRAME_VERSION }, [channel.port2]);
    configure();
  };

  const onPortMessage = ({ data }: MessageEvent): void => {
    const message = readFrameMessage(MESSAGES_TO_HOST, data);
    if (message?.type === 'height') height.set(message.height);
    else if (message) iframe.dispatchEvent(toFrameEvent(message));
  };

  const greet = (message: FrameMessage<typeof HANDSHAKE_TO_GUEST>, ports: MessagePort[]): void => {
    const origin = readFrameOrigin(iframe);
    // An opaque origin has no other name than `*`. What is sent is no secret: the options, and a
    // channel on which nothing but `MESSAGES_TO_HOST` is heard.
    if (origin) iframe.contentWindow?.postMessage(message, origin === 'null' ? '*' : origin, ports);
  };

  const configure = (): void => {
    const { language = '', theme: { colorScheme = '', properties = {} } = {} } = chosen;
    port?.postMessage({
      type: 'configure',
      language,
      color_scheme: colorScheme,
      properties,
    } satisfies FrameMessage<typeof MESSAGES_TO_GUEST>);
  };

  /** Asks a guest for its hello that was there before this side listened. */
  const join = (): void => {
    addEventListener('message', onWindowMessage);
    // The empty document before the first load would only complain of a message to another origin.
    const isEmpty = iframe.contentDocument?.URL === 'about:blank';
    if (!port && !isEmpty) greet({ type: 'ping', namespace: FRAME_NAMESPACE }, []);
  };

  const hangUp = (): void => {
    clearTimeout(answering);
    answering = undefined;
    height.reset();
    port?.close();
    port = undefined;
  };

  const leave = (): void => {
    removeEventListener('message', onWindowMessage);
    hangUp();
    loadId = undefined;
  };

  iframe.addEventListener('load', join);
  join();

  return {
    update(change) {
      Object.assign(chosen, change);
      height.update();
      configure();
    },
    disconnect() {
      iframe.removeEventListener('load', join);
      leave();
    },
  };
}
