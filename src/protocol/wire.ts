import * as z from 'zod';

import { RATINGS, REASONS, ROOT_CAUSES } from './annotation.js';
import { failure } from './error-codes.js';
import { isWithin, LIMITS } from './limits.js';

import type { Failure } from './failure.js';

/*
 * The bodies that the ingest takes, for the ingest alone: zod is larger than the whole element, so
 * nothing that a browser loads may import this file.
 *
 * Unknown fields are ignored, and `null` counts as left out: AgentLoop's clients in different
 * languages differ in what they send for "nothing".
 */

export const text = (maxBytes: number) =>
  z.string().refine((value) => isWithin(value, maxBytes), tooLarge(maxBytes));
export const name = text(LIMITS.idBytes);
const optionalName = name.nullish().transform((value) => value ?? '');
const jsonObject = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => value ?? {});
const metadata = jsonObject.refine(
  (value) => isWithin(JSON.stringify(value), LIMITS.metadataBytes),
  tooLarge(LIMITS.metadataBytes),
);
const signals = jsonObject
  .refine((value) => Object.keys(value).length <= LIMITS.signals, {
    error: `takes at most ${LIMITS.signals} signals`,
  })
  .refine(
    (value) => Object.keys(value).every((key) => isWithin(key, LIMITS.idBytes)),
    tooLarge(LIMITS.idBytes),
  )
  .refine(
    (value) =>
      Object.values(value).every((one) => isWithin(JSON.stringify(one), LIMITS.signalBytes)),
    tooLarge(LIMITS.signalBytes),
  );
export const optional = <T extends z.ZodType>(type: T) =>
  type.nullish().transform((value) => value ?? undefined);

export const TurnByContext = z.object({ signals, metadata });

export const TurnByKey = z.object({
  question: text(LIMITS.questionBytes).min(1),
  agent_response: text(LIMITS.answerBytes),
  user_id: optionalName,
  session_id: optionalName,
  signals,
  metadata,
});

export const AnnotationByContext = z.object({
  rating: z.enum(RATINGS),
  correction: optional(text(LIMITS.correctionBytes)),
  reasons: optional(z.array(z.enum(REASONS)).max(REASONS.length)),
  comment: optional(text(LIMITS.commentBytes)),
  metadata,
});
export type AnnotationBody = z.output<typeof AnnotationByContext>;

export const AnnotationByKey = z.object({
  question: text(LIMITS.questionBytes).min(1),
  agent_response: text(LIMITS.answerBytes),
  correction: text(LIMITS.correctionBytes),
  rating: z.enum(RATINGS),
  root_cause: z
    .enum(ROOT_CAUSES)
    .nullish()
    .transform((value) => value ?? null),
  tags: z
    .array(name)
    .max(LIMITS.tags)
    .nullish()
    .transform((value) => value ?? []),
  reviewer: name.nullish().transform((value) => value ?? null),
  user_id: optionalName,
  metadata,
});

function tooLarge(maxBytes: number) {
  return { error: `is larger than ${maxBytes} bytes`, params: { code: 'field_too_large' } };
}

export interface WireFailure extends Failure<'body_invalid' | 'query_invalid' | 'field_too_large'> {
  /** The names of the fields that were refused. */
  fields: readonly string[];
}

/** Reads a value by its schema; a refusal names the field, and never repeats what was sent. */
export function readWire<T extends z.ZodType>(
  schema: T,
  value: unknown,
  code: 'body_invalid' | 'query_invalid' = 'body_invalid',
): { ok: true; value: z.output<T> } | WireFailure {
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, value: result.data };
  const { issues } = result.error;
  const [issue] = issues;
  const isTooLarge = issue?.code === 'custom' && issue.params?.['code'] === 'field_too_large';
  const field = issue?.path.join('.') || 'The body';
  return {
    ...failure(isTooLarge ? 'field_too_large' : code, `${field}: ${issue?.message}`),
    fields: issues.map(({ path }) => String(path[0])),
  };
}
