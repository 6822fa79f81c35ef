import { serve } from '@hono/node-server';
import { createIngest } from 'agentloop-feedback/ingest';
import { createSqliteStore } from 'agentloop-feedback/sqlite';
import { Hono } from 'hono';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const SECRET = 'whsec_browser';

const PUPPET = readFileSync(new URL('../fixtures/puppet.html', import.meta.url), 'utf8');

/**
 * A real ingest for the tests that run in a browser, on an origin of its own. The path before it
 * chooses what goes wrong on the way, for the first `count` requests of the test `id`:
 *
 *   /ok/0/id          nothing
 *   /status-503/2/id  an answer with that status
 *   /drop/1/id        the connection is cut before the ingest hears of it
 *   /lost/1/id        the ingest hears of it, and the connection is cut within its answer
 *   /hold-60/1/id     429, with a Retry-After of so many seconds
 *   /gate/1/id        the request waits until the test calls `open-gate`
 *
 * At `/puppet/feedback` is a page that says in a frame what a test wants.
 */
export async function startBrowserIngest() {
  const folder = mkdtempSync(join(tmpdir(), 'agentloop-feedback-browser-'));
  const store = await createSqliteStore({ path: join(folder, 'feedback.sqlite') });
  const ingest = createIngest({ secrets: [SECRET], store });
  /** @type {Map<string, { method: string, path: string }[]>} */
  const requests = new Map();
  /** @type {Map<string, () => void>} */
  const gates = new Map();

  const app = new Hono();
  app.get('/puppet/feedback', (c) => c.html(PUPPET));
  app.all('/:fault/:count/:id/*', async (c) => {
    const { fault, count, id } = c.req.param();
    const heard = requests.get(id) ?? [];
    requests.set(id, heard);
    const url = new URL(c.req.url);
    const path = url.pathname.split('/').slice(4).join('/');
    heard.push({ method: c.req.method, path });
    const isFaulty = heard.length <= Number(count);
    if (isFaulty && fault === 'drop') {
      /** @type {import('@hono/node-server').HttpBindings} */ (c.env).incoming.destroy();
      return new Response();
    }
    if (isFaulty && fault.startsWith('hold-')) {
      const headers = {
        'retry-after': fault.slice('hold-'.length),
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'retry-after',
      };
      return new Response('{}', { status: 429, headers });
    }
    if (isFaulty && fault.startsWith('status-')) {
      return new Response('{}', {
        status: Number(fault.slice('status-'.length)),
        headers: { 'access-control-allow-origin': '*' },
      });
    }
    if (isFaulty && fault === 'gate') {
      await new Promise((resolve) => gates.set(id, () => resolve(undefined)));
    }
    const answer = await ingest(new Request(new URL(`/${path}${url.search}`, url), c.req.raw));
    return isFaulty && fault === 'lost' ? cutShort(answer) : answer;
  });

  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());

  /** @type {Record<string, (payload: any) => unknown>} */
  const commands = {
    'ingest-origin': () => `http://127.0.0.1:${address.port}`,
    'requests-of': (id) => requests.get(id) ?? [],
    'open-gate': (id) => {
      const open = gates.get(id);
      gates.delete(id);
      open?.();
      return Boolean(open);
    },
    'records-of': async (userId) => ({
      turns: (await store.listTurns({ limit: 100 })).items.filter(
        (turn) => turn.user_id === userId,
      ),
      annotations: (await store.listAnnotations({ limit: 100 })).items.filter(
        (annotation) => annotation.user_id === userId,
      ),
    }),
  };

  /** @type {import('@web/test-runner').TestRunnerPlugin} */
  const plugin = {
    name: 'browser-ingest',
    async executeCommand({ command, payload }) {
      return commands[command]?.(payload);
    },
    async serverStop() {
      server.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return { plugin };
}

/**
 * The beginning of an answer. Were there none at all, a browser would send the request once more by
 * itself.
 *
 * @param {Response} answer
 */
function cutShort(answer) {
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{')),
    pull: () => Promise.reject(new Error('cut')),
  });
  return new Response(body, answer);
}
