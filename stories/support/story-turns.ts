import type { Overview, TurnItem } from '../../src/protocol/review.js';

/* What the stories of the review queue show. */

const HOUR_MS = 3_600_000;

/** A time that many hours from now. */
export function hoursFromNow(hours: number): string {
  return new Date(Date.now() + hours * HOUR_MS).toISOString();
}

/** A turn that somebody has corrected. */
export function createStoryTurn(part: Partial<TurnItem> = {}): TurnItem {
  const question = part.question ?? 'How long do I have to return a jacket?';
  const answer =
    part.agent_response ??
    'You can return any item within 90 days of delivery, as long as the tags are still attached.';
  return {
    turn_id: 'turn_1',
    question,
    agent_response: answer,
    user_id: 'u_42',
    session_id: 's_9',
    signals: { thumbs_down: true, confidence: 0.31 },
    metadata: { model: 'm-2' },
    status: 'pending',
    duplicate_count: 3,
    revision: 0,
    review: null,
    created_at: hoursFromNow(-5),
    updated_at: hoursFromNow(-1),
    expires_at: hoursFromNow(50),
    annotation_count: 1,
    annotations: [
      {
        annotation_id: 'ann_1',
        turn_id: 'turn_1',
        source: 'person',
        question,
        agent_response: answer,
        user_id: 'u_42',
        session_id: 's_9',
        rating: 'incorrect',
        correction: answer.replace('90', '30'),
        tags: ['factually_wrong', 'out_of_date'],
        comment: 'The 90 days were last year.',
        root_cause: null,
        reviewer: null,
        metadata: {},
        status: 'active',
        created_at: hoursFromNow(-1),
        updated_at: hoursFromNow(-1),
      },
    ],
    ...part,
  };
}

/** A month of figures. */
export function createStoryOverview(): Overview {
  const days = Array.from({ length: 30 }, (_, day) => ({
    date: hoursFromNow((day - 29) * 24).slice(0, 10),
    annotations: 60 + ((day * 37) % 41),
    thumbs_down: 3 + ((day * 13) % 7),
    reviewed: (day * 29) % 23,
  }));
  return {
    at: hoursFromNow(0),
    since: days[0]?.date ?? '',
    days,
    reasons: [
      { reason: 'factually_wrong', count: 83 },
      { reason: 'out_of_date', count: 57 },
      { reason: 'incomplete', count: 31 },
    ],
    signals: [
      { signal: 'sample', count: 557 },
      { signal: 'low_confidence', count: 270 },
      { signal: 'thumbs_down', count: 161 },
    ],
    backlog: {
      pending: 421,
      oldest_at: hoursFromNow(-29 * 24),
      ages: [
        { from_days: 0, to_days: 1, count: 31 },
        { from_days: 1, to_days: 7, count: 120 },
        { from_days: 7, to_days: 14, count: 160 },
        { from_days: 14, to_days: 30, count: 110 },
        { from_days: 30, to_days: null, count: 0 },
      ],
      expiring: 38,
    },
  };
}
