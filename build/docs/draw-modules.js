import { readArrows } from './read-modules.js';

/*
 * The picture of the architecture page: the rooms of `src/`, and an arrow from each to those that it
 * imports from. Where a room stands is said here; the arrows are those of the code.
 */

const BOX = { width: 128, height: 44 };
const GRID = { width: 152, height: 120 };
const MARGIN = 16;

/** Readable on white as on black. */
const COLORS = { browser: '#2f6bc4', server: '#b0561a', anywhere: '#4a7a2e' };
const LINE = '#8a8f98';

/**
 * Column and row of each room, where it runs, and how many columns it spans.
 *
 * @type {Record<string, [column: number, row: number, where: keyof typeof COLORS, span?: number]>}
 */
const PLACES = {
  frameworks: [0, 0, 'browser'],
  frame: [1, 0, 'browser'],
  element: [0, 1, 'browser'],
  sdk: [2, 1, 'browser'],
  delivery: [1, 2, 'browser'],
  review: [3, 1, 'browser'],
  ingest: [4, 1, 'server'],
  server: [5, 1, 'server'],
  signing: [4.5, 2, 'server'],
  locales: [0, 3, 'anywhere'],
  protocol: [1.25, 3, 'anywhere', 3.5],
  signals: [5, 3, 'anywhere'],
};

/** @returns {string} an SVG image */
export function drawModules() {
  const arrows = Object.entries(readArrows()).flatMap(([from, targets]) =>
    targets.map((to) => ({ from, to })),
  );
  const rooms = Object.keys(readArrows());
  const width = MARGIN * 2 + GRID.width * 5 + BOX.width;
  const height = MARGIN * 2 + GRID.height * 3 + BOX.height + 40;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="15" role="img">
<title>The rooms of src/, and what each imports from</title>
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" fill="${LINE}"/></marker></defs>
<g fill="none" stroke="${LINE}" stroke-width="1.5" marker-end="url(#head)">
${arrows.map((arrow) => drawArrow(arrow, arrows)).join('\n')}
</g>
<g text-anchor="middle" fill="#fff" font-weight="600">
${rooms.map(drawRoom).join('\n')}
</g>
${drawLegend(height)}
</svg>
`;
}

/** @param {string} room */
function drawRoom(room) {
  const { left, top, width, color } = placeOf(room);
  return `<rect x="${left}" y="${top}" width="${width}" height="${BOX.height}" rx="8" fill="${color}"/><text x="${left + width / 2}" y="${top + BOX.height / 2 + 5}">${room}</text>`;
}

/**
 * @typedef {{ from: string, to: string }} Arrow
 * @param {Arrow} arrow
 * @param {Arrow[]} all
 */
function drawArrow({ from, to }, all) {
  const start = placeOf(from);
  const end = placeOf(to);
  const outgoing = all.filter((other) => other.from === from).map((other) => other.to);
  const incoming = all.filter((other) => other.to === to).map((other) => other.from);
  const x1 = shareOf(to, start, outgoing);
  const x2 = shareOf(from, end, incoming);
  const y1 = start.top + BOX.height;
  const y2 = end.top - 1;
  const bend = (y2 - y1) / 2;
  return `<path d="M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}"/>`;
}

/**
 * Where an arrow touches its box: all of a box stand beside each other, from left to right.
 *
 * @param {string} room the one at the arrow's other end
 * @param {ReturnType<typeof placeOf>} box
 * @param {string[]} rooms those at the other ends of all
 */
function shareOf(room, box, rooms) {
  const ordered = rooms.toSorted((one, other) => placeOf(one).left - placeOf(other).left);
  return Math.round(box.left + (box.width * (ordered.indexOf(room) + 1)) / (ordered.length + 1));
}

/** @param {number} height */
function drawLegend(height) {
  const entries = Object.entries(COLORS).map(([where, color], index) => {
    const left = MARGIN + index * GRID.width;
    return `<rect x="${left}" y="${height - 26}" width="12" height="12" rx="3" fill="${color}"/><text x="${left + 20}" y="${height - 15}">${where}</text>`;
  });
  return `<g fill="${LINE}" font-size="14">${entries.join('')}</g>`;
}

/** @param {string} room */
function placeOf(room) {
  const place = PLACES[room];
  if (!place) throw new Error(`The room ${room} has no place in the picture.`);
  const [column, row, where, span = 1] = place;
  return {
    left: MARGIN + column * GRID.width,
    top: MARGIN + row * GRID.height,
    width: BOX.width + (span - 1) * GRID.width,
    color: COLORS[where],
  };
}
