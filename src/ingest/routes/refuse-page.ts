import { createRateLimit } from '../create-rate-limit.js';
import { chooseSpeech } from '../pages/choose-speech.js';
import { readForm } from '../read-form.js';
import { refuse } from '../respond.js';
import { rateLimited } from '../verify-context.js';
import { failPage, giveBack, respondAnswer } from './page-answer.js';

import type { IngestParts } from '../create-ingest.js';

/**
 * How many forms a minute are read to be given back to one address that is over its limit: far more
 * than people behind it send without a script, and what a flood costs is bounded by it. Whoever is
 * beyond it too is told to come back, and their text is behind the browser's back button.
 */
const GIVEN_BACK = 120;

/**
 * What the feedback page answers whose caller's address is over its limit: a page that says so, with
 * what was typed. It reads what any form may have, verifies it, and asks the store for nothing.
 */
export function createPageRefusal(
  { checkContext, now }: Pick<IngestParts, 'checkContext' | 'now'>,
  frameAncestors: string,
): (request: Request, address: string, retryAfterSeconds: number) => Promise<Response> {
  const limitRate = createRateLimit({ limits: { address: GIVEN_BACK, context: 0, user: 0 }, now });

  return async (request, address, retryAfterSeconds) => {
    const speech = chooseSpeech(request.headers.get('accept-language'));
    const refusal = rateLimited(retryAfterSeconds);
    const isForm = request.method === 'POST' && !(await limitRate('address', address));
    const read = isForm ? await readForm(request) : undefined;
    // Only a program sends another type.
    if (read?.ok === false && read.code === 'body_type_unsupported') return refuse(refusal);
    const answer = read?.ok
      ? await giveBack({ checkContext }, speech, read.form, refusal)
      : failPage(speech, refusal);
    return respondAnswer(answer, frameAncestors);
  };
}
