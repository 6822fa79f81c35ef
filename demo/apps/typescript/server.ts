import { signFeedbackUrl } from 'agentloop-feedback/server';
import { createServer } from 'node:http';

/** A server that has an agent's answer, and signs a feedback URL for it. */
const ingest = process.env['INGEST_URL'] ?? 'http://127.0.0.1:8787';
const secret = process.env['FEEDBACK_SIGNING_SECRET'] ?? '';

async function ask() {
  const question = 'Où est mon colis ?';
  const agentResponse = 'Il arrive demain 🙂';
  const turn = { question, agentResponse, userId: 'u_42' };
  return { answer: agentResponse, feedbackUrl: await signFeedbackUrl(ingest, secret, turn) };
}

const server = createServer(async (request, response) => {
  const { answer, feedbackUrl } = await ask();
  if (request.url === '/api/answer') {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ answer, feedbackUrl }));
    return;
  }
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(`<!doctype html>
<html lang="en">
  <title>A TypeScript server</title>
  <script type="module" src="${ingest}/agentloop-feedback.js"></script>
  <p>${answer}</p>
  <agentloop-feedback><a href="${feedbackUrl.replaceAll('&', '&amp;')}">Rate this answer</a></agentloop-feedback>
  <output></output>
  <script>
    document.addEventListener('agentloop-submitted', (event) => {
      document.querySelector('output').textContent = event.input.rating;
    });
  </script>
</html>`);
});
const port = Number(process.env['PORT'] ?? 8080);
server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`));
