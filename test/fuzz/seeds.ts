import { API_KEY, signContext } from '../support/test-ingest.js';

import type { FeedbackContext } from 'agentloop-feedback/server';

/** A request as it is before it is made one. */
export interface RawRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
}

/** What the mutations begin with: each kind of valid request once, all of one signed context. */
export async function makeSeeds(): Promise<{ context: FeedbackContext; seeds: RawRequest[] }> {
  const context = await signContext({
    question: 'Wie lange? \u0000 “é” 𝒳',
    agentResponse: 'Ninety\ndays.',
  });
  const keyed = { authorization: `Bearer ${API_KEY}` };
  const turn = { question: 'q', agent_response: 'a', user_id: 'u', session_id: 's' };
  const details = {
    signals: { confidence: 0.4, copied: true },
    metadata: { model: 'm', deep: [[1]] },
  };
  const fields = Object.entries(context).map(([name, value]) => [name, String(value)]);
  const query = new URLSearchParams(fields).toString();
  const post = (path: string, body: object, headers: Record<string, string> = {}): RawRequest => ({
    method: 'POST',
    path,
    headers,
    body: Buffer.from(JSON.stringify(body)),
  });
  const get = (path: string, headers: Record<string, string> = {}): RawRequest => ({
    method: 'GET',
    path,
    headers,
    body: undefined,
  });
  const form = new URLSearchParams({
    context: JSON.stringify(context),
    rating: 'incorrect',
    correction: 'Thirty.',
  });
  const seeds = [
    post('/v1/annotations', { context, rating: 'incorrect', reasons: ['other'], comment: 'c' }),
    post('/v1/turns', { context, ...details }),
    post('/v1/feedback/state', { context }),
    post('/v1/feedback/retract', { context }),
    post('/v1/turns', { ...turn, ...details }, { ...keyed, 'idempotency-key': 'k' }),
    post('/v1/annotations', { ...turn, correction: 'c', rating: 'partial', tags: ['t'] }, keyed),
    post('/v1/turns', { ...turn, ...details }),
    get(`/feedback?${query}`),
    get('/v1/turns?limit=2&status=pending', keyed),
    post('/v1/turns/turn_0/review', { verdict: 'annotate', revision: 0, rating: 'correct' }, keyed),
    get(
      '/v1/turns?q=wie+lange&signal=copied&rating=incorrect&sort=signalled&since=2026-11-01',
      keyed,
    ),
    get('/v1/overview?days=7&offset_minutes=60', keyed),
    get('/v1/turns?format=csv', keyed),
    get('/v1/annotations/ann_0/history?limit=2', keyed),
    get('/v1/annotations?limit=2', { ...keyed, accept: 'application/x-ndjson' }),
    {
      method: 'POST',
      path: '/feedback',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: Buffer.from(form.toString()),
    },
  ];
  return { context, seeds };
}
