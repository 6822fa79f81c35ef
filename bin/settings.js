import { parseArgs } from 'node:util';

import { SERVE_SETTINGS, STORE_SETTINGS } from './setting-table.js';

/** What is wrong with the settings: a line for each mistake. */
export class SettingsError extends Error {
  /** @param {readonly string[]} mistakes */
  constructor(mistakes) {
    super(mistakes.join('\n'));
    this.mistakes = mistakes;
  }
}

/**
 * The settings of `serve`.
 *
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} environment
 * @throws SettingsError that names each setting which is not what it must be
 */
export function readServeSettings(args, environment) {
  const { settings } = readSettings({ ...STORE_SETTINGS, ...SERVE_SETTINGS }, args, environment);
  if (settings.webhookUrls.length > 0 && !settings.webhookSecret) {
    throw new SettingsError(['WEBHOOK_SECRET must be set where WEBHOOK_URLS is.']);
  }
  const isPlain = settings.webhookUrls.some((url) => url.startsWith('http:'));
  if (isPlain && !settings.webhookAllowsPrivate) {
    const name = '--webhook-urls (WEBHOOK_URLS)';
    throw new SettingsError([`${name} must be https, unless WEBHOOK_ALLOW_PRIVATE is true.`]);
  }
  return settings;
}

/**
 * The settings of a command that works on the records, and the command's own options and words.
 *
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} environment
 * @param {NonNullable<import('node:util').ParseArgsConfig['options']>} [options]
 * @throws SettingsError that names each setting which is not what it must be
 */
export function readStoreSettings(args, environment, options = {}) {
  return readSettings(STORE_SETTINGS, args, environment, options);
}

/** What `--help` says of them. */
export function describeSettings() {
  const lines = Object.values({ ...STORE_SETTINGS, ...SERVE_SETTINGS }).map((setting) => {
    const flag = 'flag' in setting ? `--${setting.flag}` : '';
    const fallback = setting.fallback && ` (${setting.fallback})`;
    return `          ${flag.padEnd(24)}${setting.variable.padEnd(24)}${setting.meaning}${fallback}`;
  });
  return lines.join('\n');
}

/**
 * @template {Record<string, import('./setting-table.js').Setting<unknown>>} Table
 * @param {Table} table
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} environment
 * @param {NonNullable<import('node:util').ParseArgsConfig['options']>} [more]
 * @returns {{
 *   settings: { [Name in keyof Table]: ReturnType<Table[Name]['read']> },
 *   values: Record<string, unknown>,
 *   words: string[],
 * }}
 */
function readSettings(table, args, environment, more) {
  const flags = Object.values(table).flatMap(({ flag }) => (flag ? [flag] : []));
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: more !== undefined,
    options: {
      ...Object.fromEntries(flags.map((flag) => [flag, { type: /** @type {const} */ ('string') }])),
      ...more,
    },
  });
  /** @type {string[]} */
  const mistakes = [];
  const entries = Object.entries(table).map(([name, { flag, variable, fallback, read }]) => {
    // A variable that is set and empty, as in many a Compose file, is one that is not set.
    const given = (flag && values[flag]) || environment[variable] || fallback;
    try {
      return [name, read(String(given).trim())];
    } catch (error) {
      const said = flag ? `--${flag} (${variable})` : variable;
      mistakes.push(`${said} ${error instanceof Error ? error.message : String(error)}.`);
      return [name, undefined];
    }
  });
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return { settings: Object.fromEntries(entries), values, words: positionals };
}
