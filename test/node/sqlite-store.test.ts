import { createSqliteStore } from 'agentloop-feedback/sqlite';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs, { readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { openSqlite } from '../../dist/ingest/sqlite/sqlite-driver.js';
import * as statements from '../../dist/ingest/store/statements.js';
import { makeTemporaryFolder } from '../support/test-ingest.js';

import type { FeedbackStore, SqlDriver, Statement } from 'agentloop-feedback/ingest';
import type { TestContext } from 'node:test';

/** A disk that nobody asks would be waited for without end. */
const BOUND = { timeout: 30_000 };

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
    const store = await openStore(t, join(makeTemporaryFolder(t), 'feedback.sqlite'));
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
      // While this one is under way, the others wait for the next commit together.
      writeOne(store, 'ann_0'),
      writeOne(store, 'ann_1'),
      // Its turn goes in, then the database refuses its annotation: a rating must not be null.
      store.annotate('ann_bad', turn, { rating: null as never }),
      writeOne(store, 'ann_2'),
    ]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(await readIds(store), new Set(['ann_0', 'ann_1', 'ann_2']));
    assert.deepEqual((await store.listTurns({ limit: 10 })).items, []);
  });

  it('answers when its commit is on the disk, and a read when what it saw is', BOUND, async (t) => {
    const path = join(makeTemporaryFolder(t), 'feedback.sqlite');
    const store = await openStore(t, path);
    const disk = holdDisk(t);
    const answered: string[] = [];
    const writing = writeOne(store, 'ann_0').then((id) => answered.push(id));
    await disk.isAsked();
    const reading = readIds(store).then((ids) => answered.push(`read ${[...ids].join()}`));
    // The worker has done both: another connection sees the commit, and a later job has its turn.
    const witness = await openSqlite(path);
    t.after(() => witness.close());
    assert.equal(await countAnnotations(witness), 1);
    assert.deepEqual(answered, []);

    assert.equal(disk.file(), `${path}-wal`);
    disk.release();
    await Promise.all([writing, reading]);
    assert.deepEqual(answered, ['ann_0', 'read ann_0']);
  });

  it('trusts nothing any more when the disk refuses a commit', BOUND, async (t) => {
    const path = join(makeTemporaryFolder(t), 'feedback.sqlite');
    const store = await openStore(t, path);
    const disk = holdDisk(t);
    const writes = ['ann_0', 'ann_1'].map((id) => writeOne(store, id));
    await disk.isAsked();
    disk.refuse();
    await Promise.all(writes.map((write) => assert.rejects(write, /EIO/)));
    await assert.rejects(store.ping(), /EIO/);
  });

  it('answers after its commit, never before', async (t) => {
    const path = join(makeTemporaryFolder(t), 'feedback.sqlite');
    const store = await openStore(t, path);
    // Another connection sees what was committed, and nothing else.
    const witness = await openSqlite(path);
    t.after(() => witness.close());
    for (let index = 0; index < 200; index += 1) {
      await writeOne(store, `ann_${index}`);
      assert.equal(await countAnnotations(witness), index + 1);
    }
  });

  it('commits writes together that arrive together', async (t) => {
    const path = join(makeTemporaryFolder(t), 'feedback.sqlite');
    const store = await openStore(t, path);
    const before = countCommits(path);
    await Promise.all(Array.from({ length: 100 }, (_, index) => writeOne(store, `ann_${index}`)));
    const commits = countCommits(path) - before;
    assert.equal(commits, 1);
  });

  it('finds turns by index, however many there are', async (t) => {
    const path = join(makeTemporaryFolder(t), 'feedback.sqlite');
    await openStore(t, path);
    const driver = await openSqlite(path);
    t.after(() => driver.close());
    const planOf = async ({ sql, params }: Statement) => {
      const rows = await driver.query({ sql: `EXPLAIN QUERY PLAN ${sql}`, params });
      return rows.map(({ detail }) => detail).join('; ');
    };
    const turn = { contextId: 'c', turnId: 't' };
    const merge = await planOf(
      statements.mergeContext({ ...turn, questionKey: 'k', userId: '' }, 0),
    );
    assert.match(merge, /turns_by_question/);
    assert.doesNotMatch(merge, /SCAN turns|TEMP B-TREE/);
    const refresh = await planOf(statements.refreshTurn(turn, { revives: true, now: 0 }));
    assert.match(refresh, /SEARCH turns USING INDEX sqlite_autoindex_turns_1/);
  });

  it('will not open a file that is no database', async (t) => {
    const path = join(makeTemporaryFolder(t), 'feedback.sqlite');
    writeFileSync(path, 'this is a letter, and a long one, but not a database'.repeat(100));
    await assert.rejects(createSqliteStore({ path }), /not a database/);
  });
});

/** Takes the place of the disk, which answers when the test says so. */
function holdDisk(t: TestContext) {
  const { fdatasync } = fs;
  const calls: Parameters<typeof fdatasync>[] = [];
  let tell = () => {};
  const asked = new Promise<void>((resolve) => (tell = resolve));
  const { mock } = t.mock.method(fs, 'fdatasync', (...call: Parameters<typeof fdatasync>) => {
    calls.push(call);
    tell();
  });
  syncBuiltinESMExports();
  const letGo = () => {
    mock.restore();
    syncBuiltinESMExports();
  };
  t.after(letGo);
  return {
    isAsked: () => asked,
    /** The file that is to be written. */
    file: () => readlinkSync(`/proc/self/fd/${calls[0]?.[0]}`),
    release() {
      letGo();
      for (const call of calls) fdatasync(...call);
    },
    refuse() {
      letGo();
      for (const [, answer] of calls) answer(Object.assign(new Error('EIO'), { code: 'EIO' }));
    },
  };
}

async function countAnnotations(driver: SqlDriver): Promise<unknown> {
  const [row] = await driver.query({
    sql: 'SELECT COUNT(*) AS count FROM annotations',
    params: [],
  });
  return row?.['count'];
}

/** A commit ends with a frame of the write-ahead log that says how large the database then is. */
function countCommits(path: string): number {
  const log = readFileSync(`${path}-wal`);
  const frameSize = 24 + log.readUInt32BE(8);
  let commits = 0;
  for (let frame = 32; frame < log.length; frame += frameSize) {
    if (log.readUInt32BE(frame + 4) > 0) commits += 1;
  }
  return commits;
}

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

function writeOne(store: FeedbackStore, annotationId: string): Promise<string> {
  return store.annotateByKey({ ...KEYED, annotationId });
}
