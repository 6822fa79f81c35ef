import type { Page } from '../../protocol/review.js';
import type { ExportWriter } from './export-format.js';

/**
 * All of a listing, a page at a time as the reader takes them: what is held is one page, however
 * much there is, and nothing more is read once the reader has gone away.
 */
export function streamExport<Item>(
  writer: ExportWriter<Item>,
  readPage: (cursor: string | undefined) => Promise<Page<Item>>,
  first: string | undefined,
  onError: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const gone = new AbortController();
  let cursor: string | null | undefined = first;

  /** A stream is not asked again before it has given something, and a page may come to nothing. */
  const readText = async (): Promise<string> => {
    let text = '';
    while (text === '' && cursor !== null && !gone.signal.aborted) {
      const page = await readPage(cursor);
      text = page.items.map((item) => writer.write(item)).join('');
      cursor = page.next_cursor;
    }
    return text;
  };

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        if (writer.head) controller.enqueue(encoder.encode(writer.head));
      },
      async pull(controller) {
        const text = await readText().catch((error: unknown) => {
          onError(error);
          throw error;
        });
        if (gone.signal.aborted) return;
        if (text) controller.enqueue(encoder.encode(text));
        if (cursor === null) controller.close();
      },
      cancel: () => gone.abort(),
    },
    // Nothing is read ahead of the reader.
    { highWaterMark: 0 },
  );
}
