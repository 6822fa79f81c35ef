import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { once } from 'node:events';

/**
 * Serves the built site, as any host of static files does.
 *
 * @param {string} folder from the working directory
 * @param {number} [port] default: any free one
 */
export async function serveSite(folder, port = 0) {
  const app = new Hono().use('*', serveStatic({ root: folder }));
  const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });
  await once(server, 'listening');
  const { port: taken } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { origin: `http://127.0.0.1:${taken}`, close: () => server.close() };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { origin } = await serveSite('.cache/docs', 8789);
  console.log(`The documentation is at ${origin}`);
}
