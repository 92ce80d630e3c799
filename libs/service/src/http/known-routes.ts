/** The methods of each route pattern, such as `/v1/campaigns/:id`. */
export type KnownRoutes = Map<string, Set<string>>;

/** The methods of the routes that a path fits; none when there is nothing at the path at all. */
export function allowedMethods(routes: KnownRoutes, path: string): readonly string[] {
  const methods = patternsAt(routes, path).flatMap((pattern) => [...(routes.get(pattern) ?? [])]);
  return [...new Set(methods)].sort();
}

/** The patterns that a path fits, by the same reading as the router's: slashes too many change nothing. */
export function patternsAt(routes: KnownRoutes, path: string): readonly string[] {
  const segments = segmentsOf(path);
  return [...routes.keys()].filter((pattern) => fits(segmentsOf(pattern), segments));
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) => part.startsWith(':') || part === segments[index])
  );
}
