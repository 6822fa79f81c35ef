/** An expected outcome that is not success. `message` is prose, `code` is API. */
export interface Failure<Code extends string = string> {
  ok: false;
  code: Code;
  message: string;
}
