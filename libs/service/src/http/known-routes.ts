/** The methods of each route pattern, such as `/v1/campaigns/:id`. */
export type KnownRoutes = Map<string, Set<string>>;

/** The methods of the routes that a path fits; none when there is nothing at the path at all. */
export function allowedMethods(routes: KnownRoutes, path: string): readonly string[] {
  const segments = path.split('/');
  const methods = [...routes]
    .filter(([pattern]) => fits(pattern.split('/'), segments))
    .flatMap(([, each]) => [...each]);
  return [...new Set(methods)].sort();
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) => (part.startsWith(':') ? segments[index] !== '' : part === segments[index]))
  );
}
