import { createIngest } from 'agentloop-feedback/ingest';
import { signFeedbackUrl } from 'agentloop-feedback/server';
import { Hono } from 'hono';

import { serveApp } from './serve-app.js';

import type { AnnotationItem } from 'agentloop-feedback/ingest';

const SECRET = 'whsec_host';
const SCRIPT = '<script type="module" src="/agentloop/agentloop-feedback.js"></script>';

export interface HostSite {
  origin: string;
  /** The same pages under another name: to a browser, another site. */
  otherOrigin: string;
  /** A signed feedback URL of this site's ingest. */
  sign(question?: string, issuedAt?: Date): Promise<string>;
  /** What `/host` answers from now on; with the widget's script in its head, if not told otherwise. */
  setPage(body: string, headers?: Record<string, string>, head?: string): void;
  annotations(): Promise<AnnotationItem[]>;
  close(): Promise<void>;
}

/** A site with an ingest of its own at `/agentloop`, and a page at `/host` that a test writes. */
export async function startHostSite(): Promise<HostSite> {
  let page = new Response();
  const site = await serveApp((store) => {
    const ingest = createIngest({ secrets: [SECRET], store, basePath: '/agentloop' });
    const app = new Hono();
    app.all('/agentloop/*', (c) => ingest(c.req.raw));
    app.get('/host', () => page.clone());
    app.get('/elsewhere', (c) => c.html('<p>elsewhere</p>'));
    return app;
  });
  const { port } = site;
  const origin = `http://127.0.0.1:${port}`;

  return {
    origin,
    otherOrigin: `http://localhost:${port}`,
    sign: (question = 'How long?', issuedAt = new Date()) =>
      signFeedbackUrl(`${origin}/agentloop`, SECRET, {
        question,
        agentResponse: '90 days.',
        issuedAt,
      }),
    setPage(body, headers = {}, head = SCRIPT) {
      page = new Response(
        `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>host</title>
        ${head}</head>
        <body>${body}</body></html>`,
        { headers: { 'content-type': 'text/html; charset=utf-8', ...headers } },
      );
    },
    annotations: site.annotations,
    close: site.close,
  };
}

/** A feedback URL as it stands in an attribute. */
export function escapeAttribute(url: string): string {
  return url.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
