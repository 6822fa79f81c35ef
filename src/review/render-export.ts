import { html, nothing } from 'lit';

import type { TemplateResult } from 'lit';
import type { ExportFormat } from '../protocol/review.js';
import type { ExportJob } from './export-job.js';
import type { Speech } from './speech.js';

export interface ExportView {
  speech: Speech;
  job: ExportJob | undefined;
  onExport: (format: ExportFormat) => void;
}

/** The formats to export in, and how far an export is: what stands in the dialog. */
export function renderExport({ speech, job, onExport }: ExportView): TemplateResult {
  const isRunning = job?.state === 'running';
  const button = (format: ExportFormat, label: string) =>
    html`<button type="button" ?disabled=${isRunning} @click=${() => onExport(format)}>
      ${label}
    </button>`;
  return html`
    <h2 id="export-title">${speech.say('export')}</h2>
    <p class="quiet">${speech.say('exportHint')}</p>
    <div class="stack">
      ${button('ndjson', speech.say('exportNdjson'))} ${button('csv', speech.say('exportCsv'))}
      ${button('eval', speech.say('exportEval'))} ${button('otel', speech.say('exportOtel'))}
    </div>
    <p role="status">${job ? describe(job, speech) : nothing}</p>
    <div class="buttons">
      ${
        isRunning
          ? html`<button type="button" @click=${() => job.cancel()}>
              ${speech.say('cancel')}
            </button>`
          : nothing
      }
      <form method="dialog"><button class="primary">${speech.say('close')}</button></form>
    </div>
  `;
}

function describe({ state, bytes, failure }: ExportJob, speech: Speech): string {
  if (state === 'running') return speech.say('exporting', { size: speech.size(bytes) });
  if (state === 'done') return speech.say('exported', { size: speech.size(bytes) });
  return state === 'failed' ? speech.say('exportFailed', { message: failure?.message ?? '' }) : '';
}
