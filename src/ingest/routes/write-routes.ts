import { failure } from '../../protocol/error-codes.js';
import {
  AnnotationByContext,
  AnnotationByKey,
  readWire,
  TurnByContext,
  TurnByKey,
} from '../../protocol/wire.js';
import { feedbackOf } from '../feedback-of.js';
import {
  annotationIdOf,
  identifyTurn,
  identifyTurnOfContext,
  onceKeyOf,
  seedOfCall,
  seedOfContext,
} from '../identity.js';
import { refuse, respond } from '../respond.js';
import { KeyReusedError } from '../store/feedback-store.js';
import { addPost } from './add-post.js';

import type { Hono } from 'hono';
import type { ZodType } from 'zod';
import type { KeyedAnnotateAnswer, LogTurnAnswer } from '../../protocol/answers.js';
import type { IngestParts } from '../create-ingest.js';
import type { JsonObject, OnceKey } from '../store/feedback-store.js';

/**
 * The calls that write. Each can be proved in two ways: by a signed `context` in the body, or by an
 * API key.
 */
export function addWriteRoutes(app: Hono, parts: IngestParts): void {
  addOncePost(app, '/v1/turns', async (request, body, once) =>
    'context' in body
      ? logTurnByContext(parts, body, once)
      : logTurnByKey(parts, request, body, once),
  );
  addOncePost(app, '/v1/annotations', async (request, body, once) =>
    'context' in body
      ? annotateByContext(parts, body, once)
      : annotateByKey(parts, request, body, once),
  );
  // AgentLoop's clients look for memories before each answer. This ingest keeps none.
  addPost(app, '/v1/memories/search', async (request) => {
    const refusal = await parts.checkKey(request, 'log');
    return refusal ? refuse(refusal) : respond({ memories: [] });
  });
}

/** A call that is repeated with its `Idempotency-Key` gets the first answer again. */
function addOncePost(
  app: Hono,
  path: string,
  handle: (request: Request, body: JsonObject, once: OnceKey | undefined) => Promise<Response>,
): void {
  addPost(app, path, async (request, body) => {
    const once = await onceKeyOf(request, body);
    if (once && 'ok' in once) return refuse(once);
    try {
      return await handle(request, body, once);
    } catch (error) {
      if (error instanceof KeyReusedError) return refuse(failure('idempotency_key_reused'));
      throw error;
    }
  });
}

async function logTurnByContext(
  parts: IngestParts,
  body: JsonObject,
  once: OnceKey | undefined,
): Promise<Response> {
  const read = await readByContext(parts, TurnByContext, body);
  if (!read.ok) return refuse(read);

  const turn = await identifyTurnOfContext(await seedOfContext(read.context), read.context);
  const { signals, metadata } = read.value;
  const details = { signals, metadata, isTrusted: false };
  return respondLogged(await parts.store.logTurn(turn, details, once));
}

async function logTurnByKey(
  parts: IngestParts,
  request: Request,
  body: JsonObject,
  once: OnceKey | undefined,
): Promise<Response> {
  const read = await readByKey(parts, request, TurnByKey, body);
  if (!read.ok) return refuse(read);

  const { question, agent_response, user_id, session_id, signals, metadata } = read.value;
  const turn = await identifyTurn(await seedOfCall(), {
    question,
    agentResponse: agent_response,
    userId: user_id,
    sessionId: session_id,
  });
  const details = { signals, metadata, isTrusted: true };
  return respondLogged(await parts.store.logTurn(turn, details, once));
}

function respondLogged(answer: LogTurnAnswer): Response {
  return respond(answer, 201, answer.was_duplicate ? 'turn_merged' : 'turn_stored');
}

async function annotateByContext(
  parts: IngestParts,
  body: JsonObject,
  once: OnceKey | undefined,
): Promise<Response> {
  const read = await readByContext(parts, AnnotationByContext, body);
  if (!read.ok) return refuse(read);

  const feedback = await feedbackOf(read.context, parts);
  const { answer, created } = await feedback.annotate(read.value, once);
  return created
    ? respond(answer, 201, 'annotation_stored')
    : respond(answer, 200, 'annotation_replaced');
}

async function annotateByKey(
  parts: IngestParts,
  request: Request,
  body: JsonObject,
  once: OnceKey | undefined,
): Promise<Response> {
  const read = await readByKey(parts, request, AnnotationByKey, body);
  if (!read.ok) return refuse(read);
  if (read.value.rating !== 'correct' && read.value.correction === '') {
    return refuse(failure('body_invalid', 'correction: is needed where the answer was not right'));
  }

  const annotation = {
    annotationId: annotationIdOf(await seedOfCall()),
    question: read.value.question,
    agentResponse: read.value.agent_response,
    userId: read.value.user_id,
    rating: read.value.rating,
    correction: read.value.correction,
    tags: read.value.tags,
    rootCause: read.value.root_cause,
    reviewer: read.value.reviewer,
    metadata: read.value.metadata,
  };
  const answer: KeyedAnnotateAnswer = {
    annotation_id: await parts.store.annotateByKey(annotation, once),
    memory_id: '',
    status: 'active',
  };
  return respond(answer, 201, 'annotation_stored');
}

/** Whether the key is known, then what the body says. */
async function readByKey<T extends ZodType>(
  parts: IngestParts,
  request: Request,
  schema: T,
  body: JsonObject,
) {
  return (await parts.checkKey(request, 'log')) ?? readWire(schema, body);
}

/** Whether the context is genuine, then what the rest of the body says. */
async function readByContext<T extends ZodType>(parts: IngestParts, schema: T, body: JsonObject) {
  const verified = await parts.verifyContext(body['context']);
  if (!verified.ok) return verified;
  const read = readWire(schema, body);
  return read.ok ? { ok: true as const, value: read.value, context: verified.context } : read;
}
