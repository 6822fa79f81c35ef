import { brotliCompressSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';

import { startSite } from '../browser/bench-site.js';
import { bundle } from '../bundle-size.js';
import { CONTESTANTS } from './contestants.js';
import { answerAsPostHog } from './posthog-service.js';

const BENCH = fileURLToPath(new URL('..', import.meta.url));
const QUESTION = 'How long do I have to return a jacket?';
const ANSWER = 'You can return any item within 90 days. '.repeat(5);
const HEAD = `<meta charset="utf-8"><title>Chat</title><link rel="icon" href="data:,">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <style>body { max-width: 40rem; margin: 2rem auto; font-family: system-ui }</style>`;

/**
 * The site of an application: a chat with each contestant, and an empty page on which many are put.
 * All code is bundled alike, and sent with brotli.
 *
 * @param {string} ingest its origin
 * @param {() => Promise<string>} sign a new feedback URL
 */
export async function startHostSite(ingest, sign) {
  /** @type {Map<string, Response>} */
  const code = new Map();
  /** @type {Map<string, (link: string) => string>} */
  const pages = new Map([['/chat/bare', () => chatOf('', '')]]);
  for (const contestant of CONTESTANTS) {
    const { id, entry, markup } = contestant;
    const script = entry ? await addBundle(code, id, entry) : `${ingest}/agentloop-feedback.js`;
    const tag = `<script type="module" src="${script}"></script>`;
    pages.set(`/chat/${id}`, (link) => chatOf(markup(link), tag));
    pages.set(`/many/${id}`, (link) => manyOf(link, markup(link), tag));
  }
  return startSite(async (request) => {
    const { pathname } = new URL(request.url);
    const page = pages.get(pathname);
    if (page) {
      const link = (await sign()).replaceAll('&', '&amp;');
      return compressed({ type: 'text/html', body: page(link) });
    }
    const file = code.get(pathname)?.clone();
    if (file) return file;
    if (pathname.startsWith('/posthog/')) return compressed(answerAsPostHog(pathname));
    // Whatever else is sent to somewhere has arrived.
    return new Response('{}', { headers: { 'content-type': 'application/json' } });
  });
}

/**
 * @param {Map<string, Response>} code
 * @param {string} id
 * @param {string} entry
 */
async function addBundle(code, id, entry) {
  const chunks = await bundle(`${BENCH}${entry}`);
  for (const chunk of chunks) {
    const file = { type: 'text/javascript', body: chunk.code };
    code.set(`/code/${id}/${chunk.fileName}`, compressed(file));
  }
  return `/code/${id}/${chunks.find(({ isEntry }) => isEntry)?.fileName}`;
}

/**
 * @param {string} markup
 * @param {string} script
 */
function chatOf(markup, script) {
  return `<!doctype html><html lang="en"><head>${HEAD}</head><body>
    <p>${QUESTION}</p><p>${ANSWER}</p><div>${markup}</div>
    <p>And trousers?</p><p>${ANSWER}</p>${script}</body></html>`;
}

/**
 * Its `main` is for many; what one of them needs around it is there, too.
 *
 * @param {string} link
 * @param {string} markup
 * @param {string} script
 */
function manyOf(link, markup, script) {
  return `<!doctype html><html lang="en" data-many data-link="${link}"><head>${HEAD}</head><body>
    <main></main><template>${markup}</template>${script}</body></html>`;
}

/** @param {{ type: string, body: string }} file */
function compressed({ type, body }) {
  return new Response(brotliCompressSync(body), {
    headers: { 'content-type': `${type}; charset=utf-8`, 'content-encoding': 'br' },
  });
}
