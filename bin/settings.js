import { parseArgs } from 'node:util';

import * as kinds from './setting-kinds.js';

/**
 * One setting: its flag, its variable, what it is where neither is given, and what it means. What is
 * secret has no flag, because everybody on a machine can read the flags of its processes.
 *
 * @template T
 * @typedef {object} Setting
 * @property {string} [flag]
 * @property {string} variable
 * @property {string} fallback
 * @property {(text: string) => T} read
 * @property {string} meaning
 */

/** Where the records are. Every command that works on them takes these. */
const STORE_SETTINGS = {
  dataDir: {
    flag: 'data',
    variable: 'DATA_DIR',
    fallback: 'agentloop-feedback-data',
    read: kinds.anyText,
    meaning: 'the folder of the database and of what was not given',
  },
  databaseUrl: {
    variable: 'DATABASE_URL',
    fallback: '',
    read: kinds.databaseAddress,
    meaning: 'PostgreSQL, in place of the file in the folder',
  },
};

const SERVE_SETTINGS = {
  port: {
    flag: 'port',
    variable: 'PORT',
    fallback: '8787',
    read: kinds.wholeNumber(0, 65_535),
    meaning: '0 takes any free port',
  },
  host: {
    flag: 'host',
    variable: 'HOST',
    fallback: '127.0.0.1',
    read: kinds.anyText,
    meaning: 'the address to listen on',
  },
  basePath: {
    flag: 'base-path',
    variable: 'BASE_PATH',
    fallback: '',
    read: kinds.path,
    meaning: 'the path that a proxy passes on, e.g. /agentloop',
  },
  frameAncestors: {
    flag: 'frame-ancestors',
    variable: 'FRAME_ANCESTORS',
    fallback: '*',
    read: kinds.frameSources,
    meaning: 'who may frame the feedback page, by commas',
  },
  maxAgeDays: {
    flag: 'max-age-days',
    variable: 'MAX_AGE_DAYS',
    fallback: '30',
    read: kinds.wholeNumber(1, 36_500),
    meaning: 'how long a feedback URL is valid',
  },
  turnLifeDays: {
    flag: 'turn-life-days',
    variable: 'TURN_LIFE_DAYS',
    fallback: '30',
    read: kinds.wholeNumber(1, 36_500),
    meaning: 'how long a turn waits for its review',
  },
  proxies: {
    flag: 'trust-proxy',
    variable: 'TRUST_PROXY',
    fallback: '0',
    read: kinds.wholeNumber(0, 16),
    meaning: 'how many proxies of yours set X-Forwarded-For',
  },
  contextLimit: {
    flag: 'rate-limit-context',
    variable: 'RATE_LIMIT_CONTEXT',
    fallback: '60',
    read: kinds.wholeNumber(0, 1e9),
    meaning: 'calls a minute with one feedback URL; 0: no limit',
  },
  userLimit: {
    flag: 'rate-limit-user',
    variable: 'RATE_LIMIT_USER',
    fallback: '240',
    read: kinds.wholeNumber(0, 1e9),
    meaning: 'calls a minute of one user',
  },
  addressLimit: {
    flag: 'rate-limit-address',
    variable: 'RATE_LIMIT_ADDRESS',
    fallback: '1200',
    read: kinds.wholeNumber(0, 1e9),
    meaning: 'calls a minute from one address without a key',
  },
  logLevel: {
    flag: 'log-level',
    variable: 'LOG_LEVEL',
    fallback: 'info',
    read: kinds.logLevel,
    meaning: 'debug, info, warn, error or silent',
  },
  metricsPort: {
    flag: 'metrics-port',
    variable: 'METRICS_PORT',
    fallback: '',
    read: (/** @type {string} */ text) =>
      text === '' ? undefined : kinds.wholeNumber(0, 65_535)(text),
    meaning: '/metrics without a key, on a port of its own',
  },
  metricsHost: {
    flag: 'metrics-host',
    variable: 'METRICS_HOST',
    fallback: '127.0.0.1',
    read: kinds.anyText,
    meaning: 'the address of that port',
  },
  webhookUrls: {
    flag: 'webhook-urls',
    variable: 'WEBHOOK_URLS',
    fallback: '',
    read: kinds.webAddresses,
    meaning: 'who is told of turns and signals, by commas',
  },
  webhookAllowsPrivate: {
    flag: 'webhook-allow-private',
    variable: 'WEBHOOK_ALLOW_PRIVATE',
    fallback: 'false',
    read: kinds.yesOrNo,
    meaning: 'whether they may be private, and without TLS',
  },
  webhookSecret: {
    variable: 'WEBHOOK_SECRET',
    fallback: '',
    read: kinds.anyText,
    meaning: 'what webhooks are signed with',
  },
  orgId: {
    flag: 'org-id',
    variable: 'AGENTLOOP_ORG_ID',
    fallback: '',
    read: kinds.anyText,
    meaning: 'what webhooks say as org_id',
  },
  stopSeconds: {
    flag: 'stop-seconds',
    variable: 'STOP_SECONDS',
    fallback: '10',
    read: kinds.wholeNumber(0, 3_600),
    meaning: 'how long a stop may take before it cuts',
  },
};

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
 * @template {Record<string, Setting<unknown>>} Table
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
