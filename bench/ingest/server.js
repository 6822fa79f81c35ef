import { serve } from '@hono/node-server';
import { createIngest } from 'agentloop-feedback/ingest';
import { createPostgresStore } from 'agentloop-feedback/postgres';
import { createSqliteStore } from 'agentloop-feedback/sqlite';
import { createServer } from 'node:http';

import { createContextVerifier } from '../../dist/signing/verify-feedback-url.js';

/*
 * node server.js plain             the reference: reads, parses and verifies, and stores nothing
 * node server.js sqlite <file>     the ingest
 * node server.js postgres <url>    the ingest
 *
 * Prints its port when it is ready. Settings by environment: PORT, SECRET, API_KEY.
 */
const [kind = '', place = ''] = process.argv.slice(2);
const port = Number(process.env['PORT'] ?? 0);
const secrets = [process.env['SECRET'] ?? ''];

/** @param {{ port: number }} address */
const announce = (address) => process.stdout.write(`${address.port}\n`);

if (kind === 'plain') {
  const verify = createContextVerifier(secrets);
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part) => (text += part));
    request.on('end', async () => {
      const { ok } = await verify(JSON.parse(text).context);
      response.writeHead(ok ? 201 : 403, { 'content-type': 'application/json' });
      response.end('{"annotation_id":"","turn_id":"","status":"active"}');
    });
  });
  server.listen(port, '127.0.0.1', () => announce(/** @type {any} */ (server.address())));
} else {
  const store =
    kind === 'sqlite'
      ? await createSqliteStore({ path: place })
      : await createPostgresStore({ connectionString: place });
  const ingest = createIngest({ secrets, apiKeys: [process.env['API_KEY'] ?? ''], store });
  serve({ fetch: ingest, port, hostname: '127.0.0.1' }, announce);
}
