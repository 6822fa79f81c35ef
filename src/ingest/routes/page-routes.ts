import { accepts } from 'hono/accepts';

import { BROWSER_FILES } from '../browser-files.js';
import { respondPage } from '../pages/respond-page.js';
import { renderReviewPage } from '../pages/review-page.js';

import type { Context, Hono } from 'hono';
import type { BrowserFile } from '../browser-files.js';

/** The review queue, the widget, and what the pages load. */
export function addPageRoutes(app: Hono): void {
  app.get('/review', () => respondPage(renderReviewPage(), { frameAncestors: "'self'" }));
  for (const [path, file] of Object.entries(BROWSER_FILES)) {
    app.get(`/${path}`, (c) => respondFile(c, path, file));
  }
}

/** Files with a hash in their name never change; the others are asked for again each time. */
function respondFile(c: Context, path: string, file: BrowserFile): Response {
  const supports = ['br', 'identity'];
  const encoding = accepts(c, { header: 'Accept-Encoding', supports, default: 'identity' });
  const etag = `"${file.hash}-${encoding}"`;
  const headers = {
    'content-type': file.type,
    'cache-control': path.startsWith('assets/')
      ? 'public, max-age=31536000, immutable'
      : 'public, no-cache',
    etag,
    vary: 'accept-encoding',
    // Pages of other origins load the widget from here.
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
  };
  if (c.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers });
  if (encoding === 'identity') return new Response(file.body, { headers });
  return new Response(
    Uint8Array.from(atob(file.brotli), (character) => character.charCodeAt(0)),
    // Cloudflare's Workers would compress it once more.
    { headers: { ...headers, 'content-encoding': 'br' }, encodeBody: 'manual' } as ResponseInit,
  );
}
