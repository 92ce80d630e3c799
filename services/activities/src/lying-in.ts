import type { CertainPlaces } from '@kraftsamling/service';

/** Filters, one for each way in which an aggregate's state can say that it lies in one of these places. */
export function lyingIn({ counties, municipality }: CertainPlaces): object[] {
  return [
    ...(counties.length === 0 ? [] : [{ 'state.county': { $in: [...counties] } }]),
    ...(municipality === undefined ? [] : [{ 'state.municipality': municipality }]),
  ];
}
