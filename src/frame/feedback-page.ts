import { html, render } from 'lit';

import { readState } from '../delivery/read-state.js';
import { AgentloopFeedback } from '../element/agentloop-feedback.js';
import { describeFailure } from '../element/describe-failure.js';
import { AgentloopErrorEvent } from '../element/feedback-events.js';
import { ENGLISH, localize } from '../element/localize.js';
import { readFeedbackUrl } from '../protocol/feedback-context.js';
import { answerHost } from './answer-host.js';

import type { TemplateResult } from 'lit';
import type { StateAnswer } from '../protocol/answers.js';
import type { FeedbackContext } from '../protocol/feedback-context.js';

/*
 * The feedback page: the address of this document is a feedback URL. Question and answer are shown
 * only after the ingest has vouched for them. Otherwise anybody could make this page show any text
 * on its owner's domain.
 *
 * Once read, the link is taken out of the address bar, so that it is neither copied nor looked at by
 * accident; the history's entry keeps it for a reload.
 */
let { strings } = ENGLISH;
let shown: (() => TemplateResult) | undefined;
const root = document.documentElement;
const page = document.querySelector<HTMLElement>('#page');
root.lang = navigator.language;
customElements.define('agentloop-feedback', AgentloopFeedback);
if (page) answerHost(page);
await speak();
new MutationObserver(() => void speak()).observe(root, { attributeFilter: ['lang'] });
addEventListener('hashchange', () => void showPage());
await showPage();

/** Says all in the language of the document, also what is shown already. */
async function speak(): Promise<void> {
  const { lang } = root;
  const { language, direction, strings: spoken } = await localize(lang);
  // A file that came late is no longer of this language.
  if (lang !== root.lang) return;
  if (lang !== language) root.lang = language;
  root.dir = direction;
  strings = spoken;
  document.title = strings.rate;
  if (shown) show(shown);
}

async function showPage(): Promise<void> {
  const url = takeUrl();
  const parsed = readFeedbackUrl(url);
  if (!parsed.ok) return showFailure(parsed, renderProblem);

  show(() => html`<p role="status">${strings.checking}</p>`);
  const { baseUrl, context } = parsed;
  const state = await readState(baseUrl, context);
  // Somebody went to another link meanwhile.
  if (url !== takeUrl()) return;
  if (state.ok) show(() => renderTurn(url, context, state.answer));
  else showFailure(state, state.isRetryable ? renderRetry : renderProblem);
}

/** The feedback URL that this page was opened with. */
function takeUrl(): string {
  if (location.search || location.hash) {
    history.replaceState({ feedbackUrl: location.href }, '', location.pathname);
  }
  const { feedbackUrl } = (history.state ?? {}) as { feedbackUrl?: string };
  return feedbackUrl ?? location.href;
}

function show(content: () => TemplateResult): void {
  shown = content;
  if (page) render(content(), page);
}

function showFailure(
  { code, message }: { code: string; message: string },
  renderFailure: (code: string) => TemplateResult,
): void {
  show(() => renderFailure(code));
  page?.dispatchEvent(new AgentloopErrorEvent(code, message));
}

function renderTurn(
  url: string,
  context: FeedbackContext,
  { annotation, expires_at }: StateAnswer,
): TemplateResult {
  return html`
    <h1>${strings.rate}</h1>
    <h2>${strings.question}</h2>
    <p class="text" dir="auto">${context.q}</p>
    <h2>${strings.answer}</h2>
    <p class="text" dir="auto">${context.a}</p>
    <h2>${strings.askRating}</h2>
    <agentloop-feedback
      .feedbackUrl=${url}
      .maxAge=${Date.parse(expires_at) / 1000 - context.t}
      .annotation=${annotation}
    ></agentloop-feedback>
  `;
}

function renderProblem(code: string): TemplateResult {
  return html`
    <h1>${strings.notUsable}</h1>
    <p role="alert">${describeFailure({ code, isRetryable: false }, strings)}</p>
  `;
}

function renderRetry(code: string): TemplateResult {
  return html`
    <h1>${strings.notReached}</h1>
    <p role="alert">${describeFailure({ code, isRetryable: true }, strings)}</p>
    <button type="button" @click=${() => void showPage()}>${strings.retry}</button>
  `;
}
