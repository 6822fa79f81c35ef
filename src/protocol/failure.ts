/** An expected outcome that is not success. `message` is prose, `code` is API. */
export interface Failure<Code extends string = string> {
  ok: false;
  code: Code;
  message: string;
}

type ErrorTable = Readonly<Record<string, readonly [status: number, message: string]>>;

/** Makes failures of a table: with its code's message, or with a more precise one. */
export function failureOf<Errors extends ErrorTable>(errors: Errors) {
  return <Code extends keyof Errors & string>(
    code: Code,
    message = errors[code]?.[1] ?? code,
  ): Failure<Code> => ({ ok: false, code, message });
}
