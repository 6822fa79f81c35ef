/**
 * Reads where a feedback URL leads, without a look at what it carries.
 *
 * @returns the address, and the ingest's base URL (no trailing slash); undefined for what is not an
 *   http(s) address that ends in `/feedback`
 */
export function readFeedbackAddress(url: string | URL): { url: URL; baseUrl: string } | undefined {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return undefined;
  }
  const path = /^(.*)\/feedback$/.exec(parsed.pathname);
  if (!path || !/^https?:$/.test(parsed.protocol)) return undefined;
  return { url: parsed, baseUrl: parsed.origin + path[1] };
}
