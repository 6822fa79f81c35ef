/**
 * The anchor of a heading, as GitHub makes it, so that a link works there and on the site.
 *
 * @param {string} heading
 */
export function slugify(heading) {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Mark}\p{Number}\p{Connector_Punctuation} -]/gu, '')
    .replaceAll(' ', '-');
}
