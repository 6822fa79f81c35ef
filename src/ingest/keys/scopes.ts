/**
 * What an API key may do.
 *
 * - `log`: log turns and annotate them, as an application's server does
 * - `review`: read everything, and give verdicts
 * - `export`: read everything, and change nothing
 */
export const SCOPES = ['log', 'review', 'export'] as const;
export type Scope = (typeof SCOPES)[number];

export function isScope(text: string): text is Scope {
  return SCOPES.some((scope) => scope === text);
}
