import { CONTESTANTS } from './contestants.js';
import { formatValue } from './format-figure.js';

/** @import { Contestant } from './contestants.js' */
/** @import { Compared } from './figures.js' */

/** Brotli is what comes over the line. */
const LEFT_OUT = /raw|gzip|of them/;

/**
 * Says for each of our ways in which figures others do better or worse than it. Less is better in
 * all of them. What overlaps is no difference.
 *
 * @param {readonly Compared[]} figures
 * @param {'better' | 'worse'} direction ours, beside the others
 */
export function judge(figures, direction) {
  const whats = [...new Set(figures.map(({ what }) => what))].filter(
    (what) => !LEFT_OUT.test(what),
  );
  return CONTESTANTS.filter(({ isOurs }) => isOurs)
    .map((ours) => {
      const lines = whats.flatMap((what) => {
        const ofWhat = figures.filter((figure) => figure.what === what);
        return sentenceOf(what, ours, ofWhat, direction);
      });
      const said = lines.length === 0 ? 'In nothing that was measured.' : lines.join('\n');
      return `**${ours.label}**\n\n${said}`;
    })
    .join('\n\n');
}

/**
 * @param {string} what
 * @param {Contestant} ours
 * @param {readonly Compared[]} figures
 * @param {'better' | 'worse'} direction
 */
function sentenceOf(what, ours, figures, direction) {
  const own = figures.find((figure) => figure.of === ours.id);
  if (!own) return [];
  const others = CONTESTANTS.filter(({ isOurs }) => !isOurs).flatMap((contestant) => {
    const figure = figures.find(({ of }) => of === contestant.id);
    if (!figure) return [];
    const differs = direction === 'worse' ? figure.high < own.low : figure.low > own.high;
    if (!differs) return [];
    const ratio = own.value === 0 ? '' : `, ×${(figure.value / own.value).toPrecision(2)}`;
    const caveat = contestant.thumb ? '' : ', without what its service sends';
    return [`${contestant.label} (${formatValue(figure.value, own.unit)}${ratio}${caveat})`];
  });
  if (others.length === 0) return [];
  const word = direction === 'worse' ? 'Less' : 'More';
  return [`- ${what}: ${formatValue(own.value, own.unit)}. ${word}: ${others.join(', ')}.`];
}
