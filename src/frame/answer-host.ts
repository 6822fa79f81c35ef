import {
  FRAME_NAMESPACE,
  FRAME_VERSION,
  HANDSHAKE_TO_GUEST,
  MESSAGES_TO_GUEST,
  readFrameMessage,
} from '../protocol/frame-messages.js';
import { watchContentHeight } from './content-height.js';
import { listenForFacts } from './frame-facts.js';
import { applyTheme } from './frame-theme.js';

import type {
  FrameMessage,
  HANDSHAKE_TO_HOST,
  MESSAGES_TO_HOST,
} from '../protocol/frame-messages.js';

type MessageToHost = FrameMessage<typeof MESSAGES_TO_HOST>;

/**
 * Answers the page around this one, if there is one that asks with `connectFeedbackFrame`: wears its
 * theme, takes its language for the document's `lang`, and tells it the height of the page's box and
 * what was done, but never what was typed. What was done before it asked is told first.
 */
export function answerHost(page: HTMLElement): void {
  if (parent === window) return;
  const root = document.documentElement;
  const ownLanguage = root.lang;
  let host: { origin: string; port: MessagePort; leave: () => void } | undefined;
  const untold: MessageToHost[] = [];
  /** Two loads that follow each other in one frame hardly ever have the same. It is no secret. */
  const loadId = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);

  const tell = (message: MessageToHost): void => {
    if (host) host.port.postMessage(message);
    else untold.push(message);
  };

  const join = (origin: string, port: MessagePort): void => {
    host?.leave();
    port.addEventListener('message', ({ data }) => {
      const wish = readFrameMessage(MESSAGES_TO_GUEST, data);
      if (!wish) return;
      applyTheme(root, wish.color_scheme, wish.properties);
      root.lang = wish.language || ownLanguage;
    });
    port.start();
    const unwatch = watchContentHeight(page, (height) => tell({ type: 'height', height }));
    const leave = () => {
      unwatch();
      port.close();
    };
    host = { origin, port, leave };
    untold.splice(0).forEach(tell);
  };

  addEventListener('message', ({ source, origin, data, ports: [port, ...others] }) => {
    if (source !== parent || (host && origin !== host.origin)) return;
    const message = readFrameMessage(HANDSHAKE_TO_GUEST, data);
    if (message?.type === 'ping') return sayHello(loadId);
    if (message?.version !== FRAME_VERSION || !port || others.length > 0) return;
    join(origin, port);
  });
  listenForFacts(page, tell);
  sayHello(loadId);
}

/** To whoever is around: it says that a feedback page is here, and no more. */
function sayHello(loadId: number): void {
  parent.postMessage(
    {
      type: 'hello',
      namespace: FRAME_NAMESPACE,
      versions: [FRAME_VERSION],
      load_id: loadId,
    } satisfies FrameMessage<typeof HANDSHAKE_TO_HOST>,
    '*',
  );
}
