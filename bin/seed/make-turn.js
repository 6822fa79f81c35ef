import { COMMON_QUESTIONS, LANGUAGES } from './conversations.js';

/**
 * @typedef {import('./random.js').Random} Random
 * @typedef {'incorrect' | 'partial' | 'correct'} Rating
 *
 * @typedef {object} Vote what a person said
 * @property {Rating} rating
 * @property {string[]} reasons
 * @property {string} correction
 * @property {string} comment
 *
 * @typedef {object} SeedTurn
 * @property {string} question
 * @property {string} agentResponse
 * @property {string} userId
 * @property {string} sessionId
 * @property {Record<string, unknown> | null} signals null where the application did not log it
 * @property {Record<string, unknown>} metadata
 * @property {number} copies how many further people ask the same
 * @property {Vote | null} vote
 * @property {{ verdict: 'annotate' | 'dismiss', rating: Rating, correction: string, rootCause: string } | null} review
 */

/** Of how many answers each is true. */
const SHARES = {
  /** Applications log what they doubt, and a sample of everything. */
  logged: 0.8,
  common: 0.01,
  thumbsDown: 0.03,
  thumbsUp: 0.16,
  /** Of thumbs-down, and of the others that were logged. */
  reviewedDown: 0.4,
  reviewedOther: 0.04,
};
const REASONS = [
  ['factually_wrong', 34],
  ['out_of_date', 22],
  ['incomplete', 20],
  ['off_topic', 11],
  ['hard_to_follow', 6],
  ['other', 5],
  ['unsafe', 2],
];
const MODELS = ['small-2026-03', 'large-2026-03', 'large-2026-09'];

/**
 * One turn that could have happened.
 *
 * @param {Random} random
 * @param {number} index
 * @param {boolean} isOld whether somebody has had the time to review it
 * @returns {SeedTurn}
 */
export function makeTurn(random, index, isOld) {
  const isCommon = random.chance(SHARES.common);
  const { question, agentResponse, correction, comments } = isCommon
    ? makeCommonConversation(random)
    : makeConversation(random, index);
  const isDown = random.chance(SHARES.thumbsDown);
  const isLogged = random.chance(SHARES.logged);
  const isUp = !isDown && (!isLogged || random.chance(SHARES.thumbsUp));
  const user = random.integer(1, 20_000);
  const reviewed = isOld && random.chance(isDown ? SHARES.reviewedDown : SHARES.reviewedOther);
  return {
    question,
    agentResponse,
    userId: random.chance(0.9) ? `u_${user}` : '',
    sessionId: `s_${user}_${random.integer(1, 9)}`,
    signals: isLogged ? makeSignals(random, isDown) : null,
    metadata: {
      model: random.pick(MODELS),
      latency_ms: random.integer(300, 9_000),
      response_id: `resp_${index}`,
    },
    copies: isCommon ? random.integer(0, 6) : random.chance(0.02) ? random.integer(1, 4) : 0,
    vote: isDown ? makeVote(random, correction, comments) : isUp ? THUMBS_UP : null,
    review: reviewed && (isLogged || isDown) ? makeReview(random, isDown, correction) : null,
  };
}

/** @type {Vote} */
const THUMBS_UP = { rating: 'correct', reasons: [], correction: '', comment: '' };

/** @param {Random} random @param {number} index */
function makeConversation(random, index) {
  const language = pickLanguage(random);
  const turn = random.pick(language.turns);
  /** @type {Record<string, string>} */
  const slots = {
    thing: random.pick(language.things),
    number: String(100_000 + index),
    days: String(random.pick([7, 14, 21, 60, 90])),
    right: String(random.pick([10, 28, 30])),
  };
  const fill = (/** @type {string} */ text) =>
    text.replace(/\{(\w+)\}/g, (_, /** @type {string} */ slot) => slots[slot] ?? '');
  return {
    question: fill(turn.question),
    agentResponse: fill(turn.answer),
    correction: fill(turn.correction),
    comments: language.comments,
  };
}

/** @param {Random} random */
function makeCommonConversation(random) {
  const [question = '', agentResponse = '', correction = ''] = random.pick(COMMON_QUESTIONS);
  return { question, agentResponse, correction, comments: ['…', '👎'] };
}

/** @param {Random} random */
function pickLanguage(random) {
  let rest = random.next() * 100;
  const languages = Object.values(LANGUAGES);
  return /** @type {import('./conversations.js').Language} */ (
    languages.find(({ weight }) => (rest -= weight) < 0) ?? languages[0]
  );
}

/** @param {Random} random @param {boolean} isDown */
function makeSignals(random, isDown) {
  const confidence =
    Math.round((isDown ? 0.2 + random.next() * 0.5 : 0.4 + random.next() * 0.6) * 100) / 100;
  return {
    ...(random.chance(0.7) ? { sample: true } : {}),
    ...(confidence < 0.6 ? { low_confidence: true, confidence } : {}),
    ...(random.chance(isDown ? 0.3 : 0.06) ? { rephrased: true } : {}),
    ...(random.chance(0.05) ? { agent_punted: true } : {}),
    ...(random.chance(0.14) ? { factual_claim: true } : {}),
    ...(random.chance(0.004) ? { vip: 'gold' } : {}),
  };
}

/**
 * @param {Random} random
 * @param {string} correction
 * @param {readonly string[]} comments
 * @returns {Vote}
 */
function makeVote(random, correction, comments) {
  const reasons = new Set([
    pickReason(random),
    ...(random.chance(0.3) ? [pickReason(random)] : []),
  ]);
  return {
    rating: random.chance(0.3) ? 'partial' : 'incorrect',
    // Many press the thumb and say no more.
    reasons: random.chance(0.7) ? [...reasons] : [],
    correction: random.chance(0.45) ? correction : '',
    comment: random.chance(0.25) ? random.pick(comments) : '',
  };
}

/** @param {Random} random */
function pickReason(random) {
  let rest = random.next() * 100;
  return String((REASONS.find(([, weight]) => (rest -= Number(weight)) < 0) ?? ['other'])[0]);
}

/**
 * @param {Random} random
 * @param {boolean} isDown
 * @param {string} correction
 * @returns {SeedTurn['review']}
 */
function makeReview(random, isDown, correction) {
  const isRight = !isDown && random.chance(0.6);
  return {
    verdict: random.chance(isDown ? 0.85 : 0.4) ? 'annotate' : 'dismiss',
    rating: isRight ? 'correct' : random.chance(0.4) ? 'partial' : 'incorrect',
    correction: isRight ? '' : correction,
    rootCause: random.pick(['context', 'context', 'prompt', 'model', 'tool']),
  };
}
