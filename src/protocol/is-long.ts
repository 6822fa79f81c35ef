/**
 * Whether a text takes more than a dozen lines or so, and is folded on the feedback page. The ingest
 * asks it of a link in the query, the page of a link in the fragment.
 */
export function isLong(text: string): boolean {
  return text.length > 1_000 || text.split('\n').length > 12;
}
