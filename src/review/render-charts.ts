import { html, nothing, svg } from 'lit';

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

const WIDTH = 600;
const HEIGHT = 160;
/** Room for what stands beside and below the bars. */
const LEFT = 44;
const BOTTOM = 22;
const TOP = 10;

/**
 * Bars over days, as plain SVG in the page's own colours. Those who do not see it have its name and
 * the table that follows.
 */
export function renderDayBars(
  bars: readonly DayBar[],
  { name, format }: { name: string; format: (value: number) => string },
): TemplateResult {
  const top = niceTop(Math.max(0, ...bars.map(({ value }) => value ?? 0)));
  const step = (WIDTH - LEFT) / Math.max(1, bars.length);
  const bottom = HEIGHT - BOTTOM;
  const y = (value: number) => bottom - (value / top) * (bottom - TOP);
  const labelled = new Set([0, Math.floor((bars.length - 1) / 2), bars.length - 1]);
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${name}>
    ${[0, 0.5, 1].map(
      (part) => svg`
        <line class="grid" x1=${LEFT} x2=${WIDTH} y1=${y(part * top)} y2=${y(part * top)} />
        <text class="tick" x=${LEFT - 6} y=${y(part * top) + 4} text-anchor="end">${format(part * top)}</text>`,
    )}
    ${bars.map(({ label, value, title }, index) => {
      const x = LEFT + index * step;
      const isFirst = index === 0;
      const isLast = index === bars.length - 1;
      return svg`
        <g>
          <title>${title}</title>
          <rect class="hover" x=${x} y=${TOP} width=${step} height=${bottom - TOP} />
          ${
            value === null
              ? nothing
              : svg`<rect class="bar" x=${x + step * 0.15} width=${step * 0.7} rx="2"
                  y=${y(value)} height=${Math.max(value > 0 ? 1.5 : 0, bottom - y(value))} />`
          }
          ${
            labelled.has(index)
              ? svg`<text class="tick" y=${HEIGHT - 6}
                  x=${isFirst ? x : isLast ? x + step : x + step / 2}
                  text-anchor=${isFirst ? 'start' : isLast ? 'end' : 'middle'}>${label}</text>`
              : nothing
          }
        </g>`;
    })}
  </svg>`;
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
