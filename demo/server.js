import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { createIngest } from 'agentloop-feedback/ingest';
import { closeServer } from 'agentloop-feedback/node';
import { AgentLoop } from 'agentloop-feedback/server';
import { createSqliteStore } from 'agentloop-feedback/sqlite';
import { Hono } from 'hono';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { readOrMakeSecret } from '../bin/secrets.js';
import { stopOnSignal } from '../bin/serve.js';
import { answer, SCRIPT } from './agent.js';

/*
 * The demo: a support chat whose server signs a feedback URL for each answer, and the ingest that
 * the feedback goes to, mounted at /agentloop of the same server.
 */
const here = fileURLToPath(new URL('.', import.meta.url));
const dataDir = resolve(process.env['DATA_DIR'] ?? join(here, '..', '.demo-data'));
const secret = readOrMakeSecret('FEEDBACK_SIGNING_SECRET', join(dataDir, 'signing-secret'));
const key = readOrMakeSecret('AGENTLOOP_API_KEYS', join(dataDir, 'api-key'));
const apiKey = String(key.values[0]);
const store = await createSqliteStore({ path: join(dataDir, 'feedback.sqlite') });
const stopping = new AbortController();
const ingest = createIngest({
  basePath: '/agentloop',
  secrets: secret.values,
  apiKeys: key.values,
  store,
  stopping: stopping.signal,
});

const app = new Hono();
app.all('/agentloop/*', (c) => ingest(c.req.raw));
// The reviewer's key goes to the page only because this is a demo: it opens the review queue.
app.get('/api/demo', (c) => c.json({ apiKey, script: SCRIPT }));
app.post('/api/ask', async (c) => {
  /** @type {{ question: string, sessionId: string }} */
  const { question, sessionId } = await c.req.json();
  const reply = answer(question);
  const loop = new AgentLoop({
    apiKey,
    baseUrl: `${new URL(c.req.url).origin}/agentloop`,
    feedbackSigningSecret: String(secret.values[0]),
  });
  const feedbackUrl = await loop.feedbackUrl(question, reply, {
    user_id: 'demo-user',
    session_id: sessionId,
  });
  return c.json({ question, answer: reply, feedbackUrl });
});
app.use('/*', serveStatic({ root: relative(process.cwd(), join(here, 'public')) }));

/** How long a stop may take before open connections are cut, in milliseconds. */
const STOP_MS = 5_000;

listen(Number(process.env['PORT'] ?? 4173));

/**
 * Takes the next port where one is busy.
 *
 * @param {number} port
 */
function listen(port) {
  const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, (address) => {
    stopOnSignal(async () => {
      stopping.abort();
      const isFinished = await closeServer(
        /** @type {import('node:http').Server} */ (server),
        STOP_MS,
      );
      await store.close();
      return isFinished;
    });
    console.log(`The data is kept in ${dataDir}`);
    console.log(`The demo is at http://localhost:${address.port}`);
  });
  server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
    if (error.code === 'EADDRINUSE') return listen(port + 1);
    throw error;
  });
}
