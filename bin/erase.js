import { openStore } from './open-store.js';
import { readStoreSettings } from './settings.js';

/**
 * `agentloop-feedback erase --user ID`: removes what a person said and asked, from everywhere.
 *
 * @param {string[]} args
 */
export async function erase(args) {
  const { settings, values, words } = readStoreSettings(args, process.env, {
    user: { type: 'string' },
  });
  const { user } = values;
  if (typeof user !== 'string' || user === '' || words.length > 0) {
    throw new Error('erase needs --user.');
  }
  const store = await openStore(settings);
  try {
    const { annotations, turns } = await store.erase(user);
    console.log(`Erased: ${annotations} annotations, ${turns} turns.`);
  } finally {
    await store.close();
  }
}
