import * as z from 'zod';

import { ERRORS } from '../../protocol/error-codes.js';
import { OPERATIONS } from './operations.js';
import { ANSWER_SCHEMAS, REQUEST_SCHEMAS } from './schemas.js';

import type { ErrorCode } from '../../protocol/error-codes.js';
import type { JsonObject } from '../store/feedback-store.js';
import type { Operation } from './operations.js';

/** What any call may answer. */
const COMMON_ERRORS = ['rate_limited', 'internal_error', 'store_unavailable'] as const;

/**
 * The API as OpenAPI 3.1, from the schemas that the ingest reads with.
 *
 * @param basePath where the ingest is mounted, for `servers`
 */
export function describeApi(basePath: string): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: describeOperation(operation),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'agentloop-feedback',
      version: '1',
      summary: 'Where people’s feedback on an AI agent’s answers arrives.',
      description:
        'A signed context in the body is a credential of its own. The other calls take an API key. ' +
        'What to do about an error stands in docs/errors.md, under its code.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: basePath || '/' }],
    paths,
    components: {
      schemas: {
        ...toSchemas(REQUEST_SCHEMAS, 'input'),
        ...toSchemas(ANSWER_SCHEMAS, 'output'),
      },
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function describeOperation(operation: Operation): JsonObject {
  const { id, summary, scopes, bodies, answers, streams = [], errors } = operation;
  const acceptsContext = bodies?.some((name) => name.endsWith('ByContext'));
  return {
    operationId: id,
    summary,
    // An empty requirement says that it also goes without.
    security: [...(scopes ? [{ apiKey: [] }] : []), ...(scopes && !acceptsContext ? [] : [{}])],
    ...(scopes ? { description: `An API key needs the scope ${scopes.join(' or ')}.` } : {}),
    ...parametersOf(operation),
    ...(bodies ? { requestBody: { required: true, content: jsonOf(bodies) } } : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, names]) => [
          status,
          {
            description: Number(status) < 400 ? 'Done.' : 'Refused.',
            content: {
              ...(names.length > 0 ? jsonOf(names) : {}),
              ...Object.fromEntries(streams.map((type) => [type, { schema: { type: 'string' } }])),
            },
          },
        ]),
      ),
      ...describeErrors([...new Set([...errors, ...COMMON_ERRORS])]),
    },
  };
}

function parametersOf({ parameters = [], query, isIdempotent }: Operation): JsonObject {
  const { properties = {} } = query ? z.toJSONSchema(query, { io: 'input' }) : {};
  const all = [
    ...parameters.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', schema })),
    ...(isIdempotent
      ? [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } }]
      : []),
  ];
  return all.length > 0 ? { parameters: all } : {};
}

/** One answer for each status, which names the codes that it carries. */
function describeErrors(codes: readonly ErrorCode[]): JsonObject {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const [status] = ERRORS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    Array.from(byStatus, ([status, names]) => [
      String(status),
      {
        description: names.map((name) => `\`${name}\`: ${ERRORS[name][1]}`).join('\n\n'),
        ...(names.includes('rate_limited')
          ? {
              headers: {
                'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } },
              },
            }
          : {}),
        content: jsonOf(['Error']),
      },
    ]),
  );
}

function jsonOf(names: readonly string[]): JsonObject {
  const references = names.map((name) => ({ $ref: `#/components/schemas/${name}` }));
  return {
    'application/json': { schema: references.length === 1 ? references[0] : { anyOf: references } },
  };
}

function toSchemas(schemas: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output') {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const described = z.toJSONSchema(registry, {
    io,
    uri: (id) => `#/components/schemas/${id}`,
  }).schemas;
  for (const schema of Object.values(described)) {
    delete schema.$schema;
    delete schema.$id;
  }
  return described;
}
