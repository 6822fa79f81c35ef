import { createIngest } from 'agentloop-feedback/ingest';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import assert from 'node:assert/strict';

import type { FeedbackStore } from 'agentloop-feedback/ingest';
import type { ValidateFunction } from 'ajv';

interface Described {
  requestBody?: { content: Record<string, unknown> };
  responses: Record<string, { content: Record<string, unknown> } | undefined>;
}

export type OpenApi = {
  paths: Record<string, Record<string, Described | undefined> | undefined>;
} & Record<string, unknown>;

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);

/** The description that an ingest gives of itself. It asks its store for nothing. */
const described = (async () => {
  const store = { driver: {} } as FeedbackStore;
  const ingest = createIngest({ secrets: ['any'], store });
  const answer = await ingest(new Request('http://ingest.test/openapi.json'));
  const api = (await answer.json()) as OpenApi;
  ajv.addSchema({ ...api, $id: 'api' }, 'api');
  return api;
})();

export const readOpenApi = () => described;

/**
 * Holds a call and its answer to the description: the answer must be one that is described, and
 * where it says that all is well, so must the request have been.
 */
export async function checkCall(request: Request, response: Response): Promise<void> {
  const api = await described;
  const { pathname } = new URL(request.url);
  const path = Object.keys(api.paths).find((pattern) =>
    new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
  );
  const method = request.method.toLowerCase();
  const operation = path === undefined ? undefined : api.paths[path]?.[method];
  // Pages, files and addresses that do not exist are not of the API.
  if (path === undefined || !operation) return;
  const where = ['paths', path, method];
  const { status } = response;
  // The same path, but not under the ingest's own.
  if (status === 404 && !operation.responses[status]) return;
  const answer = operation.responses[status];
  assert.ok(answer, `${method} ${path} answers ${status}, which is not described`);
  const type = String(response.headers.get('content-type')).split(';')[0] ?? '';
  assert.ok(answer.content[type], `${method} ${path} ${status} answers ${type}`);
  if (type !== 'application/json') return;
  hold(await response.json(), [...where, 'responses', String(status), 'content', type, 'schema']);
  if (operation.requestBody && status < 300) {
    const body: unknown = JSON.parse(await request.text());
    hold(body, [...where, 'requestBody', 'content', 'application/json', 'schema']);
  }
}

const validators = new Map<string, ValidateFunction>();

function hold(value: unknown, pointer: readonly string[]): void {
  const reference = `api#/${pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
  let validate = validators.get(reference);
  if (!validate) validators.set(reference, (validate = ajv.compile({ $ref: reference })));
  assert.ok(validate(value), `${reference}: ${ajv.errorsText(validate.errors)}`);
}
