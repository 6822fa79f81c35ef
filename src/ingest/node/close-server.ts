import type { Server } from 'node:http';

/**
 * Stops accepting, finishes the requests that are being answered, then closes.
 *
 * @param deadlineMs when connections that are still open are cut
 * @returns whether everything was finished
 */
export function closeServer(server: Server, deadlineMs: number): Promise<boolean> {
  let isFinished = true;
  // A connection that was busy at the moment of `close` would be kept alive after its answer, so
  // idle ones are looked for again and again.
  const looking = setInterval(() => server.closeIdleConnections(), 50);
  const deadline = setTimeout(() => {
    isFinished = false;
    server.closeAllConnections();
  }, deadlineMs);
  return new Promise((resolve) => {
    server.close(() => {
      clearInterval(looking);
      clearTimeout(deadline);
      resolve(isFinished);
    });
  });
}
