import { html, svg } from 'lit';

import type { TemplateResult } from 'lit';

/** A bar that stands on a day. */
export interface DayBar {
  /** E.g. `25 Nov`. */
  label: string;
  /** 0 and more; null where there is nothing to tell. */
  value: number | null;
  /** All that is known of the bar, in a few words. */
  title: string;
}

/** A bar that lies behind its row of a table. */
export interface RowBar {
  label: string;
  value: number;
  /** The value as it is written. */
  text: string;
  onChoose?: () => void;
}

/**
 * Bars over days, as plain SVG in the page's own colours; the words around it are the page's, so that
 * they keep their size. Those who do not see it have its name, and the table that follows.
 */
export function renderDayBars(
  bars: readonly DayBar[],
  { name, format }: { name: string; format: (value: number) => string },
): TemplateResult {
  const top = niceTop(Math.max(0, ...bars.map(({ value }) => value ?? 0)));
  const middle = bars[Math.floor((bars.length - 1) / 2)];
  return html`<div class="chart" role="img" aria-label=${name}>
    <div class="scale">
      <span>${format(top)}</span><span>${format(top / 2)}</span><span>${format(0)}</span>
    </div>
    <svg viewBox="0 0 ${bars.length} 100" preserveAspectRatio="none" aria-hidden="true">
      ${[0, 50, 100].map((y) => svg`<line class="grid" x2=${bars.length} y1=${y} y2=${y} />`)}
      ${bars.map(({ value, title }, day) => {
        const height = value === null ? 0 : Math.max(value > 0 ? 1 : 0, (100 * value) / top);
        return svg`<g>
          <title>${title}</title>
          <rect class="hover" x=${day} width="1" height="100" />
          <rect class="bar" x=${day + 0.15} width="0.7" y=${100 - height} height=${height} />
        </g>`;
      })}
    </svg>
    <div class="days">
      <span>${bars[0]?.label}</span><span>${middle?.label}</span><span>${bars.at(-1)?.label}</span>
    </div>
  </div>`;
}

/** A table whose rows have bars: chart and table in one. */
export function renderRowBars(
  rows: readonly RowBar[],
  { caption, head }: { caption: string; head: readonly [label: string, value: string] },
): TemplateResult {
  const most = Math.max(1, ...rows.map(({ value }) => value));
  return html`<table class="bars">
    <caption class="visually-hidden">
      ${caption}
    </caption>
    <thead class="visually-hidden">
      <tr>
        <th scope="col">${head[0]}</th>
        <th scope="col">${head[1]}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ label, value, text, onChoose }) =>
          html`<tr>
            <th scope="row">
              ${
                onChoose
                  ? html`<button type="button" class="link" @click=${onChoose}>
                      <bdi>${label}</bdi>
                    </button>`
                  : html`<bdi>${label}</bdi>`
              }
              <svg aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 1">
                <rect class="track" width="100" height="1" />
                <rect class="bar" width=${(100 * value) / most} height="1" />
              </svg>
            </th>
            <td>${text}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** The next round number, so that half of it is one as well. */
function niceTop(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const found = [1, 2, 4, 6, 8, 10].find((factor) => value <= factor * power) ?? 10;
  return found * power;
}
