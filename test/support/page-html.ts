import type { FeedbackContext } from 'agentloop-feedback/server';

/** The path and query of a feedback URL. */
export function pathOf(context: object): string {
  const fields = Object.entries(context).map(([name, value]) => [name, String(value)]);
  return `/feedback?${new URLSearchParams(Object.fromEntries(fields) as Record<string, string>)}`;
}

/** The request that the plain form makes, as a browser would. */
export function formOf(
  context: FeedbackContext | string,
  fields: readonly [name: string, value: string][],
): RequestInit {
  const hidden = typeof context === 'string' ? context : JSON.stringify(context);
  // Browsers send line breaks as CRLF.
  const sent = [['context', hidden] as const, ...fields].map(([name, value]) => [
    name,
    value.replace(/\r?\n/g, '\r\n'),
  ]);
  return { method: 'POST', body: new URLSearchParams(sent) };
}

/** The tags of a page in their order, without what its attributes say. */
export function tagsOf(page: string): string[] {
  return (page.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'));
}

/** The text of the first element whose start tag matches, as a reader would see it. */
export function textOf(page: string, startTag: RegExp): string | undefined {
  const found = new RegExp(`${startTag.source}([^<]*)<`).exec(page)?.[1];
  return found === undefined ? undefined : unescape(found);
}

/** The value of the first attribute of that name behind a pattern. */
export function attributeOf(page: string, before: RegExp, name: string): string | undefined {
  const found = new RegExp(`${before.source}[^>]*? ${name}="([^"]*)"`).exec(page)?.[1];
  return found === undefined ? undefined : unescape(found);
}

function unescape(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
