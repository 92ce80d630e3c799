import { distanceKm, municipalities } from '@kraftsamling/geography';

const known = new Map<string, ReadonlyMap<string, number>>();

/** From a municipality to each of the 290, in whole kilometres. */
export function kilometresFrom(code: string): ReadonlyMap<string, number> {
  const table =
    known.get(code) ?? new Map(municipalities.map((other) => [other.code, Math.round(distanceKm(code, other.code))]));
  known.set(code, table);
  return table;
}
