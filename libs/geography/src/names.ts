import { counties } from './data/counties.ts';
import type { County } from './data/counties.ts';
import { municipalities } from './data/municipalities.ts';
import type { Municipality } from './data/municipalities.ts';

/**
 * The municipality that is called so: `Lund`, `Lunds kommun`, `GÖTEBORGS STAD`, `Malung Sälen`, `Region Gotland`; and with its code, as lists of
 * municipalities name them: `1281 Lund`, `Lund (1281)`. A name is read or it is not: `Habo` and `Håbo` are two municipalities, and what is only
 * like a name is not guessed.
 */
export function municipalityNamed(written: string): Municipality | undefined {
  return municipalitiesByName.get(asNamed(written));
}

/** The county that is called so: `Dalarna`, `Dalarnas län`, `Region Dalarna`, `20 Dalarnas län`. */
export function countyNamed(written: string): County | undefined {
  return countiesByName.get(asNamed(written));
}

/** As it stands before `kommun` or `stad`. Falun alone loses its last letter. */
export function genitiveOf(name: string): string {
  if (name === 'Falun') return 'Falu';
  return /[sxz]$/.test(name) ? name : `${name}s`;
}

/** As they stand in a sentence about a county, without what kind of place they are. */
export function shortNameOf({ name }: County): string {
  return name.replace(/s? län$/, '');
}

/** What kind of place it is says nothing of which. */
export function withoutKind(written: string): string {
  return written.length > 100 ? written : written.replace(/[\s\p{Pd}]+(?:kommun|stad)\s*$/iu, '');
}

function namesOf({ name }: Municipality): string[] {
  // Many names have no genitive of their own in use: "Uppsala kommun", "Kalmar kommun".
  const before = [name, genitiveOf(name)];
  const region = name === 'Gotland' ? ['Region Gotland'] : [];
  return [name, ...before.flatMap((one) => [`${one} kommun`, `${one} stad`]), ...region];
}

function namesOfCounty(county: County): string[] {
  const short = shortNameOf(county);
  return [county.name, county.regionName, short, `Region ${short}`, `${short} län`];
}

/** Case, hyphens, spaces and brackets make no other name; letters do. */
function asNamed(written: string): string {
  return written
    .normalize('NFC')
    .toLocaleLowerCase('sv')
    .replace(/[\s\p{Pd}(),]+/gu, ' ')
    .trim();
}

function byName<Place extends { readonly code: string }>(
  places: readonly Place[],
  named: (place: Place) => readonly string[],
): ReadonlyMap<string, Place> {
  const withCode = (place: Place) =>
    named(place).flatMap((name) => [name, `${place.code} ${name}`, `${name} ${place.code}`]);
  return new Map(places.flatMap((place) => withCode(place).map((name) => [asNamed(name), place] as const)));
}

const municipalitiesByName = byName(municipalities, namesOf);
const countiesByName = byName(counties, namesOfCounty);
