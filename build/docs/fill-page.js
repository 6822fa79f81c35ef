import { format, resolveConfig } from 'prettier';

import * as element from './describe-element.js';
import { describeSettings } from './describe-settings.js';

/**
 * What stands between the marks of a page, by their name.
 *
 * @type {Record<string, () => string>}
 */
const TABLES = {
  'element properties': element.describeProperties,
  'element events': element.describeEvents,
  'element slots': element.describeSlots,
  'element parts': element.describeParts,
  'element custom properties': element.describeStyles,
  settings: describeSettings,
};

/**
 * A page with its tables as the code has them. What is between `<!-- NAME -->` and `<!-- end -->` is
 * written anew.
 *
 * @param {string} page
 * @param {string} path
 */
export async function fillPage(page, path) {
  const filled = page.replace(
    /(<!-- from the code: (.+?) -->\n).*?(<!-- end -->)/gs,
    (_, start, name, end) => {
      const describe = TABLES[name];
      if (!describe) throw new Error(`${path} asks for “${name}”, which there is not.`);
      return `${start}\n${describe()}\n\n${end}`;
    },
  );
  return filled === page
    ? page
    : format(filled, { ...(await resolveConfig(path)), filepath: path });
}
