import { html } from 'hono/html';

import { describeFailure, isLinkCode } from '../../locales/describe-failure.js';
import { ERRORS } from '../../protocol/error-codes.js';
import { BROWSER_FILES } from '../browser-files.js';
import { renderDocument } from './render-document.js';
import { renderForm, renderLostTexts } from './render-form.js';
import { renderTurn } from './render-turn.js';
import { sayWhen } from './say-when.js';

import type { ErrorCode } from '../../protocol/error-codes.js';
import type { FeedbackContext } from '../../protocol/feedback-context.js';
import type { Content, Markup } from './markup.js';
import type { FormParts, FormValues } from './render-form.js';
import type { Speech } from './speech.js';

export interface TurnParts extends FormParts {
  /** One that was verified: its texts are shown. */
  context: FeedbackContext;
  /** What became of the form that was sent. */
  message?: string | undefined;
  /** Why it could not be taken, where that is no field's fault. */
  problem?: string | undefined;
}

/** The turn of a context that was verified, with the form that works without JavaScript. */
export function renderTurnPage(speech: Speech, { message, problem, ...parts }: TurnParts): Markup {
  const turn = renderTurn(speech, parts.context, {
    message: [
      message && html`<p class="message" role="status">${message}</p>`,
      problem && html`<p class="error" role="alert">${problem}</p>`,
    ],
    form: renderForm(speech, parts),
  });
  return renderPage(speech, { title: message ?? problem ?? speech.strings.rate, main: turn });
}

/**
 * Why nothing can be done, in words that a person understands, and nothing of what the link says.
 *
 * @param lost what somebody typed who had a genuine link, so that it can be copied
 */
export function renderProblemPage(
  speech: Speech,
  { code, retryAfterSeconds }: { code: ErrorCode; retryAfterSeconds?: number | undefined },
  lost?: FormValues,
): Markup {
  const { strings } = speech;
  const isRetryable = ERRORS[code][0] >= 500 || code === 'rate_limited';
  // Nothing is tried again by itself here.
  const words = { ...strings, failed: strings.notLoaded };
  const title = isLinkCode(code) ? 'notUsable' : isRetryable ? 'notReached' : 'rate';
  const problem =
    retryAfterSeconds === undefined
      ? describeFailure({ code, isRetryable }, words)
      : sayWhen(speech, retryAfterSeconds);
  return renderPage(speech, {
    title: strings[title],
    main: html`<h1 data-say="${title}">${strings[title]}</h1>
      <p role="alert" data-problem="${code}">${problem}</p>
      ${lost && renderLostTexts(speech, lost)}`,
  });
}

/**
 * The page of a link whose texts stand in its fragment, which no server sees: the script asks the
 * ingest about it, and shows one of the templates.
 */
export function renderWaitingPage(speech: Speech): Markup {
  const { strings } = speech;
  return renderPage(speech, {
    title: strings.rate,
    main: html`<h1 data-say="rate">${strings.rate}</h1>
      <p class="with-script" role="status" data-say="checking">${strings.checking}</p>
      <p class="without-script">${strings.needsScript}</p>`,
    templates: html`<template id="turn">
        ${renderTurn(speech, {}, { form: renderForm(speech, {}) })}
      </template>
      <template id="not-usable">
        <h1 data-say="notUsable">${strings.notUsable}</h1>
        <p role="alert"></p>
      </template>
      <template id="not-reached">
        <h1 data-say="notReached">${strings.notReached}</h1>
        <p role="alert"></p>
        <button type="button" data-say="retry">${strings.retry}</button>
      </template>`,
  });
}

function renderPage(
  speech: Speech,
  { title, main, templates }: { title: string; main: Markup; templates?: Content },
): Markup {
  return renderDocument({
    language: speech.language,
    direction: speech.direction,
    title,
    name: 'feedback-page',
    preload: languageFileOf(speech),
    body: html`<main id="page">${main}</main>
      ${templates}`,
  });
}

/** The element's own file of a language, which the script would ask for only when it runs. */
function languageFileOf({ language }: Speech): string | undefined {
  const start = `assets/${language.toLowerCase()}-`;
  return Object.keys(BROWSER_FILES).find((path) => path.startsWith(start));
}
