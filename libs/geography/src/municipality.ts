import { county } from './county.ts';
import type { County } from './data/counties.ts';
import { municipalities } from './data/municipalities.ts';
import type { Municipality } from './data/municipalities.ts';
import { neighbours } from './data/neighbours.ts';
import { genitiveOf, municipalityNamed, withoutKind } from './names.ts';
import { closest, didYouMean } from './suggestions.ts';

export { municipalities };

export class UnknownMunicipality extends Error {
  override readonly name = 'UnknownMunicipality';
  readonly code: string;
  readonly suggestions: readonly Municipality[];

  constructor(code: string) {
    const named = municipalityNamed(code);
    const suggestions = named
      ? [named]
      : closest(withoutKind(code), municipalities, ({ code, name }) => [code, name, genitiveOf(name)]);
    super(`"${code}" is no Swedish municipality code. ${didYouMean(suggestions)}`);
    this.code = code;
    this.suggestions = suggestions;
  }
}

const byCode = new Map(municipalities.map((municipality) => [municipality.code, municipality]));

export function isMunicipality(code: string): boolean {
  return byCode.has(code);
}

export function municipality(code: string): Municipality {
  const found = byCode.get(code);
  if (!found) throw new UnknownMunicipality(code);
  return found;
}

/** Some counties and some municipalities, by their codes. */
export interface Area {
  readonly counties?: readonly string[];
  readonly municipalities?: readonly string[];
}

/** The municipalities of an area, by code; of the whole country where none is given. */
export function municipalitiesOf(area: Area | undefined): readonly Municipality[] {
  if (!area) return municipalities;
  const { counties = [], municipalities: codes = [] } = area;
  return municipalities.filter(({ code, countyCode }) => codes.includes(code) || counties.includes(countyCode));
}

export function countyOf(municipalityCode: string): County {
  return county(municipality(municipalityCode).countyCode);
}

/** The municipalities that share a border with this one, by land or water. */
export function neighboursOf(code: string): readonly Municipality[] {
  return (neighbours[municipality(code).code] ?? []).map(municipality);
}

const earthRadiusKm = 6371;

/** Distance between the middles of two municipalities. */
export function distanceKm(a: string, b: string): number {
  return greatCircleKm(municipality(a).centroid, municipality(b).centroid);
}

/** Great-circle distance between two positions (haversine). */
export function greatCircleKm(a: Municipality['centroid'], b: Municipality['centroid']): number {
  const [longitudeA, latitudeA] = radiansOf(a);
  const [longitudeB, latitudeB] = radiansOf(b);

  const haversine =
    Math.sin((latitudeB - latitudeA) / 2) ** 2 +
    Math.cos(latitudeA) * Math.cos(latitudeB) * Math.sin((longitudeB - longitudeA) / 2) ** 2;
  return 2 * earthRadiusKm * Math.asin(Math.sqrt(haversine));
}

function radiansOf([longitude, latitude]: Municipality['centroid']): [number, number] {
  return [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180];
}
