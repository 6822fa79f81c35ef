const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * What logs and metrics call the routes. Paths that somebody makes up are all `*`: otherwise they
 * would fill a log with texts, and a monitor with series.
 *
 * @param patterns the routes' paths, e.g. `/v1/turns/:id/review`
 */
export function createRouteNames(patterns: readonly string[]): (path: string) => string {
  const exact = new Set(patterns.filter((pattern) => !pattern.includes(':')));
  const open = patterns
    .filter((pattern) => pattern.includes(':'))
    .map((pattern) => ({
      pattern,
      expression: new RegExp(`^${pattern.replace(/:[^/]+/g, '[^/]+')}$`),
    }));
  return (path) => {
    if (!exact.has(path)) {
      return open.find(({ expression }) => expression.test(path))?.pattern ?? '*';
    }
    // The build names these files after what is in them.
    return path.includes('/assets/') ? '/assets/*' : path;
  };
}

export function nameMethod(method: string): string {
  return METHODS.has(method) ? method : 'OTHER';
}
