import type { Strings } from './strings.js';

/** What a person is told of the codes that have words of their own. */
const WORDS: Record<string, keyof Strings> = {
  context_expired: 'linkExpired',
  context_from_future: 'linkTooEarly',
  signature_invalid: 'linkForged',
  field_too_large: 'tooLong',
  body_too_large: 'tooLong',
};

/** What a failure means to a person. */
export function describeFailure(
  { code, isRetryable }: { code: string; isRetryable: boolean },
  strings: Strings,
): string {
  const words = Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
  if (words) return strings[words];
  if (isRetryable) return strings.failed;
  return strings[isLinkCode(code) ? 'linkIncomplete' : 'refused'];
}

/** Whether a code says that the link itself is no good, so that nothing can be sent with it. */
export function isLinkCode(code: string): boolean {
  return /^(url_|context_|signature_)/.test(code);
}
