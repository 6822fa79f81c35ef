import { readFeedbackAddress } from '../protocol/feedback-address.js';

/**
 * The origin that the messages of a frame have, as its attributes stand now: that of its address, or
 * `"null"` where a sandbox gives the document an opaque origin. Undefined if its address is no
 * feedback URL.
 */
export function readFrameOrigin(iframe: HTMLIFrameElement): string | undefined {
  const address = readFeedbackAddress(iframe.src);
  return address && (isSandboxed(iframe) ? 'null' : address.url.origin);
}

function isSandboxed(iframe: HTMLIFrameElement): boolean {
  const tokens = iframe.getAttribute('sandbox');
  if (tokens !== null) return !/(^|\s)allow-same-origin(\s|$)/i.test(tokens);
  // A sandbox around the host holds its frames as well. A file has an opaque origin without one.
  return origin === 'null' && location.protocol !== 'file:';
}
