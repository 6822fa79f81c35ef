import { LOG_LEVELS } from 'agentloop-feedback/node';

/*
 * How a setting's text becomes its value. Each throws what the text must be, in words that follow
 * the setting's name.
 */

/**
 * @param {number} least
 * @param {number} most
 */
export function wholeNumber(least, most) {
  return (/** @type {string} */ text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new Error(`must be a whole number from ${least} to ${most}`);
    }
    return value;
  };
}

/** @param {string} text */
export function anyText(text) {
  return text;
}

/** @param {string} text */
export function yesOrNo(text) {
  if (['1', 'true', 'yes'].includes(text)) return true;
  if (['0', 'false', 'no'].includes(text)) return false;
  throw new Error('must be true or false');
}

/** @param {string} text */
export function logLevel(text) {
  const level = LOG_LEVELS.find((known) => known === text);
  if (!level) throw new Error(`must be one of ${LOG_LEVELS.join(', ')}`);
  return level;
}

/** @param {string} text */
export function path(text) {
  if (text !== '' && !/^(\/[\w.~-]+)+$/.test(text)) {
    throw new Error('must be a path like /agentloop, without a slash at its end');
  }
  return text;
}

/** @param {string} text */
export function frameSources(text) {
  const sources = text.split(/[\s,]+/).filter(Boolean);
  if (sources.some((source) => source.includes(';'))) throw new Error('must be origins, by commas');
  return sources;
}

/** @param {string} text */
export function webAddresses(text) {
  const addresses = text.split(/[\s,]+/).filter(Boolean);
  for (const address of addresses) {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (!url || !/^https?:$/.test(url.protocol)) throw new Error('must be http(s) addresses');
    if (url.username || url.password) throw new Error('must not hold a password');
  }
  return addresses.map((address) => new URL(address).href);
}

/** @param {string} text */
export function databaseAddress(text) {
  if (text !== '' && !/^postgres(ql)?:\/\//.test(text)) {
    throw new Error('must begin with postgres://');
  }
  return text;
}
