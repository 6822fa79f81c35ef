import { STRINGS } from '../locales/en.js';

import type { DeliveryFailure } from '../delivery/post.js';

/** What a failure means to a person. */
export function describeFailure({
  code,
  isRetryable,
}: Pick<DeliveryFailure, 'code' | 'isRetryable'>): string {
  const { errors } = STRINGS;
  if (Object.hasOwn(errors, code)) return errors[code as keyof typeof errors];
  if (isRetryable) return errors.failed;
  return isLinkCode(code) ? errors.link : errors.refused;
}

/** Whether a code says that the link itself is no good, so that nothing can be sent with it. */
export function isLinkCode(code: string): boolean {
  return /^(url_|context_|signature_)/.test(code);
}
