import { serve } from '@hono/node-server';
import { createIngest } from 'agentloop-feedback/ingest';
import { createSqliteStore } from 'agentloop-feedback/sqlite';
import { Server } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { readOrMakeSecret } from './secrets.js';

/** How long a stop may take before open connections are cut, in milliseconds. */
const STOP_MS = 5_000;

/**
 * `agentloop-feedback serve`: the ingest on Node.js with the embedded store. Prints one line with
 * its URL when it is ready to answer.
 *
 * @param {string[]} args
 */
export async function serveIngest(args) {
  const { port, host, dataDir, frameAncestors } = readSettings(args, process.env);
  const secrets = readOrMakeSecret('FEEDBACK_SIGNING_SECRET', join(dataDir, 'signing-secret'));
  const apiKeys = readOrMakeSecret('AGENTLOOP_API_KEYS', join(dataDir, 'api-key'));
  const store = await createSqliteStore({ path: join(dataDir, 'feedback.sqlite') });
  const ingest = createIngest({
    secrets: secrets.values,
    apiKeys: apiKeys.values,
    store,
    frameAncestors,
  });

  const server = serve({ fetch: ingest, port, hostname: host }, (address) => {
    for (const { note } of [secrets, apiKeys]) if (note) console.error(note);
    const name = host.includes(':') ? `[${host}]` : host;
    console.log(`agentloop-feedback listens on http://${name}:${address.port}`);
  });
  server.on('error', (error) => {
    console.error(`agentloop-feedback: ${error.message}`);
    process.exitCode = 1;
    void store.close();
  });
  stopOnSignal(async () => {
    await closeServer(server);
    await store.close();
  });
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} environment
 */
function readSettings(args, environment) {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      data: { type: 'string' },
      'frame-ancestors': { type: 'string' },
    },
  });
  // A variable that is set and empty, as in many a Compose file, is one that is not set.
  const port = Number(values.port || environment['PORT'] || 8787);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error('--port (PORT) must be a whole number from 0 to 65535.');
  }
  return {
    port,
    host: values.host || environment['HOST'] || '127.0.0.1',
    frameAncestors: (values['frame-ancestors'] || environment['FRAME_ANCESTORS'] || '*').split(
      /[\s,]+/,
    ),
    dataDir: values.data || environment['DATA_DIR'] || 'agentloop-feedback-data',
  };
}

/**
 * Stops cleanly on Ctrl-C and on a supervisor's request, once.
 *
 * @param {() => Promise<void>} stop
 */
export function stopOnSignal(stop) {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      void stop().then(() => process.exit(0));
    });
  }
}

/**
 * Finishes the requests that are being answered, then closes.
 *
 * @param {import('@hono/node-server').ServerType} server
 * @returns {Promise<void>}
 */
export function closeServer(server) {
  if (!(server instanceof Server)) throw new TypeError('This is an HTTP/1 server.');
  // A connection that was busy at the moment of `close` would be kept alive for another five
  // seconds after its answer, so idle ones are looked for again and again.
  const looking = setInterval(() => server.closeIdleConnections(), 50);
  const deadline = setTimeout(() => server.closeAllConnections(), STOP_MS);
  return new Promise((resolve) => {
    server.close(() => {
      clearInterval(looking);
      clearTimeout(deadline);
      resolve();
    });
  });
}
