import { html, nothing } from 'lit';

import { EXPIRING_DAYS } from '../protocol/review.js';
import { renderDayBars, renderRowBars } from './render-charts.js';

import type { TemplateResult } from 'lit';
import type { Backlog, Overview, OverviewDay } from '../protocol/review.js';
import type { Filter } from './review-address.js';
import type { Speech } from './speech.js';

const PERIODS = [7, 30, 90] as const;

export interface OverviewView {
  speech: Speech;
  overview: Overview;
  days: number;
  onDays: (days: number) => void;
  onFilter: (part: Partial<Filter>) => void;
}

/** How the answers do, and how the reviewers keep up: figures, charts, and a table behind each. */
export function renderOverview(view: OverviewView): TemplateResult {
  const { speech, overview, days, onDays } = view;
  return html`
    <div class="row">
      <h2 id="overview-title" tabindex="-1">${speech.say('overview')}</h2>
      <div class="segments" role="group" aria-label=${speech.say('period')}>
        ${PERIODS.map(
          (period) =>
            html`<button
              type="button"
              aria-pressed=${period === days}
              @click=${() => onDays(period)}
            >
              ${speech.count('lastDays', period)}
            </button>`,
        )}
      </div>
    </div>
    ${renderFigures(overview, speech)}
    <div class="cards">
      ${renderThumbsDown(overview.days, speech)} ${renderReviewed(overview.days, speech)}
      ${renderReasons(view)} ${renderSignals(view)} ${renderBacklog(overview.backlog, speech)}
    </div>
  `;
}

function renderFigures({ days, backlog, at }: Overview, speech: Speech): TemplateResult {
  const ratings = sum(days.map(({ annotations }) => annotations));
  const down = sum(days.map(({ thumbs_down }) => thumbs_down));
  const figure = (label: string, value: string, isUrgent = false) =>
    html`<div ?data-urgent=${isUrgent}>
      <dt>${label}</dt>
      <dd>${value}</dd>
    </div>`;
  const waitsSince = backlog.oldest_at
    ? speech.duration((Date.parse(at) - Date.parse(backlog.oldest_at)) / 1000)
    : speech.say('oldestNone');
  return html`<dl class="figures">
    ${figure(speech.say('waiting'), speech.number(backlog.pending))}
    ${figure(speech.say('oldest'), waitsSince)}
    ${figure(
      speech.say('expiringSoon', { n: speech.number(EXPIRING_DAYS) }),
      `${speech.number(backlog.expiring)}${
        backlog.pending > 0 ? ` (${speech.percent(backlog.expiring / backlog.pending)})` : ''
      }`,
      backlog.expiring > 0,
    )}
    ${figure(speech.say('thumbsDownShare'), ratings > 0 ? speech.percent(down / ratings) : '–')}
  </dl>`;
}

function renderThumbsDown(days: readonly OverviewDay[], speech: Speech): TemplateResult {
  const rated = days.filter(({ annotations }) => annotations > 0);
  const name = speech.say('thumbsDownByDay');
  const bars = days.map(({ date, annotations, thumbs_down }) => ({
    label: speech.day(date),
    value: annotations > 0 ? thumbs_down / annotations : null,
    title: `${speech.day(date)}: ${
      annotations > 0 ? speech.percent(thumbs_down / annotations) : '–'
    } (${speech.number(thumbs_down)} / ${speech.number(annotations)})`,
  }));
  return renderCard(
    name,
    rated.length === 0
      ? html`<p class="quiet">${speech.say('noRatings')}</p>`
      : html`<p class="quiet">${speech.say('thumbsDownByDayHint')}</p>
          ${renderDayBars(bars, { name, format: speech.percent })}
          ${renderTable(
            name,
            [
              speech.say('day'),
              speech.say('ratings'),
              speech.say('thumbsDown'),
              speech.say('share'),
            ],
            rated.map(({ date, annotations, thumbs_down }) => [
              speech.day(date),
              speech.number(annotations),
              speech.number(thumbs_down),
              speech.percent(thumbs_down / annotations),
            ]),
            speech,
          )}`,
    true,
  );
}

function renderReasons({ overview, speech, onFilter }: OverviewView): TemplateResult {
  const rows = overview.reasons.slice(0, 8).map(({ reason, count }) => ({
    label: speech.name(reason),
    value: count,
    text: speech.number(count),
    onChoose: () => onFilter({ reason, status: 'any' }),
  }));
  return renderRanking(speech.say('topReasons'), speech.say('reason'), rows, speech);
}

function renderSignals({ overview, speech, onFilter }: OverviewView): TemplateResult {
  const rows = overview.signals.slice(0, 8).map(({ signal, count }) => ({
    label: signal,
    value: count,
    text: speech.number(count),
    onChoose: () => onFilter({ signal, status: 'any' }),
  }));
  return renderRanking(speech.say('topSignals'), speech.say('signal'), rows, speech);
}

function renderBacklog({ ages }: Backlog, speech: Speech): TemplateResult {
  const rows = ages.map(({ from_days, to_days, count }) => ({
    label: nameAge(from_days, to_days, speech),
    value: count,
    text: speech.number(count),
  }));
  return renderRanking(speech.say('backlogAge'), speech.say('age'), rows, speech);
}

function renderReviewed(days: readonly OverviewDay[], speech: Speech): TemplateResult {
  const name = speech.say('reviewedByDay');
  const bars = days.map(({ date, reviewed }) => ({
    label: speech.day(date),
    value: reviewed,
    title: `${speech.day(date)}: ${speech.number(reviewed)}`,
  }));
  const worked = days.filter(({ reviewed }) => reviewed > 0);
  return renderCard(
    name,
    worked.length === 0
      ? html`<p class="quiet">${speech.say('noVerdicts')}</p>`
      : html`${renderDayBars(bars, { name, format: speech.number })}
        ${renderTable(
          name,
          [speech.say('day'), speech.say('count')],
          worked.map(({ date, reviewed }) => [speech.day(date), speech.number(reviewed)]),
          speech,
        )}`,
    true,
  );
}

function renderRanking(
  name: string,
  what: string,
  rows: Parameters<typeof renderRowBars>[0],
  speech: Speech,
): TemplateResult {
  return renderCard(
    name,
    rows.length === 0
      ? html`<p class="quiet">${speech.say('noData')}</p>`
      : renderRowBars(rows, { caption: name, head: [what, speech.say('count')] }),
  );
}

function renderCard(name: string, content: TemplateResult, isWide = false): TemplateResult {
  return html`<section class="card" aria-label=${name} ?data-wide=${isWide}>
    <h3>${name}</h3>
    ${content}
  </section>`;
}

function renderTable(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  speech: Speech,
): TemplateResult {
  return html`<details>
    <summary>${speech.say('showTable')}</summary>
    <table>
      <caption class="visually-hidden">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head.map((text) => html`<th scope="col">${text}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...rest]) =>
            html`<tr>
              <th scope="row">${first ?? nothing}</th>
              ${rest.map((text) => html`<td>${text}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}

function nameAge(from: number, to: number | null, speech: Speech): string {
  if (to === null) return speech.say('daysAndMore', { from: speech.number(from) });
  return from === 0 && to === 1
    ? speech.say('lessThanADay')
    : speech.say('daysBetween', { from: speech.number(from), to: speech.number(to) });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
