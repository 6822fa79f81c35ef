import { randomUUID } from 'node:crypto';

import { findAddress } from './find-address.js';

import type { IncomingMessage } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';
import type { Caller } from '../ingest-events.js';

export interface IngestCallers {
  /** Notes who makes a request, while the request lives. */
  register(
    request: Request,
    incoming: IncomingMessage | Http2ServerRequest,
  ): Caller & { requestId: string };
  /** What `createIngest` takes as `callerOf`. */
  callerOf: (request: Request) => Caller;
}

/**
 * Who makes each request: its address, and the id that its log lines bear. A proxy of one's own may
 * have given it one; anybody else's would be their text in our log.
 *
 * @param proxies how many proxies of one's own stand before this server
 */
export function createIngestCallers(proxies: number): IngestCallers {
  const callers = new WeakMap<Request, Caller>();
  return {
    register(request, incoming) {
      const given = proxies > 0 ? incoming.headers['x-request-id'] : undefined;
      const requestId =
        typeof given === 'string' && /^[\w.-]{1,128}$/.test(given) ? given : randomUUID();
      const caller = { address: findAddress(incoming as IncomingMessage, proxies), requestId };
      callers.set(request, caller);
      return caller;
    },
    callerOf: (request) => callers.get(request) ?? {},
  };
}
