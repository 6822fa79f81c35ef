import { createIngest } from 'agentloop-feedback/ingest';
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { NARROWING_FILTERS } from '../dist/protocol/review.js';
import { openStore } from './open-store.js';
import { readStoreSettings } from './settings.js';

const FILTERS = ['status', 'sort', ...NARROWING_FILTERS];

/**
 * `agentloop-feedback export`: writes turns or annotations to a file, or to where the output goes, as
 * `GET /v1/turns?format=` does, and without a running ingest. It holds one page of them at a time.
 *
 * @param {string[]} args
 */
export async function exportRecords(args) {
  /** @type {Record<string, { type: 'string', default?: string }>} */
  const filters = Object.fromEntries(FILTERS.map((name) => [name, { type: 'string' }]));
  const { settings, values, words } = readStoreSettings(args, process.env, {
    ...filters,
    format: { type: 'string', default: 'ndjson' },
    out: { type: 'string' },
  });
  const [what = 'turns', ...others] = words;
  if (!['turns', 'annotations'].includes(what) || others.length > 0) {
    throw new Error('export needs turns or annotations.');
  }
  const { out } = values;
  const store = await openStore(settings);
  try {
    const response = await ask(store, what, values);
    if (!response.ok || !response.body) {
      const { error } = /** @type {{ error: string }} */ (await response.json());
      throw new Error(error);
    }
    const target = typeof out === 'string' ? createWriteStream(out) : process.stdout;
    try {
      await pipeline(Readable.fromWeb(response.body), target);
    } catch (error) {
      // Whoever reads the output has enough of it, as `head` has.
      if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
    }
  } finally {
    await store.close();
  }
}

/**
 * The ingest's own call, without HTTP in between: so the command knows the same filters and formats.
 *
 * @param {import('agentloop-feedback/ingest').FeedbackStore} store
 * @param {string} what
 * @param {Record<string, unknown>} values
 */
function ask(store, what, values) {
  const key = randomBytes(16).toString('hex');
  const ingest = createIngest({ secrets: [key], apiKeys: [key], store });
  const given = new URLSearchParams();
  for (const name of [...FILTERS, 'format']) {
    const value = values[name];
    if (typeof value === 'string') given.set(name, value);
  }
  return ingest(
    new Request(`http://localhost/v1/${what}?${given}`, {
      headers: { authorization: `Bearer ${key}` },
    }),
  );
}
