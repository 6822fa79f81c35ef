import { readState } from '../delivery/read-state.js';
import { AgentloopFeedback } from '../element/agentloop-feedback.js';
import { AgentloopErrorEvent } from '../element/feedback-events.js';
import { readFeedbackUrl } from '../protocol/feedback-context.js';
import { answerHost } from './answer-host.js';
import { mountElement } from './mount-element.js';
import { page, show, showTurn } from './page-templates.js';
import { followLanguage, speak } from './speak.js';

import type { StateAnswer } from '../protocol/answers.js';

/*
 * The feedback page: the address of this document is a feedback URL. Where it stands in the query,
 * the ingest has verified it and drawn the page, and what is left to do is to put the element in the
 * place of the plain form. Where it stands in the fragment, question and answer are shown only after
 * the ingest has vouched for them. Otherwise anybody could make this page show any text on its
 * owner's domain.
 *
 * Once read, the link is taken out of the address bar, so that it is neither copied nor looked at by
 * accident; the history's entry keeps it for a reload.
 */
customElements.define('agentloop-feedback', AgentloopFeedback);
followLanguage();
answerHost(page);
// Another fragment is another link.
addEventListener('hashchange', () => location.reload());
await start(takeUrl());

async function start(url: string): Promise<void> {
  const form = page.querySelector<HTMLFormElement>('form[data-state]');
  // Where the script came so late that the plain form is being used, it stays. Buttons are left out:
  // to Firefox they are `:user-valid` from the start.
  if (form?.querySelector(':focus, :user-invalid, :not(button):user-valid')) return;

  // The ingest has found it out and drawn it.
  const problem = page.querySelector<HTMLElement>('[data-problem]')?.dataset['problem'];
  if (problem) return tellProblem(problem);

  document.documentElement.classList.add('scripted');
  if (form) mountElement(form, url, JSON.parse(String(form.dataset['state'])) as StateAnswer);
  else if (document.querySelector('template')) await verify(url);
}

/** The feedback URL that this page was opened with. */
function takeUrl(): string {
  if (location.search || location.hash) {
    history.replaceState({ feedbackUrl: location.href }, '', location.pathname);
  }
  const { feedbackUrl } = (history.state ?? {}) as { feedbackUrl?: string };
  return feedbackUrl ?? location.href;
}

async function verify(url: string): Promise<void> {
  const read = readFeedbackUrl(url);
  if (!read.ok) return showProblem('not-usable', read.code);

  const state = await readState(read.baseUrl, read.context);
  if (state.ok) return mountElement(showTurn(read.context), url, state.answer);
  await showProblem(state.isRetryable ? 'not-reached' : 'not-usable', state.code);
  page.querySelector('button')?.addEventListener('click', () => void verify(url));
}

async function showProblem(template: string, code: string): Promise<void> {
  show(template);
  page.querySelector('[role=alert]')?.setAttribute('data-problem', code);
  tellProblem(code);
  await speak();
}

/** To the host of a frame, which hears it like an error of the element. */
function tellProblem(code: string): void {
  page.dispatchEvent(new AgentloopErrorEvent(code, code));
}
