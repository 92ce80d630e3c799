import { counties } from './data/counties.ts';
import type { County } from './data/counties.ts';
import { countyNamed, shortNameOf } from './names.ts';
import { closest, didYouMean } from './suggestions.ts';

export { counties };

export class UnknownCounty extends Error {
  override readonly name = 'UnknownCounty';
  readonly code: string;
  readonly suggestions: readonly County[];

  constructor(code: string) {
    const named = countyNamed(code);
    const suggestions = named
      ? [named]
      : closest(code, counties, (county) => [
          county.code,
          county.name,
          shortNameOf(county),
          county.regionName,
          county.regionName.replace(/^Region /, ''),
        ]);
    super(`"${code}" is no Swedish county code. ${didYouMean(suggestions)}`);
    this.code = code;
    this.suggestions = suggestions;
  }
}

const byCode = new Map(counties.map((county) => [county.code, county]));

export function isCounty(code: string): boolean {
  return byCode.has(code);
}

export function county(code: string): County {
  const found = byCode.get(code);
  if (!found) throw new UnknownCounty(code);
  return found;
}
