import 'agentloop-feedback';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { signFeedbackUrl } from 'agentloop-feedback/server';
import { html } from 'lit';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

/** A server that renders the thumbs with the answer: they are there before any script. */
const ingest = process.env['INGEST_URL'] ?? 'http://127.0.0.1:8787';
const secret = process.env['FEEDBACK_SIGNING_SECRET'] ?? '';
const turn = {
  question: 'Où est mon colis ?',
  agentResponse: 'Il arrive demain 🙂',
  userId: 'u_42',
};

async function renderPage() {
  const url = await signFeedbackUrl(ingest, secret, turn);
  const body = html`<p>${turn.agentResponse}</p>
    <agentloop-feedback feedback-url=${url}><a href=${url}>Rate this answer</a></agentloop-feedback>
    <output></output>`;
  return `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>Rendered on the server</title>
  <script type="module" src="/client/client.js"></script>
  ${await collectResult(render(body))}
</html>`;
}

const server = createServer(async (request, response) => {
  const file = /^\/client\/[\w.-]+\.js$/.exec(request.url ?? '')?.[0];
  response.setHeader('content-type', file ? 'text/javascript' : 'text/html; charset=utf-8');
  response.end(file ? await readFile(new URL(`.${file}`, import.meta.url)) : await renderPage());
});
const port = Number(process.env['PORT'] ?? 8080);
server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`));
