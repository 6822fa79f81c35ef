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
export const STORE_SETTINGS = {
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

/** What `serve` takes besides. */
export const SERVE_SETTINGS = {
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
