import { AgentLoopError } from '../protocol/agentloop-error.js';

interface PostOptions {
  apiKey: string;
  send: typeof fetch;
  timeoutMs: number;
}

/** @throws AgentLoopError if there is no answer, one that refuses, or one that is not JSON */
export async function postJson<Answer>(
  url: string,
  body: object,
  { apiKey, send, timeoutMs }: PostOptions,
): Promise<Answer> {
  let status: number;
  let text: string;
  try {
    const response = await send(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    status = response.status;
    text = await response.text();
  } catch (cause) {
    const isTimeout = cause instanceof Error && cause.name === 'TimeoutError';
    const why = isTimeout ? `no answer within ${timeoutMs} ms` : String(cause);
    throw new AgentLoopError(`The call to ${url} failed: ${why}`, { cause });
  }
  const answer = parseObject(text);
  if (status < 200 || status > 299 || !answer) {
    throw new AgentLoopError(
      typeof answer?.['error'] === 'string' ? answer['error'] : `Request failed: ${status}`,
      { status, body: text, code: typeof answer?.['code'] === 'string' ? answer['code'] : '' },
    );
  }
  return answer as Answer;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
