/** What a model's interface says of one token; natural logarithm, at most 0. */
type TokenLogprob = number | { readonly logprob: number };

/** OpenAI's `choice.logprobs`: null unless the request asked for it. */
interface LogprobsOfChoice {
  readonly content?: readonly TokenLogprob[] | null | undefined;
}

/** An array of log-probabilities, `choice.logprobs`, or the whole `choice` of a chat completion. */
export type Logprobs =
  | readonly TokenLogprob[]
  | LogprobsOfChoice
  | { readonly logprobs?: LogprobsOfChoice | null | undefined }
  | null
  | undefined;

/**
 * How sure a model was of its tokens: the geometric mean of their probabilities,
 * exp(mean(logprob)), which is 1 / perplexity. From 0 to 1.
 *
 * Perplexity is exp(−mean(logprob)): https://cookbook.openai.com/examples/using_logprobs. The mean
 * keeps answers of different lengths comparable. It says how predictable the wording was, which is
 * less than how true it is.
 *
 * @returns undefined without a token, and without log-probabilities
 * @throws TypeError for one that is no logarithm of a probability
 *
 * @example
 * lowConfidence(confidenceOf(completion.choices[0]));
 */
export function confidenceOf(logprobs: Logprobs): number | undefined {
  const tokens = tokensOf(logprobs);
  if (tokens.length === 0) return undefined;
  const sum = tokens.reduce<number>((total, token) => total + logprobOf(token), 0);
  return Math.exp(sum / tokens.length);
}

function tokensOf(logprobs: Logprobs): readonly TokenLogprob[] {
  if (isList(logprobs)) return logprobs;
  const ofChoice = logprobs && 'logprobs' in logprobs ? logprobs.logprobs : logprobs;
  return (ofChoice as LogprobsOfChoice | null | undefined)?.content ?? [];
}

function isList(logprobs: Logprobs): logprobs is readonly TokenLogprob[] {
  return Array.isArray(logprobs);
}

function logprobOf(token: TokenLogprob): number {
  const logprob = typeof token === 'number' ? token : token.logprob;
  if (!(logprob <= 0)) throw new TypeError(`A logprob must be at most 0, not ${logprob}`);
  return logprob;
}
