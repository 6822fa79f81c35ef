import type { Page, TurnItem } from '../protocol/review.js';

type PendingTurns =
  { ok: true; page: Page<TurnItem> } | { ok: false; message: string; isKeyRefused: boolean };

/** Reads a page of what waits for a review. Never throws. */
export async function fetchPendingTurns(
  apiKey: string,
  cursor: string | null,
): Promise<PendingTurns> {
  const query = new URLSearchParams({ status: 'pending', ...(cursor ? { cursor } : {}) });
  try {
    const response = await fetch(`v1/turns?${query}`, {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    const body = (await response.json()) as Page<TurnItem> & { error?: string };
    if (response.ok) return { ok: true, page: body };
    return { ok: false, message: String(body.error), isKeyRefused: response.status === 401 };
  } catch {
    return {
      ok: false,
      message: 'The ingest cannot be reached. Trying again…',
      isKeyRefused: false,
    };
  }
}
