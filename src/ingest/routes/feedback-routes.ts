import { annotationIdOf, seedOfContext } from '../identity.js';
import { refuse, respond } from '../respond.js';
import { addPost } from './add-post.js';

import type { Hono } from 'hono';
import type { RetractAnswer, StateAnswer } from '../../protocol/answers.js';
import type { IngestParts } from '../create-ingest.js';

/** What a person can do with a signed context besides annotating. */
export function addFeedbackRoutes(app: Hono, parts: IngestParts): void {
  addPost(app, '/v1/feedback/state', async (_request, body) => {
    const verified = await parts.verifyContext(body['context']);
    if (!verified.ok) return refuse(verified);
    const seed = await seedOfContext(verified.context);
    const answer: StateAnswer = {
      valid: true,
      expires_at: new Date((verified.context.t + parts.maxAgeSeconds) * 1000).toISOString(),
      annotation: await parts.store.readAnnotation(annotationIdOf(seed)),
    };
    return respond(answer);
  });

  addPost(app, '/v1/feedback/retract', async (_request, body) => {
    const verified = await parts.verifyContext(body['context']);
    if (!verified.ok) return refuse(verified);
    const seed = await seedOfContext(verified.context);
    const annotationId = annotationIdOf(seed);
    const annotation = await parts.store.readAnnotation(annotationId);
    await parts.store.retract(annotationId, seed);
    const answer: RetractAnswer = { status: 'retracted', annotation };
    return respond(answer);
  });
}
