/** A call that failed. Named and shaped as in AgentLoop's own client, with the stable code added. */
export class AgentLoopError extends Error {
  override readonly name = 'AgentLoopError';
  /** The HTTP status; 0 if there was no answer. */
  readonly status: number;
  /** The answer's body, if there was one. */
  readonly body: string;
  /** A stable code, `""` if there is none. What to do about it: `docs/errors.md`, under the code. */
  readonly code: string;

  constructor(
    message: string,
    { status = 0, body = '', code = '', cause }: Partial<AgentLoopError> = {},
  ) {
    super(message, { cause });
    this.status = status;
    this.body = body;
    this.code = code;
  }
}
