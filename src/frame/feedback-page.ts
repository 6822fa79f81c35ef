import { html, render } from 'lit';

import { readState } from '../delivery/read-state.js';
import { AgentloopFeedback } from '../element/agentloop-feedback.js';
import { describeFailure } from '../element/describe-failure.js';
import { localize } from '../element/localize.js';
import { readFeedbackUrl } from '../protocol/feedback-context.js';

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
const { language, direction, strings } = await localize(navigator.language);
document.documentElement.lang = language;
document.documentElement.dir = direction;
document.title = strings.rate;
customElements.define('agentloop-feedback', AgentloopFeedback);
addEventListener('hashchange', () => void showPage());
await showPage();

async function showPage(): Promise<void> {
  const url = takeUrl();
  const parsed = readFeedbackUrl(url);
  if (!parsed.ok) return show(renderProblem(parsed.code));

  show(html`<p role="status">${strings.checking}</p>`);
  const { baseUrl, context } = parsed;
  const state = await readState(baseUrl, context);
  // Somebody went to another link meanwhile.
  if (url !== takeUrl()) return;
  if (state.ok) show(renderTurn(url, context, state.answer));
  else show(state.isRetryable ? renderRetry(state.code) : renderProblem(state.code));
}

/** The feedback URL that this page was opened with. */
function takeUrl(): string {
  if (location.search || location.hash) {
    history.replaceState({ feedbackUrl: location.href }, '', location.pathname);
  }
  const { feedbackUrl } = (history.state ?? {}) as { feedbackUrl?: string };
  return feedbackUrl ?? location.href;
}

function show(content: TemplateResult): void {
  const page = document.querySelector<HTMLElement>('#page');
  if (page) render(content, page);
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
