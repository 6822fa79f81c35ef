import { BROWSER_FILES } from '../browser-files.js';
import { FEEDBACK_PAGE, REVIEW_PAGE } from '../pages.js';

import type { Context, Hono } from 'hono';
import type { BrowserFile } from '../browser-files.js';

/** The feedback page, the review queue, the widget, and what they load. A GET never writes. */
export function addPageRoutes(app: Hono, frameAncestors: readonly string[]): void {
  const frames = frameAncestors.join(' ') || "'none'";
  app.get('/feedback', () => respondPage(FEEDBACK_PAGE, frames));
  app.get('/review', () => respondPage(REVIEW_PAGE, "'self'"));
  for (const [path, file] of Object.entries(BROWSER_FILES)) {
    app.get(`/${path}`, (c) => respondFile(c, path, file));
  }
}

/** @param frameAncestors who may show the page in a frame */
function respondPage(html: string, frameAncestors: string): Response {
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      // The address holds a signed context.
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
      // A page that asks this of all its frames may frame it too.
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'cross-origin',
      'content-security-policy': [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'self'",
        // `*` would leave out what has no network address: a file, an app, a page in a sandbox.
        ...(frameAncestors === '*' ? [] : [`frame-ancestors ${frameAncestors}`]),
        "require-trusted-types-for 'script'",
        // Lit's policy, under which it makes its own static templates.
        'trusted-types lit-html',
      ].join('; '),
    },
  });
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
