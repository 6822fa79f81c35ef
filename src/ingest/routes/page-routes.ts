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
  const headers = {
    'content-type': file.type,
    'cache-control': path.startsWith('assets/')
      ? 'public, max-age=31536000, immutable'
      : 'public, no-cache',
    etag: file.etag,
    // Pages of other origins load the widget from here.
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
  };
  return c.req.header('if-none-match') === file.etag
    ? new Response(null, { status: 304, headers })
    : new Response(file.body, { headers });
}
