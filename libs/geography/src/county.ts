import { counties } from './data/counties.ts';
import type { County } from './data/counties.ts';
import { closest } from './suggestions.ts';

export { counties };

export class UnknownCounty extends Error {
  override readonly name = 'UnknownCounty';
  readonly code: string;
  readonly suggestions: readonly County[];

  constructor(code: string) {
    const suggestions = closest(code, counties, ({ code, name, regionName }) => [
      code,
      name,
      name.replace(/s? län$/, ''),
      regionName,
      regionName.replace(/^Region /, ''),
    ]);
    super(
      `"${code}" is no Swedish county code. Close: ${suggestions.map(({ code, name }) => `${code} ${name}`).join(', ') || 'none'}.`,
    );
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
