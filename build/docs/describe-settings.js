import { SERVE_SETTINGS, STORE_SETTINGS } from '../../bin/setting-table.js';
import { code, table } from './describe-element.js';

/** The settings of `serve`, from the table that it reads them with. */
export function describeSettings() {
  const settings = Object.values({ ...STORE_SETTINGS, ...SERVE_SETTINGS });
  return table(
    ['flag', 'variable', 'default', ''],
    settings.map((setting) => [
      'flag' in setting ? code(`--${setting.flag}`) : '',
      code(setting.variable),
      code(setting.fallback),
      setting.meaning,
    ]),
  );
}
