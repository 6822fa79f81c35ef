import type { AnnotationItem } from '../../protocol/review.js';

/** How good an answer was, from 0 to 1. */
const SCORES = { incorrect: 0, partial: 0.5, correct: 1 } as const;

/**
 * An annotation as OpenTelemetry's event `gen_ai.evaluation.result`: one request of OTLP's JSON
 * encoding a line, as the Collector's file receiver (`otlp_json_file`) reads it. A retracted
 * annotation is none.
 *
 * | annotation              | event                                                             |
 * | ----------------------- | ----------------------------------------------------------------- |
 * | `source`                | `gen_ai.evaluation.name`: `user_feedback`, or else `human_review` |
 * | `rating`                | `gen_ai.evaluation.score.label`, and `.score.value` 0, 0.5 or 1   |
 * | `comment`               | `gen_ai.evaluation.explanation`                                   |
 * | `metadata.response_id`  | `gen_ai.response.id`                                              |
 * | `metadata.trace_id`, `span_id` | the event's trace and span, so that it joins the answer's  |
 * | `session_id`            | `gen_ai.conversation.id`                                          |
 * | ids, `correction`, `tags`, `root_cause` | `agentloop.…`                                     |
 */
export function toOtelEvent(item: AnnotationItem): object | undefined {
  if (item.status !== 'active') return undefined;
  const { metadata } = item;
  const attributes = [
    text('gen_ai.evaluation.name', item.source === 'person' ? 'user_feedback' : 'human_review'),
    { key: 'gen_ai.evaluation.score.value', value: { doubleValue: SCORES[item.rating] } },
    text('gen_ai.evaluation.score.label', item.rating),
    text('gen_ai.evaluation.explanation', item.comment),
    text('gen_ai.response.id', metadata['response_id']),
    text('gen_ai.conversation.id', item.session_id),
    text('agentloop.annotation.id', item.annotation_id),
    text('agentloop.turn.id', item.turn_id),
    text('agentloop.correction', item.correction),
    text('agentloop.root_cause', item.root_cause),
    texts('agentloop.tags', item.tags),
  ].filter((attribute) => attribute !== undefined);
  const record = {
    timeUnixNano: toNanoseconds(item.updated_at),
    observedTimeUnixNano: toNanoseconds(item.updated_at),
    eventName: 'gen_ai.evaluation.result',
    ...hex('traceId', metadata['trace_id'], 32),
    ...hex('spanId', metadata['span_id'], 16),
    attributes,
  };
  return {
    resourceLogs: [
      {
        resource: { attributes: [text('service.name', 'agentloop-feedback')] },
        scopeLogs: [{ scope: { name: 'agentloop-feedback' }, logRecords: [record] }],
      },
    ],
  };
}

/** An attribute; none where there is nothing to say. */
function text(key: string, value: unknown) {
  return typeof value === 'string' && value !== ''
    ? { key, value: { stringValue: value } }
    : undefined;
}

function texts(key: string, values: readonly string[]) {
  if (values.length === 0) return undefined;
  return { key, value: { arrayValue: { values: values.map((stringValue) => ({ stringValue })) } } };
}

/** An id of so many digits that are not all zero; what is none would spoil the whole line. */
function hex(name: string, value: unknown, digits: number): Record<string, string> {
  const isId =
    typeof value === 'string' && value.length === digits && /^(?!0+$)[0-9a-f]+$/i.test(value);
  return isId ? { [name]: value.toLowerCase() } : {};
}

/** Too large for a number of JavaScript, and written as a string in JSON. */
function toNanoseconds(iso: string): string {
  return `${Date.parse(iso)}000000`;
}
