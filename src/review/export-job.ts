import type { ExportFormat } from '../protocol/review.js';
import type { CallFailure, ReviewClient } from './review-client.js';

/** What an export is saved as. */
const EXTENSIONS: Readonly<Record<ExportFormat, string>> = {
  ndjson: 'ndjson',
  csv: 'csv',
  eval: 'eval.ndjson',
  otel: 'otel.ndjson',
};

/**
 * An export on its way to the reviewer's disk. It is read here rather than by a link, because a link
 * sends no key, and a key in an address would stand in logs.
 */
export class ExportJob {
  state: 'running' | 'done' | 'failed' | 'cancelled' = 'running';
  bytes = 0;
  failure: CallFailure | undefined;

  readonly #abort = new AbortController();
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Resolves once the file is handed to the browser, or not. Never rejects. */
  async run(client: ReviewClient, query: URLSearchParams, format: ExportFormat): Promise<void> {
    const { signal } = this.#abort;
    const answer = await client.open(client.exportPath(query, format), { signal });
    if (answer.ok) {
      try {
        const blob = await this.#read(answer.value);
        this.#end('done');
        download(blob, `turns-${new Date().toISOString().slice(0, 10)}.${EXTENSIONS[format]}`);
        return;
      } catch (error) {
        this.failure = { ok: false, kind: 'unreachable', message: String(error) };
      }
    } else this.failure = answer;
    this.#end(signal.aborted ? 'cancelled' : 'failed');
  }

  cancel(): void {
    this.#abort.abort();
  }

  async #read(response: Response): Promise<Blob> {
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        this.bytes += chunk.byteLength;
        this.#onChange();
        controller.enqueue(chunk);
      },
    });
    const body = response.body?.pipeThrough(counter) ?? null;
    const type = response.headers.get('content-type') ?? '';
    return new Response(body, { headers: { 'content-type': type } }).blob();
  }

  #end(state: ExportJob['state']): void {
    this.state = state;
    this.#onChange();
  }
}

function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has begun to read it by then; it reads on by itself.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
