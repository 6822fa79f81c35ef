import { CONTESTANTS } from './contestants.js';
import { formatRatio, formatValue } from './format-figure.js';

/** @import { Contestant } from './contestants.js' */
/** @import { Figure } from '../report.js' */
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
 * The same for what runs on a server, beside the references. More is better there.
 *
 * @param {readonly Figure[]} signing
 * @param {readonly Figure[]} ingest
 * @param {'better' | 'worse'} direction
 */
export function judgeServer(signing, ingest, direction) {
  const sentences = [...signing, ...ingest].flatMap((figure) => {
    const { value, low = value, high = value, reference, unit } = figure;
    if (reference === undefined) return [];
    if (direction === 'worse' ? high >= reference : low <= reference) return [];
    const beside = signing.includes(figure) ? 'Web Crypto alone' : 'A handler that stores nothing';
    const ratio = formatRatio({ value: reference, reference: value });
    return [
      `- ${figure.figure}: ${formatValue(value, unit)}. ${beside}: ${formatValue(reference, unit)} (${ratio}).`,
    ];
  });
  const said = sentences.length === 0 ? 'In nothing that was measured.' : sentences.join('\n');
  return `**ours: on the server**\n\n${said}`;
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
    const said = [
      formatValue(figure.value, own.unit),
      formatRatio({ value: figure.value, reference: own.value }),
      contestant.thumb ? '' : 'without what its service sends',
    ];
    return [`${contestant.label} (${said.filter(Boolean).join(', ')})`];
  });
  if (others.length === 0) return [];
  const word = direction === 'worse' ? 'Less' : 'More';
  return [`- ${what}: ${formatValue(own.value, own.unit)}. ${word}: ${others.join(', ')}.`];
}
