import { once } from 'node:events';
import { createServer } from 'node:http';
import { build } from 'vite';

/** The page of an application that uses the SDK, on an origin of its own. */
const PAGE = `<!doctype html><title>host</title><script type="module">
  import { createFeedbackClient } from '/sdk.js';
  const feedback = createFeedbackClient();
  globalThis.keepCorrection = async (link, correction) => {
    feedback.annotate(link, { rating: 'incorrect', correction }).catch(console.error);
    // The database works in order: what can be read now is kept.
    await feedback.outbox.pending();
  };
  globalThis.tryAgain = async () => {
    await feedback.outbox.flush();
    return (await feedback.outbox.pending()).length;
  };
</script>`;

export async function startHostPage() {
  const sdk = await bundleSdk();
  const server = createServer((request, response) => {
    const isScript = request.url === '/sdk.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? sdk : PAGE);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function bundleSdk() {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry: 'dist/sdk.js', formats: ['es'], fileName: 'sdk' } },
  });
  const [first] = Array.isArray(built) ? built : [built];
  if (!first || !('output' in first)) throw new Error('The SDK was not bundled.');
  return first.output[0].code;
}
