import { callIngest } from './call-ingest.js';
import { contextOf } from './signed-turn.js';

import type { AgentLoopOptions, CallOptions, SignedTurn } from './options.js';
import type { Sign } from './signed-turn.js';

/**
 * The two ways to prove a call, with what the client's options say of all calls.
 *
 * @param baseUrl without a slash at its end
 */
export function createIngestCaller(baseUrl: string, options: AgentLoopOptions, sign: Sign) {
  const post = <Answer>(path: string, body: object, call: CallOptions, apiKey?: string) =>
    callIngest<Answer>(`${baseUrl}${path}`, body, {
      ...call,
      timeoutMs: call.timeoutMs ?? options.timeoutMs,
      maxRetries: call.maxRetries ?? options.maxRetries,
      retryDelayMs: call.retryDelayMs ?? options.retryDelayMs,
      fetch: options.fetch,
      apiKey,
    });

  return {
    byKey: <Answer>(path: string, body: object, call: CallOptions = {}) =>
      post<Answer>(path, body, call, options.apiKey),

    /** The key stays at home: the signature is the credential. */
    byTurn: async <Answer>(
      path: string,
      turn: SignedTurn,
      input: object = {},
      call: CallOptions = {},
    ) => post<Answer>(path, { ...input, context: await contextOf(turn, sign) }, call),
  };
}
