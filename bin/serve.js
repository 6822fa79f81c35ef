import { startIngest } from 'agentloop-feedback/node';
import { join } from 'node:path';

import { openStore } from './open-store.js';
import { readOrMakeSecret } from './secrets.js';
import { readServeSettings } from './settings.js';

const DAY_SECONDS = 24 * 60 * 60;

/**
 * `agentloop-feedback serve`: the ingest on Node.js. Prints one line with its URL when it is ready
 * to answer; what it logs goes to standard error.
 *
 * @param {string[]} args
 */
export async function serve(args) {
  const settings = readServeSettings(args, process.env);
  const { dataDir, host, webhookUrls } = settings;
  const secrets = readOrMakeSecret('FEEDBACK_SIGNING_SECRET', join(dataDir, 'signing-secret'));
  const apiKeys = readOrMakeSecret('AGENTLOOP_API_KEYS', join(dataDir, 'api-key'));
  const store = await openStore(settings, {
    turnLifeSeconds: settings.turnLifeDays * DAY_SECONDS,
    webhookUrls,
  });
  const ingest = await startIngest({
    secrets: secrets.values,
    apiKeys: apiKeys.values,
    store,
    port: settings.port,
    host,
    basePath: settings.basePath,
    frameAncestors: settings.frameAncestors,
    maxAgeSeconds: settings.maxAgeDays * DAY_SECONDS,
    proxies: settings.proxies,
    rateLimits: {
      context: settings.contextLimit,
      user: settings.userLimit,
      address: settings.addressLimit,
    },
    countsTogether: settings.databaseUrl !== '',
    metrics:
      settings.metricsPort === undefined
        ? undefined
        : { port: settings.metricsPort, host: settings.metricsHost },
    webhooks:
      webhookUrls.length === 0
        ? undefined
        : {
            secret: settings.webhookSecret,
            orgId: settings.orgId,
            allowPrivate: settings.webhookAllowsPrivate,
          },
    logLevel: settings.logLevel,
  });

  // Before it says that it is ready: whoever waits for that line may stop it at once.
  stopOnSignal(() => ingest.stop(settings.stopSeconds * 1000));
  for (const { note } of [secrets, apiKeys]) if (note) console.error(note);
  if (ingest.metricsAddress) {
    console.error(
      `The metrics are at ${urlOf(settings.metricsHost, ingest.metricsAddress)}/metrics`,
    );
  }
  console.log(`agentloop-feedback listens on ${urlOf(host, ingest.address)}${settings.basePath}`);
}

/**
 * Stops cleanly on Ctrl-C and on a supervisor's request; at once when it is said again.
 *
 * @param {() => Promise<boolean>} stop whether everything was finished
 */
export function stopOnSignal(stop) {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      void stop().then(
        (isFinished) => process.exit(isFinished ? 0 : 1),
        (error) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}

/**
 * @param {string} host
 * @param {import('node:net').AddressInfo} address
 */
function urlOf(host, { port }) {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
