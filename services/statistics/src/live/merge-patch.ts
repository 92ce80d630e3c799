/** A JSON merge patch (RFC 7396): the fields that changed, with null for those that are gone. */
export type MergePatch = Record<string, unknown>;

/** What turns `before` into `after`, or undefined when they are the same. Neither may hold nulls, which a merge patch cannot tell from absence. */
export function mergePatch(before: object, after: object): MergePatch | undefined {
  const patch: MergePatch = {};

  for (const field of Object.keys(before)) if (!(field in after)) patch[field] = null;

  for (const [field, value] of Object.entries(after) as [string, unknown][]) {
    const previous: unknown = (before as Record<string, unknown>)[field];
    const change =
      isTable(previous) && isTable(value) ? mergePatch(previous, value) : same(previous, value) ? undefined : value;
    if (change !== undefined) patch[field] = change;
  }

  return Object.keys(patch).length === 0 ? undefined : patch;
}

function isTable(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (Array.isArray(a) && Array.isArray(b) && JSON.stringify(a) === JSON.stringify(b));
}
