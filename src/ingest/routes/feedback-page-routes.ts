import { ERRORS } from '../../protocol/error-codes.js';
import { CONTEXT_FIELDS, readFeedbackUrl } from '../../protocol/feedback-context.js';
import { AnnotationByContext, readWire } from '../../protocol/wire.js';
import { feedbackOf } from '../feedback-of.js';
import { chooseSpeech } from '../pages/choose-speech.js';
import { renderTurnPage, renderWaitingPage } from '../pages/feedback-page.js';
import { readForm } from '../read-form.js';
import { refuse } from '../respond.js';
import { failPage, giveBack, respondAnswer } from './page-answer.js';

import type { Hono } from 'hono';
import type { FeedbackContext } from '../../protocol/feedback-context.js';
import type { IngestParts } from '../create-ingest.js';
import type { FormValues } from '../pages/render-form.js';
import type { Speech } from '../pages/speech.js';
import type { SentForm } from '../read-form.js';
import type { Effect } from '../respond.js';
import type { PageAnswer } from './page-answer.js';

/**
 * The feedback page. A GET never writes: mail scanners and chat previews open links. A POST is the
 * form that works without JavaScript; its signature is the credential, and there is no cookie, so
 * another site can send nothing in somebody's name and no token against that is needed.
 */
export function addFeedbackPageRoutes(app: Hono, parts: IngestParts, frameAncestors: string): void {
  const respond = (answer: PageAnswer) => respondAnswer(answer, frameAncestors);

  app.get('/feedback', async (c) => {
    const speech = chooseSpeech(c.req.raw.headers.get('accept-language'));
    return respond(await open(parts, speech, c.req.url).catch(giveUp(parts, speech)));
  });

  app.post('/feedback', async (c) => {
    const speech = chooseSpeech(c.req.raw.headers.get('accept-language'));
    const read = await readForm(c.req.raw);
    if (read.ok) return respond(await take(parts, speech, read.form).catch(giveUp(parts, speech)));
    // Only a program sends another type.
    return read.code === 'body_type_unsupported' ? refuse(read) : respond(failPage(speech, read));
  });
}

/** A link was opened. What stands in its fragment does not come here. */
async function open(parts: IngestParts, speech: Speech, address: string): Promise<PageAnswer> {
  const url = new URL(address);
  if (!CONTEXT_FIELDS.some((name) => url.searchParams.has(name))) {
    return { status: 200, page: renderWaitingPage(speech) };
  }
  const read = readFeedbackUrl(url);
  const verified = read.ok ? await parts.verifyContext(read.context) : read;
  if (!verified.ok) return failPage(speech, verified);

  const { context } = verified;
  const state = await (await feedbackOf(context, parts)).readState();
  const values = state.annotation ?? undefined;
  const page = renderTurnPage(speech, { context, values, isSaid: Boolean(values), state });
  return { status: 200, page };
}

/** The form was sent. */
async function take(parts: IngestParts, speech: Speech, form: SentForm): Promise<PageAnswer> {
  const { context, isRetraction, values } = form;
  const verified = await parts.verifyContext(context);
  if (verified.ok) {
    return isRetraction
      ? retract(parts, speech, verified.context)
      : annotate(parts, speech, verified.context, values);
  }
  if (verified.code === 'rate_limited') return giveBack(parts, speech, form, verified);
  // Only a genuine context expires: what came with another is shown to nobody.
  return failPage(speech, verified, verified.code === 'context_expired' ? values : undefined);
}

async function annotate(
  parts: IngestParts,
  speech: Speech,
  context: FeedbackContext,
  typed: FormValues,
): Promise<PageAnswer> {
  const { strings } = speech;
  const isRight = typed.rating === 'correct';
  // As thumbs up: there is nothing left to correct.
  const values = isRight ? { ...typed, reasons: [], correction: '', comment: '' } : typed;
  const read = readWire(AnnotationByContext, values);
  if (!read.ok) {
    const refused = read.fields;
    const problem = refused.includes('reasons') ? strings.refused : undefined;
    const page = renderTurnPage(speech, { context, values, refused, problem });
    return { status: ERRORS[read.code][0], page, facts: { code: read.code } };
  }
  let effect: Effect;
  try {
    const { created } = await (await feedbackOf(context, parts)).annotate(read.value);
    effect = created ? 'annotation_stored' : 'annotation_replaced';
  } catch (error) {
    parts.onError(error);
    const page = renderTurnPage(speech, { context, values: typed, problem: strings.notLoaded });
    return { status: ERRORS.internal_error[0], page, facts: { code: 'internal_error' } };
  }
  const message = isRight ? strings.votedUp : strings.sent;
  const page = renderTurnPage(speech, { context, values, isSaid: true, message });
  return { status: 200, page, facts: { effect } };
}

/** What was typed stays in the form, in case of a change of mind. */
async function retract(
  parts: IngestParts,
  speech: Speech,
  context: FeedbackContext,
): Promise<PageAnswer> {
  const { annotation } = await (await feedbackOf(context, parts)).retract();
  const values = annotation ? { ...annotation, rating: undefined } : undefined;
  const message = speech.strings.retracted;
  const page = renderTurnPage(speech, { context, values, message });
  return { status: 200, page, facts: { effect: 'annotation_retracted' } };
}

/** For whatever should not have happened. */
function giveUp(parts: IngestParts, speech: Speech): (error: unknown) => PageAnswer {
  return (error) => {
    parts.onError(error);
    return failPage(speech, { code: 'internal_error' });
  };
}
