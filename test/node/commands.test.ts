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

describe('the settings of agentloop-feedback serve', () => {
  it('are judged all at once: one line for each mistake, and nothing is started', async (t) => {
    const data = makeTemporaryFolder(t);
    const { code, stderr, stdout } = await run(['serve', '--data', data, '--port', '99999'], {
      TRUST_PROXY: 'yes',
      LOG_LEVEL: 'loud',
      BASE_PATH: 'no/slash',
      DATABASE_URL: 'mysql://localhost',
      WEBHOOK_URLS: 'ftp://hook.example',
      RATE_LIMIT_USER: '-1',
    });
    assert.equal(code, 1);
    assert.equal(stdout, '');
    const lines = stderr.trim().split('\n');
    assert.equal(lines.length, 7);
    for (const name of [
      '--port (PORT) must be a whole number from 0 to 65535',
      '--trust-proxy (TRUST_PROXY) must be a whole number from 0 to 16',
      '--log-level (LOG_LEVEL) must be one of',
      '--base-path (BASE_PATH) must be a path',
      'DATABASE_URL must begin with postgres://',
      '--webhook-urls (WEBHOOK_URLS) must be http(s) addresses',
      '--rate-limit-user (RATE_LIMIT_USER) must be a whole number',
    ]) {
      assert.ok(
        lines.some((line) => line.startsWith(`agentloop-feedback: ${name}`)),
        name,
      );
    }
  });

  it('ask for a secret and for TLS where webhooks are to be sent', async (t) => {
    const args = ['serve', '--data', makeTemporaryFolder(t), '--webhook-urls'];
    const without = await run([...args, 'https://hook.example/']);
    assert.match(without.stderr, /WEBHOOK_SECRET must be set/);
    const plain = await run([...args, 'http://hook.example/'], { WEBHOOK_SECRET: 's' });
    assert.match(plain.stderr, /must be https, unless WEBHOOK_ALLOW_PRIVATE/);
  });
});

describe('what agentloop-feedback serve logs', () => {
  it('is a line of JSON for each request, without a word that anybody wrote', async (t) => {
    const environment = {
      PORT: '0',
      DATA_DIR: makeTemporaryFolder(t),
      FEEDBACK_SIGNING_SECRET: 'whsec_test',
      AGENTLOOP_API_KEYS: 'ak_s3cret',
    };
    const { url, child, notes } = await startServe(t, [], environment);
    const context = await signContext({
      question: 'question-s3cret',
      agentResponse: 'answer-s3cret',
      userId: 'user-s3cret',
    });
    const send = (path: string, body: unknown, headers = {}) =>
      fetch(url + path, { method: 'POST', body: JSON.stringify(body), headers });
    await send('/v1/annotations', { context, rating: 'incorrect', correction: 'text-s3cret' });
    await send('/v1/annotations', { context: { ...context, a: 'other-s3cret' } });
    await send('/v1/turns', { question: 7 }, { authorization: 'Bearer ak_s3cret' });
    const fields = Object.entries(context).map(([name, value]) => [name, String(value)]);
    await fetch(`${url}/feedback?${new URLSearchParams(fields).toString()}`);
    await fetch(`${url}/path-s3cret?query-s3cret`);
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'close'), [0, null]);
    const lines = notes()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      lines.map(({ route, status, code, effect }) => [route, status, code ?? effect]),
      [
        ['/v1/annotations', 201, 'annotation_stored'],
        ['/v1/annotations', 403, 'signature_invalid'],
        ['/v1/turns', 400, 'body_invalid'],
        ['/feedback', 200, undefined],
        ['*', 404, 'not_found'],
      ],
    );
    assert.ok(lines.every(({ requestId, ms }) => typeof requestId === 'string' && Number(ms) > 0));
    assert.doesNotMatch(notes(), new RegExp(`s3cret|${context.sig}|127\\.0\\.0\\.1`));
  });
});

describe('agentloop-feedback keys', () => {
  it('makes a key that a running ingest knows, lists it without its text, and revokes it', async (t) => {
    const data = makeTemporaryFolder(t);
    const { url } = await startServe(t, ['--port', '0', '--data', data]);
    const keys = (...args: string[]) => run(['keys', ...args, '--data', data]);
    const made = await keys('create', '--name', 'the shop', '--scopes', 'log,export');
    const key = made.stdout.trim();
    assert.match(key, /^ak_[0-9a-f]{64}$/);
    const list = () => fetch(`${url}/v1/turns`, { headers: { authorization: `Bearer ${key}` } });
    assert.equal((await list()).status, 200);

    const listed = await keys('list');
    assert.match(listed.stdout, /^key_\w+\tlog,export\t.*\tworks\tthe shop\n$/);
    assert.ok(!listed.stdout.includes(key));
    const [id = ''] = listed.stdout.split('\t');
    assert.equal((await keys('revoke', id)).code, 0);
    assert.match((await keys('list')).stdout, /revoked/);
    assert.match((await keys('revoke', id)).stderr, /There is no key key_\w+ that works/);
  });

  it('says what it needs', async (t) => {
    const data = makeTemporaryFolder(t);
    const keys = (...args: string[]) => run(['keys', ...args, '--data', data]);
    assert.match((await keys()).stderr, /keys needs create, list, or revoke/);
    assert.match((await keys('create')).stderr, /keys create needs --name/);
    const wrong = await keys('create', '--name', 'x', '--scopes', 'admin');
    assert.match(wrong.stderr, /log, review, export/);
    assert.equal(wrong.code, 1);
  });
});

describe('agentloop-feedback erase and webhooks', () => {
  it('work on the records in the folder', async (t) => {
    const data = makeTemporaryFolder(t);
    const erased = await run(['erase', '--user', 'u_1', '--data', data]);
    assert.match(erased.stdout, /Erased: 0 annotations, 0 turns/);
    assert.match((await run(['erase', '--data', data])).stderr, /erase needs --user/);
    assert.equal((await run(['webhooks', 'dead', '--data', data])).stdout, '');
    const retried = await run(['webhooks', 'retry', '--data', data]);
    assert.match(retried.stdout, /0 messages are tried again/);
    assert.match((await run(['webhooks', '--data', data])).stderr, /webhooks needs dead or retry/);
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
