import { html, nothing, render } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import { ApiKey } from './api-key.js';
import { fetchPendingTurns } from './fetch-pending-turns.js';
import { renderTurn } from './render-turn.js';

import type { TemplateResult } from 'lit';
import type { TurnItem } from '../protocol/review.js';

/** How often the queue is asked again, in milliseconds, while somebody looks at it. */
const REFRESH_MS = 2_000;

/*
 * The review queue, plain: what waits for a review, newest first, kept up to date. It needs an API
 * key, which is typed once and kept for the tab.
 */
const apiKey = new ApiKey();
let turns: readonly TurnItem[] = [];
let cursor: string | null = null;
let problem = '';
let isLoaded = false;

await refresh();
setInterval(() => {
  // What was read on by hand is not taken away again.
  if (document.visibilityState === 'visible' && turns.length <= 50) void refresh();
}, REFRESH_MS);

async function refresh(): Promise<void> {
  if (apiKey.value) await readPage(null);
  show();
}

async function readPage(after: string | null): Promise<void> {
  const read = await fetchPendingTurns(apiKey.value, after);
  if (read.ok) {
    turns = after ? [...turns, ...read.page.items] : read.page.items;
    cursor = read.page.next_cursor;
    isLoaded = true;
  }
  problem = read.ok ? '' : read.message;
  if (!read.ok && read.isKeyRefused) apiKey.forget();
}

function show(): void {
  const page = document.querySelector<HTMLElement>('#page');
  if (page) render(apiKey.value ? renderQueue() : renderKeyForm(), page);
}

function renderKeyForm(): TemplateResult {
  return html`
    <h1>Review queue</h1>
    <form
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const [field] = event.target as HTMLFormElement;
        apiKey.keep((field as HTMLInputElement).value.trim());
        void refresh();
      }}
    >
      <label for="key">API key</label>
      <input id="key" name="key" type="password" autocomplete="off" required />
      <button type="submit">Open the queue</button>
      ${renderProblem()}
    </form>
  `;
}

function renderQueue(): TemplateResult {
  return html`
    <h1>Review queue</h1>
    ${renderProblem()}
    ${isLoaded && turns.length === 0 ? html`<p>Nothing waits for a review.</p>` : nothing}
    <ol>
      ${repeat(turns, (turn) => turn.turn_id, renderTurn)}
    </ol>
    ${
      cursor
        ? html`<button type="button" @click=${() => void readPage(cursor).then(show)}>More</button>`
        : nothing
    }
  `;
}

function renderProblem(): TemplateResult | typeof nothing {
  return problem ? html`<p role="alert">${problem}</p>` : nothing;
}
