import { verifyFeedbackUrl } from 'agentloop-feedback/server';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { findSnippet, readSnippets, ROOT, runProgram } from '../support/snippets.js';
import { API_KEY, SECRET } from '../support/test-ingest.js';

/** Those for a terminal that starts the ingest and for a page are run in `test/pages/readme.spec.ts`. */
const IN_A_BROWSER = [
  'agentloop-feedback: sh',
  'agentloop-feedback: js',
  'The iframe: js',
  'The browser SDK: js',
];
const HERE = [
  'agentloop-feedback: sh',
  'Signals: js',
  'On the server: js',
  'On the server: python',
  'The ingest: js',
];

/** What the README takes for granted. It may stand before the imports. */
const TURN = `
  const question = 'How long do I have to return it?', answer = '90 jours 🙂';
  const correction = '30 days.', agentResponse = answer, userId = 'u_42', sessionId = 's_1';
  const apiKey = process.env.INGEST_API_KEY, baseUrl = process.env.INGEST_URL;
  const feedbackSigningSecret = process.env.FEEDBACK_SIGNING_SECRET;`;

describe('the README', () => {
  it('has no snippet that is run by no test', () => {
    const names = readSnippets('README.md').map(
      ({ heading, language }) => `${heading}: ${language}`,
    );
    assert.deepEqual(names.sort(), [...IN_A_BROWSER, ...HERE].sort());
  });

  it('names commands of a clone that there are', () => {
    const [, clone] = readSnippets('README.md').filter(({ language }) => language === 'sh');
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const commands = [...(clone?.code.matchAll(/npm (start|test|run \w+)/g) ?? [])];
    assert.equal(commands.length, 2);
    for (const [, command = ''] of commands) assert.ok(scripts[command.replace('run ', '')]);
  });

  it('logs what its signals have found', async (t) => {
    const code = `import { AgentLoop } from 'agentloop-feedback/server';
      ${findSnippet('README.md', 'Signals', 'js')}
      console.log(JSON.stringify({ found, shouldLog }));`;
    const names = `const vips = new Set(['u_42']), history = ['return it how long?'];
      const loop = new AgentLoop({ apiKey, baseUrl });`;
    const program = `${TURN}${names}\n${code}`;
    const { printed, turns } = await runProgram(t, 'signals.mjs', program);
    assert.deepEqual(printed, { found: { rephrased: true, vip: true }, shouldLog: true });
    assert.deepEqual((await turns())[0]?.signals, printed['found']);
  });

  it('logs, annotates and reads back on a server', async (t) => {
    const code = `${findSnippet('README.md', 'On the server', 'js')}
      console.log(JSON.stringify({ url, annotation }));`;
    const program = `${TURN}\n${code}`;
    const { printed, turns, annotations } = await runProgram(t, 'server.mjs', program);
    const verified = await verifyFeedbackUrl(String(printed['url']), [SECRET]);
    assert.ok(verified.ok);
    assert.equal(verified.context.a, '90 jours 🙂');
    assert.equal(printed['annotation'], null);
    assert.deepEqual((await turns())[0]?.signals, { confidence: 0.4 });
    assert.equal((await annotations())[0]?.correction, '30 days.');
  });

  it('signs in Python what verifies here', async (t) => {
    const code = `${findSnippet('README.md', 'On the server', 'python')}
print(json.dumps({"url": feedback_url("https://host.example/agentloop", "${SECRET}", "Où ?", "90 🙂", "u_42")}))`;
    const { printed } = await runProgram(t, 'sign.py', code);
    const verified = await verifyFeedbackUrl(String(printed['url']), [SECRET]);
    assert.ok(verified.ok);
    assert.deepEqual([verified.context.a, verified.context.u], ['90 🙂', 'u_42']);
  });

  it('mounts the ingest in a server', async (t) => {
    const code = `import { Hono } from 'hono';
      ${findSnippet('README.md', 'The ingest', 'js')}
      const headers = { authorization: 'Bearer ${API_KEY}' };
      const answer = await app.request('/agentloop/v1/turns', { headers });
      console.log(JSON.stringify(await answer.json()));
      process.exit();`;
    const program = `const app = new Hono();\n${code}`;
    const { printed } = await runProgram(t, 'mount.mjs', program);
    assert.deepEqual(printed, { items: [], next_cursor: null });
  });
});
