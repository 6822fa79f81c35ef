import { createHash } from 'node:crypto';

import { identifyTurn } from '../dist/ingest/identity.js';
import { openStore } from './open-store.js';
import { makeTurn } from './seed/make-turn.js';
import { createRandom } from './seed/random.js';
import { readStoreSettings } from './settings.js';

/**
 * @typedef {import('agentloop-feedback/ingest').FeedbackStore} FeedbackStore
 * @typedef {import('./seed/make-turn.js').SeedTurn} SeedTurn
 */

const DAY_MS = 24 * 60 * 60 * 1000;
/** Over how long the turns are spread, in days: nearly all of a turn's life. */
const SPAN_DAYS = 29.5;
/** How many turns are under way at once; they share their commits. */
const BATCH = 4_000;
const REVIEWERS = ['Ana', 'Jonas', 'Mei', 'Rui'];

/**
 * `agentloop-feedback seed`: fills the database with turns, votes and verdicts that could have
 * happened in the last month, to try the review queue with. The same number gives the same data.
 *
 * @param {string[]} args
 */
export async function seed(args) {
  const { settings, values } = readStoreSettings(args, process.env, {
    turns: { type: 'string', default: '1000' },
    random: { type: 'string', default: '1' },
  });
  const count = Number(values.turns);
  const randomSeed = Number(values.random);
  if (!Number.isInteger(count) || count < 1 || count > 10_000_000) {
    throw new Error('--turns must be a whole number from 1 to 10000000.');
  }
  if (!Number.isInteger(randomSeed)) throw new Error('--random must be a whole number.');
  const clock = { time: 0 };
  const store = await openStore(settings, { now: () => new Date(clock.time) });
  try {
    const started = Date.now();
    await fill(store, clock, count, randomSeed);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`seeded ${count} turns in ${seconds} s`);
  } finally {
    await store.close();
  }
}

/**
 * Oldest first, as it would have happened. The store reads the clock when it is called, so each call
 * has a time of its own though many are under way.
 *
 * @param {FeedbackStore} store
 * @param {{ time: number }} clock
 * @param {number} count
 * @param {number} randomSeed
 */
async function fill(store, clock, count, randomSeed) {
  const random = createRandom(randomSeed);
  const end = Date.now() - 60_000;
  const step = (SPAN_DAYS * DAY_MS) / count;
  for (let first = 0; first < count; first += BATCH) {
    const writes = [];
    for (let index = first; index < Math.min(first + BATCH, count); index += 1) {
      const time = Math.round(end - (count - 1 - index) * step);
      const turn = makeTurn(random, index, end - time > DAY_MS);
      const identities = await Promise.all(
        Array.from({ length: turn.copies + 1 }, (_, copy) =>
          identifyTurn(hash(`${randomSeed} ${index} ${copy}`), turn),
        ),
      );
      writes.push(write(store, clock, time, turn, identities, random.pick(REVIEWERS)));
    }
    await Promise.all(writes);
  }
}

/**
 * @param {FeedbackStore} store
 * @param {{ time: number }} clock
 * @param {number} time
 * @param {SeedTurn} turn
 * @param {Awaited<ReturnType<typeof identifyTurn>>[]} identities
 * @param {string} reviewer
 */
async function write(store, clock, time, turn, identities, reviewer) {
  const { signals, metadata, vote, review } = turn;
  const [identity] = identities;
  if (!identity) return;
  /** @type {Promise<unknown>[]} */
  const writes = [];
  /** @param {number} minutes @param {() => Promise<unknown>} call */
  const at = (minutes, call) => {
    clock.time = Math.min(time + minutes * 60_000, Date.now());
    writes.push(call());
  };
  for (const one of signals ? identities : []) {
    at(0, () => store.logTurn(one, { signals: signals ?? {}, metadata, isTrusted: true }));
  }
  if (vote) {
    const annotationId = identity.turnId.replace('turn_', 'ann_');
    at(1, () => store.annotate(annotationId, identity, { ...vote, tags: vote.reasons }));
  }
  if (review) {
    // The question may have merged with one that waited: the verdict is then upon that.
    const { turn_id } = /** @type {{ turn_id: string }} */ (await writes[0]);
    at(60, () =>
      store.reviewTurn(turn_id, hash(`review ${turn_id}`), {
        verdict: review.verdict,
        revision: 0,
        ...(review.verdict === 'annotate' ? toValues(turn, review) : {}),
        reviewer,
      }),
    );
  }
  await Promise.all(writes);
}

/**
 * @param {SeedTurn} turn
 * @param {NonNullable<SeedTurn['review']>} review
 */
function toValues({ vote }, review) {
  return {
    rating: review.rating,
    correction: review.correction,
    root_cause: /** @type {'context'} */ (review.rootCause),
    tags: vote?.reasons ?? [],
  };
}

/** @param {string} text */
function hash(text) {
  return createHash('sha256').update(text).digest('hex');
}
