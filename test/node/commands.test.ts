import { verifyFeedbackUrl } from 'agentloop-feedback/server';
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { findFreePort, startDemo } from '../support/demo-server.js';
import { makeTemporaryFolder, signContext } from '../support/test-ingest.js';

import type { TestContext } from 'node:test';

const COMMAND = fileURLToPath(new URL('../../bin/agentloop-feedback.js', import.meta.url));

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

function run(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [COMMAND, ...args],
      { env: { PATH: process.env['PATH'], ...environment } },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

/** `serve` until it prints its URL; killed after the test at the latest. */
async function startServe(t: TestContext, args: readonly string[], environment = {}) {
  const child = spawn(process.execPath, [COMMAND, 'serve', ...args], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  let notes = '';
  child.stderr.on('data', (chunk: Buffer) => (notes += chunk.toString()));
  for await (const line of createInterface(child.stdout)) {
    const url = /listens on (\S+)/.exec(line)?.[1];
    if (url) return { child, url, notes: () => notes };
  }
  throw new Error(`serve ended: ${notes}`);
}

describe('agentloop-feedback serve', () => {
  it('prints its URL when it is ready, takes its settings from the environment, and keeps its data', async (t) => {
    const environment = {
      PORT: '0',
      DATA_DIR: join(makeTemporaryFolder(t), 'data'),
      FEEDBACK_SIGNING_SECRET: 'newer, whsec_test',
      AGENTLOOP_API_KEYS: 'ak_1,ak_2',
    };
    const first = await startServe(t, [], environment);
    const answer = await fetch(`${first.url}/v1/annotations`, {
      method: 'POST',
      body: JSON.stringify({ context: await signContext(), rating: 'incorrect' }),
    });
    assert.equal(answer.status, 201);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');

    const second = await startServe(t, [], environment);
    const list = await fetch(`${second.url}/v1/turns`, {
      headers: { authorization: 'Bearer ak_2' },
    });
    assert.equal(((await list.json()) as { items: unknown[] }).items.length, 1);
  });

  it('makes a secret and a key where there is none, for this user alone, and says where', async (t) => {
    const data = join(makeTemporaryFolder(t), 'data');
    const first = await startServe(t, ['--port', '0', '--data', data]);
    assert.match(
      first.notes(),
      /FEEDBACK_SIGNING_SECRET is not set: using the one in .*signing-secret/,
    );
    assert.match(first.notes(), /AGENTLOOP_API_KEYS is not set/);
    for (const name of ['signing-secret', 'api-key']) {
      const path = join(data, name);
      assert.equal(statSync(path).mode & 0o777, 0o600, name);
      assert.ok(readFileSync(path, 'utf8').trim().length >= 32, name);
      assert.doesNotMatch(first.notes(), new RegExp(readFileSync(path, 'utf8').trim()));
    }
    const secret = readFileSync(join(data, 'signing-secret'), 'utf8');
    first.child.kill('SIGTERM');
    await once(first.child, 'exit');
    await startServe(t, ['--port', '0', '--data', data]);
    assert.equal(readFileSync(join(data, 'signing-secret'), 'utf8'), secret);
  });

  it('takes a variable that is empty for one that is not set', async (t) => {
    const environment = {
      HOST: '',
      PORT: '0',
      DATA_DIR: makeTemporaryFolder(t),
      FEEDBACK_SIGNING_SECRET: '',
    };
    const { url, notes } = await startServe(t, [], environment);
    assert.match(url, /^http:\/\/127\.0\.0\.1:/);
    assert.match(notes(), /FEEDBACK_SIGNING_SECRET is not set/);
  });

  it('keeps what people wrote from other users of the machine', async (t) => {
    const data = makeTemporaryFolder(t);
    await startServe(t, ['--port', '0', '--data', data]);
    assert.equal(statSync(join(data, 'feedback.sqlite')).mode & 0o777, 0o600);
  });

  it('stops cleanly on Ctrl-C', async (t) => {
    const { child } = await startServe(t, ['--port', '0', '--data', makeTemporaryFolder(t)]);
    child.kill('SIGINT');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  });

  it('says in one line that its port is busy', async (t) => {
    const busy = createServer().listen(0, '127.0.0.1');
    await once(busy, 'listening');
    t.after(() => busy.close());
    const { port } = busy.address() as { port: number };
    const data = makeTemporaryFolder(t);
    const { code, stderr } = await run(['serve', '--port', String(port), '--data', data]);
    assert.equal(code, 1);
    assert.match(stderr, /EADDRINUSE/);
    assert.doesNotMatch(stderr, /\n\s+at /);
  });

  it('says in one line what is wrong with a setting', async (t) => {
    const data = makeTemporaryFolder(t);
    const port = await run(['serve', '--port', 'http', '--data', data]);
    assert.deepEqual([port.code, port.stderr.split('\n').length], [1, 2]);
    assert.match(port.stderr, /--port \(PORT\) must be a whole number/);
    const secret = await run(['serve', '--data', data], { FEEDBACK_SIGNING_SECRET: 'a,,b' });
    assert.match(secret.stderr, /FEEDBACK_SIGNING_SECRET holds an empty value/);
    const option = await run(['serve', '--prot', '1']);
    assert.equal(option.code, 1);
    assert.match(option.stderr, /--prot/);
  });
});

describe('agentloop-feedback sign', () => {
  const args = ['sign', '--base-url', 'https://host.example', '--question', 'Où ?'];

  it('prints a feedback URL that verifies', async () => {
    const environment = { FEEDBACK_SIGNING_SECRET: 'new,old' };
    const { stdout } = await run([...args, '--answer', 'Là.', '--user', 'u'], environment);
    const verified = await verifyFeedbackUrl(stdout.trim(), ['new']);
    assert.ok(verified.ok);
    assert.deepEqual([verified.context.q, verified.context.u], ['Où ?', 'u']);
  });

  it('says what it needs', async () => {
    assert.match((await run([...args, '--answer', 'x'])).stderr, /FEEDBACK_SIGNING_SECRET/);
    assert.match((await run(args, { FEEDBACK_SIGNING_SECRET: 'x' })).stderr, /--answer/);
  });
});

describe('agentloop-feedback', () => {
  it('explains itself', async () => {
    const help = await run(['--help']);
    assert.equal(help.code, 0);
    assert.match(help.stdout, /serve .*\n[^]*sign /);
    assert.equal((await run([])).code, 2);
    assert.equal((await run(['toString'])).code, 2);
  });
});

describe('the demo', () => {
  it('takes the next port when its own is busy, and stops cleanly', async (t) => {
    const port = await findFreePort();
    const busy = createServer().listen(port, '127.0.0.1');
    await once(busy, 'listening');
    t.after(() => busy.close());
    const demo = await startDemo(makeTemporaryFolder(t), port);
    t.after(() => demo.process.kill('SIGKILL'));
    assert.notEqual(new URL(demo.url).port, String(port));
    assert.equal((await fetch(demo.url)).status, 200);
    assert.equal(await demo.stop('SIGINT'), 0);
  });
});
