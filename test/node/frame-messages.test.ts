import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

import {
  HANDSHAKE_TO_GUEST,
  HANDSHAKE_TO_HOST,
  MESSAGES_TO_GUEST,
  MESSAGES_TO_HOST,
} from '../../src/protocol/frame-messages.js';

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>;

const DOCUMENT = readFileSync(new URL('../../docs/frame-messages.md', import.meta.url), 'utf8');

/** The rows of the table under a heading, without its head and without what is prose. */
function rowsUnder(heading: string): string[] {
  const [, section = ''] = DOCUMENT.split(`\n## ${heading}\n`);
  const [table = ''] = section.split('\n## ');
  return table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => line.split('|').slice(1, 5).map(stripMarks).join(' '));
}

function stripMarks(cell: string): string {
  return cell.replaceAll('`', '').trim();
}

/** The rows that a table of messages has in the document. */
function rowsOf(messages: Table, by: string): string[] {
  return Object.entries(messages).flatMap(([message, fields]) => [
    `${message} ${by}  `,
    ...Object.entries(fields).map(([field, type]) => `  ${field} ${type}`),
  ]);
}

describe('docs/frame-messages.md', () => {
  it('lists what the feedback page says, each message with its fields', () => {
    assert.deepEqual(rowsUnder('From the feedback page to the host'), [
      ...rowsOf(HANDSHAKE_TO_HOST, 'window'),
      ...rowsOf(MESSAGES_TO_HOST, 'channel'),
    ]);
  });

  it('lists what the host says, each message with its fields', () => {
    assert.deepEqual(rowsUnder('From the host to the feedback page'), [
      ...rowsOf(HANDSHAKE_TO_GUEST, 'window'),
      ...rowsOf(MESSAGES_TO_GUEST, 'channel'),
    ]);
  });
});

describe('the messages to the host', () => {
  it('have no field that holds any text', () => {
    const types = [HANDSHAKE_TO_HOST, MESSAGES_TO_HOST].flatMap((messages: Table) =>
      Object.values(messages).flatMap((fields) => Object.values(fields)),
    );
    assert.ok(types.length > 8);
    for (const type of types) assert.ok(type !== 'text' && type !== 'texts', type);
  });
});
