import { executeServerCommand } from '@web/test-runner-commands';
import { fixture } from '@open-wc/testing';
import { html } from 'lit';

import { signFeedbackUrl } from '../../src/signing/sign-feedback-url.js';
import { waitUntil } from './wait-until.js';
import '../../src/index.js';

import type { AgentloopFeedback } from '../../src/index.js';
import type { AnnotationItem, TurnItem } from '../../src/protocol/review.js';

const SECRET = 'whsec_browser';

export interface Link {
  url: string;
  /** Names the test's requests and its user. */
  id: string;
}

/** A signed feedback URL of the real ingest; see `browser-ingest.js` for the faults. */
export async function createLink(fault = 'ok/0', change: object = {}): Promise<Link> {
  const id = crypto.randomUUID();
  const origin = await ingestOrigin();
  // Turns with the same question would merge.
  const turn = { question: `How long? ${id}`, agentResponse: '90 days.', userId: id, ...change };
  return { id, url: await signFeedbackUrl(`${origin}/${fault}/${id}`, SECRET, turn) };
}

/** The origin of the real ingest. */
export function ingestOrigin(): Promise<string> {
  return command<string>('ingest-origin');
}

export async function createElement({ url }: Pick<Link, 'url'>): Promise<AgentloopFeedback> {
  return fixture<AgentloopFeedback>(
    html`<agentloop-feedback feedback-url=${url}></agentloop-feedback>`,
  );
}

export function recordsOf({
  id,
}: Link): Promise<{ turns: TurnItem[]; annotations: AnnotationItem[] }> {
  return command('records-of', id);
}

export function requestsOf({ id }: Link): Promise<{ method: string; path: string }[]> {
  return command('requests-of', id);
}

/** Lets the request go on that waits at the gate, as soon as it has come there. */
export async function openGate({ id }: Link): Promise<void> {
  await waitUntil(() => command<boolean>('open-gate', id), 'no request came to the gate');
}

export function buttonOf(element: AgentloopFeedback, name: string): HTMLButtonElement {
  const button = [...element.shadowRoot!.querySelectorAll('button')].find(
    (candidate) => (candidate.ariaLabel ?? candidate.textContent?.trim()) === name,
  );
  if (!button) throw new Error(`There is no button “${name}”.`);
  return button;
}

/** What loads on demand is there when its buttons are. */
export async function waitForButton(element: AgentloopFeedback, name: string): Promise<void> {
  await waitUntil(() => element.shadowRoot!.textContent.includes(name), `no button “${name}” came`);
}

/** The code of the form is there: the bar has got a language. */
export async function waitForLoad(element: AgentloopFeedback): Promise<void> {
  await waitUntil(
    () => element.shadowRoot!.querySelector('[part=bar][lang]'),
    'the code did not come',
  );
}

export function statusOf(element: AgentloopFeedback): string {
  return element.shadowRoot!.querySelector('[role=status]')!.textContent.trim();
}

export async function waitForStatus(element: AgentloopFeedback, text: string): Promise<void> {
  await waitUntil(
    () => statusOf(element).startsWith(text),
    `the status was not “${text}” but “${statusOf(element)}”`,
  ).catch(() => {
    throw new Error(`The status is “${statusOf(element)}”, not “${text}”.`);
  });
}

export function isOpen(element: AgentloopFeedback): boolean {
  return element.shadowRoot!.querySelector('form') !== null;
}

/** The name of what has the focus. An assertion about the node itself would print all of it. */
export function focusedOf(element: AgentloopFeedback): string | null | undefined {
  return element.shadowRoot!.activeElement?.getAttribute('aria-label');
}

export function fieldOf(element: AgentloopFeedback, label: string): HTMLTextAreaElement {
  const found = [...element.shadowRoot!.querySelectorAll('label')].find((candidate) =>
    candidate.textContent.trim().startsWith(label),
  );
  if (!found?.control) throw new Error(`There is no field “${label}”.`);
  return found.control as HTMLTextAreaElement;
}

export function type(element: AgentloopFeedback, label: string, text: string): void {
  const field = fieldOf(element, label);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function command<Result>(name: string, payload?: string): Promise<Result> {
  return executeServerCommand<Result, string>(name, payload);
}

const { random } = Math;

/**
 * Lets the outbox wait for nearly two seconds before its first retry, so that a test can look at
 * what has failed. By chance it may come at once.
 */
export function delayRetries(): void {
  let chance = 0.9;
  // Never the same twice: submissions are named by it.
  Math.random = () => (chance += 1e-9);
}

export function undelayRetries(): void {
  Math.random = random;
}
