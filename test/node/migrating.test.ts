import { verifyFeedbackUrl } from 'agentloop-feedback/server';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { listenBadly } from '../support/faulty-front.js';
import { API_KEY, createTestIngest, SECRET } from '../support/test-ingest.js';

import type { TestContext } from 'node:test';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const GUIDE = readFileSync(join(ROOT, 'docs/migrating.md'), 'utf8');
const TEXTS = { question: 'Où est-ce ?', answer: '90 jours 🙂' };

/** The code blocks of one language, in their order. */
function blocksOf(language: string): string[] {
  return [...GUIDE.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, name]) => name === language)
    .map(([, , code = '']) => code);
}

/** What a change leads to: its old lines gone, its new ones in their place. */
function applyChange(change: string | undefined): string {
  const lines = change?.split('\n').filter((line) => !line.startsWith('-')) ?? [];
  return lines.map((line) => line.slice(1)).join('\n');
}

/** Runs a program against a real ingest. It finds this package as any application would. */
async function run(t: TestContext, command: string, file: string, code: string) {
  const fixture = await createTestIngest(t);
  const { baseUrl } = await listenBadly(t, fixture.ingest, []);
  const folder = mkdtempSync(join(ROOT, '.cache/migrating-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, file), code);
  const { stdout } = await promisify(execFile)(command, [join(folder, file)], {
    env: {
      ...process.env,
      INGEST_API_KEY: API_KEY,
      INGEST_URL: baseUrl,
      FEEDBACK_SIGNING_SECRET: SECRET,
      PYTHONPATH: fileURLToPath(new URL('../support', import.meta.url)),
    },
  });
  return { ...fixture, printed: JSON.parse(stdout) as Record<string, unknown> };
}

describe('the guide from AgentLoop’s clients', () => {
  it('changes three lines in each language', () => {
    const changes = blocksOf('diff');
    assert.equal(changes.length, 2);
    for (const change of changes) {
      assert.ok([...change.matchAll(/^\+/gm)].length <= 3);
    }
  });

  it('has JavaScript that runs', async (t) => {
    const [change] = blocksOf('diff');
    const { question, answer } = TEXTS;
    const code = [
      applyChange(change),
      `const question = ${JSON.stringify(question)}, answer = ${JSON.stringify(answer)};`,
      'const confidence = 0.4;',
      ...blocksOf('js'),
      'console.log(JSON.stringify({ memories, turn_id, was_duplicate, url, annotation, said, page }));',
    ].join('\n');
    const { printed, turns, annotations } = await run(t, process.execPath, 'guide.mjs', code);
    assert.deepEqual([printed['memories'], printed['was_duplicate']], [[], false]);
    assert.equal((await verifyFeedbackUrl(String(printed['url']), [SECRET])).ok, true);
    assert.equal((printed['annotation'] as { rating: string }).rating, 'partial');
    assert.equal((printed['said'] as { annotation: unknown }).annotation, null);
    assert.match(String(printed['page']), /feedback-url="http[^"]*&amp;sig=[0-9a-f]{64}"/);

    const [turn, ...others] = await turns();
    assert.deepEqual(others, []);
    assert.equal(turn?.turn_id, printed['turn_id']);
    assert.deepEqual(turn?.signals, {
      thumbs_down: true,
      confidence: 0.4,
      sample: true,
      escalated: true,
    });
    assert.deepEqual((await annotations()).map(({ status }) => status).sort(), [
      'active',
      'retracted',
    ]);
  });

  it('has Python that runs', async (t) => {
    const [, change] = blocksOf('diff');
    const code = [
      'import json, os',
      'from agentloop import AgentLoop',
      applyChange(change),
      `question, answer = json.loads(r'''${JSON.stringify(Object.values(TEXTS))}''')`,
      ...blocksOf('python'),
      'print(json.dumps({"turn_id": turn.turn_id, "url": url}))',
    ].join('\n');
    const { printed, turns, annotations } = await run(t, 'python3', 'guide.py', code);
    assert.equal((await turns())[0]?.turn_id, printed['turn_id']);
    assert.equal((await annotations())[0]?.correction, '30 days.');
    assert.equal((await verifyFeedbackUrl(String(printed['url']), [SECRET])).ok, true);
  });

  it('is right that require() finds this package, too', async (t) => {
    const code = `const { AgentLoop } = require('agentloop-feedback/server');
      console.log(JSON.stringify({ name: AgentLoop.name }));`;
    const { printed } = await run(t, process.execPath, 'guide.cjs', code);
    assert.deepEqual(printed, { name: 'AgentLoop' });
  });
});
