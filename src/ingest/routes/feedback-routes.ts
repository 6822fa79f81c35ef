import { feedbackOf } from '../feedback-of.js';
import { refuse, respond } from '../respond.js';
import { addPost } from './add-post.js';

import type { Hono } from 'hono';
import type { IngestParts } from '../create-ingest.js';

/** What a person can do with a signed context besides annotating. */
export function addFeedbackRoutes(app: Hono, parts: IngestParts): void {
  addPost(app, '/v1/feedback/state', async (_request, body) => {
    const verified = await parts.verifyContext(body['context']);
    if (!verified.ok) return refuse(verified);
    const feedback = await feedbackOf(verified.context, parts);
    return respond(await feedback.readState());
  });

  addPost(app, '/v1/feedback/retract', async (_request, body) => {
    const verified = await parts.verifyContext(body['context']);
    if (!verified.ok) return refuse(verified);
    const feedback = await feedbackOf(verified.context, parts);
    return respond(await feedback.retract(), 200, 'annotation_retracted');
  });
}
