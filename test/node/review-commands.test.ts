import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { makeTemporaryFolder } from '../support/test-ingest.js';

import type { EvalRow, TurnItem } from '../../src/protocol/review.js';

const BIN = fileURLToPath(new URL('../../bin/agentloop-feedback.js', import.meta.url));

async function run(...args: string[]) {
  const command = spawn(process.execPath, [BIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, error, [code]] = await Promise.all([
    text(command.stdout),
    text(command.stderr),
    once(command, 'close') as Promise<[number]>,
  ]);
  return { out, error, code };
}

function linesOf<Line>(lines: string): Line[] {
  return lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
}

describe('the commands for reviewers', () => {
  it('seed a database that could have happened, and export what is in it', async (t) => {
    const data = makeTemporaryFolder(t);
    const seeded = await run('seed', '--turns', '600', '--data', data);
    assert.match(seeded.out, /^seeded 600 turns in /, seeded.error);

    const turns = linesOf<TurnItem>((await run('export', '--data', data)).out);
    assert.ok(turns.length > 550 && turns.length <= 600, `${turns.length} turns`);
    const disliked = turns.filter(({ annotations }) =>
      annotations.some(({ rating }) => rating !== 'correct'),
    );
    const share = disliked.length / turns.length;
    assert.ok(share > 0.01 && share < 0.05, `${share} of them are disliked`);
    for (const status of ['pending', 'annotated', 'settled']) {
      assert.ok(
        turns.some((turn) => turn.status === status),
        status,
      );
    }
    assert.ok(turns.some(({ question }) => /\p{Script=Arabic}/u.test(question)));

    const out = join(data, 'eval.ndjson');
    const format = ['--format', 'eval', '--status', 'annotated', '--out', out];
    assert.equal((await run('export', '--data', data, ...format)).code, 0);
    const rows = linesOf<EvalRow>(readFileSync(out, 'utf8'));
    assert.equal(rows.length, turns.filter(({ status }) => status === 'annotated').length);
    assert.ok(rows.every(({ input, expected }) => input && expected));
  });

  it('say what is wrong with a filter, in one line', async (t) => {
    const data = makeTemporaryFolder(t);
    const { error, code } = await run('export', '--data', data, '--status', 'open');
    assert.equal(code, 1);
    assert.match(error, /^agentloop-feedback: status: .*\n$/);
  });
});
