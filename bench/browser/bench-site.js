import { createIngest } from 'agentloop-feedback/ingest';
import { createSqliteStore } from 'agentloop-feedback/sqlite';
import { serve } from '@hono/node-server';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const SECRET = 'whsec_bench';

/**
 * An ingest on a new database.
 *
 * @param {(request: Request) => Response | undefined} [answer] what else the site has
 */
export async function startIngest(answer = () => undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'agentloop-feedback-bench-'));
  const store = await createSqliteStore({ path: join(folder, 'feedback.sqlite') });
  const ingest = createIngest({ secrets: [SECRET], apiKeys: ['ak_bench'], store });
  const site = await startSite((request) => answer(request) ?? ingest(request));
  return {
    ...site,
    store,
    stop: async () => {
      site.stop();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @param {(request: Request) => Response | Promise<Response>} answer */
export async function startSite(answer) {
  const server = serve({ fetch: answer, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { origin: `http://127.0.0.1:${port}`, stop: () => void server.close() };
}
