import { verifyFeedbackUrl } from 'agentloop-feedback/server';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { applyChange, readSnippets, runProgram } from '../support/snippets.js';
import { SECRET } from '../support/test-ingest.js';

const SNIPPETS = readSnippets('docs/migrating.md');
const TEXTS = { question: 'Où est-ce ?', answer: '90 jours 🙂' };

/** The code blocks of one language, in their order. */
function blocksOf(wanted: string): string[] {
  return SNIPPETS.filter(({ language }) => language === wanted).map(({ code }) => code);
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
    const { printed, turns, annotations } = await runProgram(t, 'guide.mjs', code);
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
    const { printed, turns, annotations } = await runProgram(t, 'guide.py', code);
    assert.equal((await turns())[0]?.turn_id, printed['turn_id']);
    assert.equal((await annotations())[0]?.correction, '30 days.');
    assert.equal((await verifyFeedbackUrl(String(printed['url']), [SECRET])).ok, true);
  });

  it('is right that require() finds this package, too', async (t) => {
    const code = `const { AgentLoop } = require('agentloop-feedback/server');
      console.log(JSON.stringify({ name: AgentLoop.name }));`;
    const { printed } = await runProgram(t, 'guide.cjs', code);
    assert.deepEqual(printed, { name: 'AgentLoop' });
  });
});
