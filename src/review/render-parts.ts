import { html, nothing } from 'lit';

import { ratingIcon } from './review-icons.js';

import type { TemplateResult } from 'lit';
import type { Rating } from '../protocol/annotation.js';
import type { Speech } from './speech.js';

/* The smallest parts, which the list and the turn share. All that people wrote stays text. */

export function renderRating(rating: Rating, speech: Speech): TemplateResult {
  return html`<span class="rating" data-rating=${rating}
    >${ratingIcon(rating)} ${speech.say(rating)}</span
  >`;
}

/** A signal and, where it says more than that it is there, its value. */
export function nameSignal(name: string, value: unknown): string {
  return value === true ? name : `${name}: ${shorten(JSON.stringify(value) ?? '')}`;
}

export function renderAge(
  iso: string,
  speech: Speech,
  style: 'long' | 'short' = 'long',
): TemplateResult {
  return html`<time datetime=${iso} title=${speech.time(iso)}>${speech.age(iso, style)}</time>`;
}

/** How long a turn still waits; loud once it is urgent. */
export function renderDaysLeft(expiresAt: string, speech: Speech): TemplateResult {
  const days = daysUntil(expiresAt);
  const text =
    days < 0
      ? speech.say('expired')
      : days < 1
        ? speech.say('expiresToday')
        : speech.count('expiresIn', Math.floor(days));
  return html`<span class="left" ?data-urgent=${days < 3} title=${speech.time(expiresAt)}
    >${text}</span
  >`;
}

export function daysUntil(iso: string, now = Date.now()): number {
  return (Date.parse(iso) - now) / 86_400_000;
}

/** A key beside what it does: those who hear the page have it from `aria-keyshortcuts`. */
export function renderKey(key: string, isShown: boolean): TemplateResult | typeof nothing {
  return isShown ? html`<kbd aria-hidden="true">${key}</kbd>` : nothing;
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
