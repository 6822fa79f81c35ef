import { createSqliteStore } from 'agentloop-feedback/sqlite';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { makeTemporaryFolder } from '../support/test-ingest.js';

import type { FeedbackStore } from 'agentloop-feedback/ingest';
import type { TestContext } from 'node:test';

const WRITER = fileURLToPath(new URL('../support/keyed-writer.js', import.meta.url));

async function openStore(t: TestContext, path: string): Promise<FeedbackStore> {
  const store = await createSqliteStore({ path });
  t.after(() => store.close());
  return store;
}

async function readIds(store: FeedbackStore): Promise<Set<string>> {
  const ids = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await store.listAnnotations({ limit: 100, cursor });
    for (const { annotation_id } of page.items) ids.add(annotation_id);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return ids;
}

describe('the SQLite store', () => {
  it('has everything that it acknowledged after a kill -9 under load', async (t) => {
    const path = join(makeTemporaryFolder(t), 'feedback.sqlite');
    const writer = spawn(process.execPath, [WRITER, path, 'a', '100000'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const acknowledged = new Set<string>();
    for await (const id of createInterface(writer.stdout)) {
      acknowledged.add(id);
      if (acknowledged.size === 2_000) writer.kill('SIGKILL');
    }
    assert.ok(acknowledged.size >= 2_000);

    const kept = await readIds(await openStore(t, path));
    const missing = [...acknowledged].filter((id) => !kept.has(id));
    assert.deepEqual(missing, []);
  });

  it('takes the writes of two processes at once', async (t) => {
    const path = join(makeTemporaryFolder(t), 'feedback.sqlite');
    const writers = ['a', 'b'].map((name) =>
      spawn(process.execPath, [WRITER, path, name, '500'], { stdio: 'ignore' }),
    );
    const codes = await Promise.all(
      writers.map(async (writer) => ((await once(writer, 'close')) as [number])[0]),
    );
    assert.deepEqual(codes, [0, 0]);
    assert.equal((await readIds(await openStore(t, path))).size, 1_000);
  });

  it('answers what it had accepted before it closes, and nothing after', async (t) => {
    const path = join(makeTemporaryFolder(t), 'feedback.sqlite');
    const store = await createSqliteStore({ path });
    const writes = Array.from({ length: 50 }, (_, index) => writeOne(store, `ann_${index}`));
    await store.close();
    await Promise.all(writes);
    await assert.rejects(writeOne(store, 'ann_late'), /closed/);
    await assert.doesNotReject(store.close());
    assert.equal((await readIds(await openStore(t, path))).size, 50);
  });

  it('takes back the whole of a write that failed, and none that shares its commit', async (t) => {
    const path = join(makeTemporaryFolder(t), 'feedback.sqlite');
    const store = await openStore(t, path);
    const turn = {
      contextId: 'context',
      turnId: 'turn_bad',
      questionKey: 'key',
      question: 'q',
      agentResponse: 'a',
      userId: '',
      sessionId: '',
    };
    const results = await Promise.allSettled([
      writeOne(store, 'ann_1'),
      // Its turn goes in, then the database refuses its annotation: a rating must not be null.
      store.annotate('ann_bad', turn, { rating: null as never }),
      writeOne(store, 'ann_2'),
    ]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(await readIds(store), new Set(['ann_1', 'ann_2']));
    assert.deepEqual((await store.listTurns({ limit: 10 })).items, []);
  });

  it('will not open a file that is no database', async (t) => {
    const path = join(makeTemporaryFolder(t), 'feedback.sqlite');
    writeFileSync(path, 'this is a letter, and a long one, but not a database'.repeat(100));
    await assert.rejects(createSqliteStore({ path }), /not a database/);
  });
});

const KEYED = {
  annotationId: '',
  question: 'q',
  agentResponse: 'a',
  userId: '',
  rating: 'incorrect',
  correction: 'c',
  tags: [],
  rootCause: null,
  reviewer: null,
  metadata: {},
} as const;

function writeOne(store: FeedbackStore, annotationId: string): Promise<void> {
  return store.annotateByKey({ ...KEYED, annotationId });
}
