import { verifyFeedbackUrl } from 'agentloop-feedback/server';
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { canonicalJson, legacyCanonicalJson } from '../../src/protocol/canonical-json.js';
import { findSnippet, readSnippets, ROOT, runProgram } from '../support/snippets.js';
import { SECRET } from '../support/test-ingest.js';

const TEXTS = "const question = 'Où est-ce ?', answer = '90 jours 🙂';";

describe('docs/server.md', () => {
  it('signs in TypeScript', async (t) => {
    const code = `${findSnippet('docs/server.md', '2. Sign what was shown', 'ts')}
      const url = await feedbackUrl('Où est-ce ?', '90 jours 🙂', 'u_42');
      console.log(JSON.stringify({ url }));`;
    const { printed } = await runProgram(t, 'server.ts', code);
    const verified = await verifyFeedbackUrl(String(printed['url']), [SECRET]);
    assert.ok(verified.ok);
    assert.equal(verified.context.u, 'u_42');
  });

  it('logs turns by key', async (t) => {
    const code = `const confidence = 0.4; ${TEXTS}
      ${findSnippet('docs/server.md', 'Log turns yourself', 'js')}
      console.log('{}');`;
    const { turns } = await runProgram(t, 'log.mjs', code);
    assert.deepEqual((await turns())[0]?.signals, { confidence: 0.4 });
  });
});

describe('docs/signing.md', () => {
  const page = readFileSync(join(ROOT, 'docs/signing.md'), 'utf8');
  const [json = '', signature] = readSnippets('docs/signing.md')
    .filter(({ heading }) => heading === 'An example')
    .map(({ code }) => code.trim());
  const payload = JSON.parse(json) as Parameters<typeof canonicalJson>[0];
  const sign = (text: string) => createHmac('sha256', 'change-me').update(text).digest('hex');

  it('shows the example as it is signed', () => {
    assert.equal(canonicalJson(payload), json);
    assert.ok(page.includes(`it is ${json.length} bytes`));
    assert.equal(signature, sign(json));
    const described = [payload.q, payload.a, payload.u, '2026-11-25 at 10:00 UTC'];
    for (const text of described) assert.ok(page.includes(text), text);
    assert.equal(new Date(payload.t * 1000).toISOString(), '2026-11-25T10:00:00.000Z');
  });

  it('shows the signature of the form that does not escape', () => {
    assert.ok(page.includes(`\`${sign(legacyCanonicalJson(payload))}\``));
  });
});

describe('the JavaScript of all guides', () => {
  it('imports what there is', async () => {
    for (const page of ['scaling', 'sdk', 'server', 'signals', 'migrating', 'frameworks']) {
      for (const { code } of readSnippets(`docs/${page}.md`)) {
        for (const [, names = '', entry = ''] of code.matchAll(
          /import \{ (.+?) \} from '(agentloop-feedback[\w/-]*)'/g,
        )) {
          const module = (await import(entry)) as object;
          for (const name of names.split(', ')) assert.ok(name in module, `${name} of ${entry}`);
        }
      }
    }
  });
});
