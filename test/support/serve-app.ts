import { serve } from '@hono/node-server';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createSqliteStore } from 'agentloop-feedback/sqlite';

import type { FeedbackStore } from 'agentloop-feedback/ingest';
import type { Hono } from 'hono';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Serves an application on a port of its own, with a real database in a folder of its own.
 *
 * @returns the port, the newest hundred annotations, and how to end it and remove the folder
 */
export async function serveApp(createApp: (store: FeedbackStore, stopping: AbortSignal) => Hono) {
  const folder = mkdtempSync(join(tmpdir(), 'agentloop-feedback-site-'));
  const store = await createSqliteStore({ path: join(folder, 'feedback.sqlite') });
  const stopping = new AbortController();
  const server = serve({
    fetch: createApp(store, stopping.signal).fetch,
    port: 0,
    hostname: '127.0.0.1',
  });
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    annotations: async () => (await store.listAnnotations({ limit: 100 })).items,
    close: async (): Promise<void> => {
      stopping.abort();
      await new Promise((resolve) => {
        server.close(resolve);
        (server as Server).closeAllConnections();
      });
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
