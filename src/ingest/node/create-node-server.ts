import { getRequestListener } from '@hono/node-server';
import { createServer } from 'node:http';

import { ERRORS } from '../../protocol/error-codes.js';
import { LIMITS } from '../../protocol/limits.js';

import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ErrorCode } from '../../protocol/error-codes.js';
import type { IngestCallers } from './ingest-callers.js';

/** How long a request's headers, and all of it, may take to arrive, in milliseconds. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;

/** How long a connection may be idle between requests, in milliseconds. */
const IDLE_MS = 65_000;

/**
 * How long nothing may move on a connection while an answer is under way, in milliseconds: whoever
 * does not read it is gone. A stream of events sends something every 15 seconds.
 */
const STALLED_MS = 60_000;

export interface NodeServerOptions {
  handle: (request: Request) => Promise<Response>;
  /** Who calls; the handler's `callerOf` reads from it. */
  callers: IngestCallers;
  /** Told of requests that never came so far as the handler. */
  onRefused?: ((code: ErrorCode) => void) | undefined;
  headersMs?: number | undefined;
  requestMs?: number | undefined;
  stalledMs?: number | undefined;
}

/**
 * An HTTP server on Node.js with limits on what a caller can hold: slow headers, slow bodies, many
 * headers, answers that nobody reads and idle connections all come to an end by themselves.
 */
export function createNodeServer({
  handle,
  callers,
  onRefused,
  headersMs = HEADERS_MS,
  requestMs = REQUEST_MS,
  stalledMs = STALLED_MS,
}: NodeServerOptions): Server {
  const listener = getRequestListener((request, { incoming, outgoing }) => {
    outgoing.setHeader('x-request-id', callers.register(request, incoming).requestId);
    return handle(request);
  });
  const server = createServer(
    {
      maxHeaderSize: LIMITS.headerBytes,
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: Math.min(1_000, headersMs / 2),
      keepAliveTimeout: IDLE_MS,
    },
    (incoming, outgoing) => void listener(incoming, outgoing),
  );
  server.setTimeout(stalledMs);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // The caller is gone, or an answer is under way and nothing may be written into it.
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswering(socket)) {
      socket.destroy();
      return;
    }
    const code = codeOf(error);
    onRefused?.(code);
    socket.end(writeRefusal(code));
  });
  return server;
}

function codeOf({ code }: NodeJS.ErrnoException): ErrorCode {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request_timeout';
  return code === 'HPE_HEADER_OVERFLOW' ? 'headers_too_large' : 'request_malformed';
}

/** Whether the head of an answer has been written to the connection. */
function isAnswering(
  socket: Duplex & { _httpMessage?: { headersSent?: boolean } | null },
): boolean {
  return socket._httpMessage?.headersSent === true;
}

/** By hand, because there is no request to answer. */
function writeRefusal(code: ErrorCode): string {
  const [status, message] = ERRORS[code];
  const body = JSON.stringify({ error: message, code });
  return [
    `HTTP/1.1 ${status} ${code}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'access-control-allow-origin: *',
    'connection: close',
    '',
    body,
  ].join('\r\n');
}
