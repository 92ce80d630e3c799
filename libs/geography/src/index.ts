export { counties, county, isCounty, UnknownCounty } from './county.ts';
export type { County } from './data/counties.ts';
export { countyNamed, municipalityNamed } from './names.ts';
export type { Municipality } from './data/municipalities.ts';
export type { Area } from './municipality.ts';
export {
  countyOf,
  distanceKm,
  greatCircleKm,
  isMunicipality,
  municipalities,
  municipalitiesOf,
  municipality,
  neighboursOf,
  UnknownMunicipality,
} from './municipality.ts';
export { codesAt, unknownCounties, unknownMunicipalities } from './unknown-places.ts';
export type { UnknownPlace, WrittenCode } from './unknown-places.ts';
