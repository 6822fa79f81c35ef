import { createDeliveryQueue } from 'agentloop-feedback/node';

import { openStore } from './open-store.js';
import { readStoreSettings } from './settings.js';

/**
 * `agentloop-feedback webhooks dead|retry`: lists the messages that no attempt could deliver, or
 * puts them back into the queue.
 *
 * @param {string[]} args
 */
export async function webhooks(args) {
  const { settings, words } = readStoreSettings(args, process.env, {});
  const [action = ''] = words;
  if (!['dead', 'retry'].includes(action) || words.length !== 1) {
    throw new Error('webhooks needs dead or retry.');
  }
  const store = await openStore(settings);
  try {
    const queue = createDeliveryQueue(store.driver);
    if (action === 'retry') {
      console.log(`${await queue.reviveDead()} messages are tried again.`);
      return;
    }
    for (const {
      createdAt,
      event,
      turnId,
      endpoint,
      attempts,
      lastError,
    } of await queue.listDead()) {
      const fields = [createdAt.toISOString(), event, turnId, endpoint, attempts, lastError];
      console.log(fields.join('\t'));
    }
  } finally {
    await store.close();
  }
}
