import { html, render } from 'lit';

import { createIngestClient } from '../delivery/ingest-client.js';
import { AgentloopFeedback } from '../element/agentloop-feedback.js';
import { describeFailure } from '../element/describe-failure.js';
import { PAGE_STRINGS } from '../locales/en-page.js';
import { parseFeedbackUrl } from '../protocol/feedback-context.js';

import type { TemplateResult } from 'lit';
import type { SavedAnnotation } from '../protocol/annotation.js';
import type { FeedbackContext } from '../protocol/feedback-context.js';

/*
 * The feedback page: the address of this document is a feedback URL. Question and answer are shown
 * only after the ingest has vouched for them. Otherwise anybody could make this page show any text
 * on its owner's domain.
 */
customElements.define('agentloop-feedback', AgentloopFeedback);
addEventListener('hashchange', () => void showPage());
await showPage();

async function showPage(): Promise<void> {
  const parsed = parseFeedbackUrl(location.href);
  if (!parsed.ok) return show(renderProblem(parsed.code));

  show(html`<p role="status">${PAGE_STRINGS.checking}</p>`);
  const { baseUrl, context } = parsed;
  const state = await createIngestClient(baseUrl).readState(context);
  if (state.ok) show(renderTurn(context, state.answer.annotation));
  else show(state.isRetryable ? renderRetry(state.code) : renderProblem(state.code));
}

function show(content: TemplateResult): void {
  const page = document.querySelector<HTMLElement>('#page');
  if (page) render(content, page);
}

function renderTurn(context: FeedbackContext, annotation: SavedAnnotation | null): TemplateResult {
  return html`
    <h1>${PAGE_STRINGS.title}</h1>
    <h2>${PAGE_STRINGS.question}</h2>
    <p class="text" dir="auto">${context.q}</p>
    <h2>${PAGE_STRINGS.answer}</h2>
    <p class="text" dir="auto">${context.a}</p>
    <h2>${PAGE_STRINGS.rate}</h2>
    <agentloop-feedback
      .feedbackUrl=${location.href}
      .annotation=${annotation}
    ></agentloop-feedback>
  `;
}

function renderProblem(code: string): TemplateResult {
  return html`
    <h1>${PAGE_STRINGS.notUsable}</h1>
    <p role="alert">${describeFailure({ code, isRetryable: false })}</p>
  `;
}

function renderRetry(code: string): TemplateResult {
  return html`
    <h1>${PAGE_STRINGS.notReached}</h1>
    <p role="alert">${describeFailure({ code, isRetryable: true })}</p>
    <button type="button" @click=${() => void showPage()}>${PAGE_STRINGS.retry}</button>
  `;
}
