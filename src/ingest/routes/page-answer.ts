import { ERRORS } from '../../protocol/error-codes.js';
import { renderProblemPage, renderTurnPage } from '../pages/feedback-page.js';
import { respondPage } from '../pages/respond-page.js';
import { sayWhen } from '../pages/say-when.js';
import { withFacts } from '../respond.js';

import type { IngestParts } from '../create-ingest.js';
import type { Markup } from '../pages/markup.js';
import type { FormValues } from '../pages/render-form.js';
import type { Speech } from '../pages/speech.js';
import type { SentForm } from '../read-form.js';
import type { AnswerFacts, Refusal } from '../respond.js';

/** What the feedback page answers, before it is HTTP. */
export interface PageAnswer {
  status: number;
  page: Markup;
  facts?: AnswerFacts;
  retryAfterSeconds?: number | undefined;
}

export async function respondAnswer(
  { page, facts = {}, ...answer }: PageAnswer,
  frameAncestors: string,
): Promise<Response> {
  return withFacts(await respondPage(page, { ...answer, frameAncestors }), facts);
}

/** @param lost what somebody typed who had a genuine link */
export function failPage(
  speech: Speech,
  refusal: Pick<Refusal, 'code' | 'retryAfterSeconds'>,
  lost?: FormValues,
): PageAnswer {
  return refuseWith(renderProblemPage(speech, refusal, lost), refusal);
}

/**
 * A form that came when there were too many calls: it is shown as it was sent, to be sent again, and
 * nothing is read or written for it. What came with another link than a genuine one is shown to
 * nobody, so the signature is verified all the same.
 *
 * @param refusal why nothing else is done
 */
export async function giveBack(
  { checkContext }: Pick<IngestParts, 'checkContext'>,
  speech: Speech,
  { context, isRetraction, values }: SentForm,
  refusal: Refusal,
): Promise<PageAnswer> {
  const checked = await checkContext(context);
  if (!checked.ok) {
    return failPage(speech, refusal, checked.code === 'context_expired' ? values : undefined);
  }
  const page = renderTurnPage(speech, {
    context: checked.context,
    values,
    isSaid: isRetraction,
    problem: sayWhen(speech, refusal.retryAfterSeconds),
  });
  return refuseWith(page, refusal);
}

function refuseWith(
  page: Markup,
  { code, retryAfterSeconds }: Pick<Refusal, 'code' | 'retryAfterSeconds'>,
): PageAnswer {
  return { status: ERRORS[code][0], page, facts: { code }, retryAfterSeconds };
}
