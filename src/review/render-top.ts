import { html, nothing } from 'lit';

import { formatAddress } from './review-address.js';

import type { TemplateResult } from 'lit';
import type { LiveState } from './live-feed.js';
import type { Address } from './review-address.js';
import type { Speech } from './speech.js';

export interface TopView {
  speech: Speech;
  address: Address;
  live: LiveState;
  onView: (view: Address['view']) => void;
  onSettings: () => void;
  onSignOut: () => void;
}

/** The top line: the two views, whether the page is live, and what concerns the page itself. */
export function renderTop({
  speech,
  address,
  live,
  onView,
  onSettings,
  onSignOut,
}: TopView): TemplateResult {
  const link = (view: Address['view'], label: string) =>
    html`<a
      href=${formatAddress({ ...address, view })}
      aria-current=${address.view === view ? 'page' : nothing}
      @click=${(event: MouseEvent) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onView(view);
      }}
      >${label}</a
    >`;
  return html`<header class="top">
    <h1>${speech.say('title')}</h1>
    <nav>${link('queue', speech.say('queue'))}${link('overview', speech.say('overview'))}</nav>
    ${renderLive(live, speech)}
    <button type="button" aria-keyshortcuts="?" @click=${onSettings}>
      ${speech.say('shortcuts')}
    </button>
    <button type="button" @click=${onSignOut}>${speech.say('signOut')}</button>
  </header>`;
}

function renderLive(live: LiveState, speech: Speech): TemplateResult {
  const isOffline = !navigator.onLine;
  const state = isOffline ? 'retrying' : live;
  const texts = {
    connecting: 'connecting',
    live: 'live',
    retrying: isOffline ? 'offline' : 'reconnecting',
    crowded: 'crowded',
    closed: 'reconnecting',
  } as const;
  const hint = state === 'crowded' ? 'crowdedHint' : 'offlineHint';
  return html`<p
    class="live"
    role="status"
    data-state=${state}
    title=${state === 'live' ? nothing : speech.say(hint)}
  >
    ${speech.say(texts[state])}
  </p>`;
}
