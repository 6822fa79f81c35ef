import ipaddr from 'ipaddr.js';

import type { IncomingMessage } from 'node:http';

/**
 * The address that a request comes from. `X-Forwarded-For` counts only as far as proxies of one's
 * own have written it: each adds whom it heard from at the end, and what stands before is the
 * caller's own claim.
 *
 * @param proxies how many proxies of one's own stand before this server
 * @returns an IPv4 address, or the /64 network of an IPv6 address: whoever has one has all of it
 */
export function findAddress(request: IncomingMessage, proxies: number): string {
  const direct = request.socket.remoteAddress ?? '';
  if (proxies === 0) return toNetwork(direct);
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
  const claimed = forwarded.at(-proxies)?.trim() ?? '';
  return toNetwork(ipaddr.isValid(claimed) ? claimed : direct);
}

function toNetwork(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  return `${parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
