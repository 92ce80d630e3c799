import { counties, municipalitiesOf } from '@kraftsamling/geography';
import type { Area, Municipality } from '@kraftsamling/geography';
import type { Measures } from '../../counting/row.ts';
import type { Table, Values } from '../../counting/row-tables.ts';

/** How many municipalities have an activity in the programme. */
export interface Coverage {
  readonly covered: number;
  readonly of: number;
}

export interface CoverageOfACounty extends Coverage {
  readonly name: string;
}

export interface EmptyMunicipality {
  readonly municipality: string;
  readonly name: string;
  /** The code of its county. */
  readonly county: string;
}

export interface CoverageFigures {
  readonly coverage: Coverage & { readonly empty: readonly EmptyMunicipality[] };
  readonly coverageByCounty: Table<CoverageOfACounty>;
}

/** Of the municipalities where the campaign takes place: what is done elsewhere counts, but covers nothing. */
export function coverageFigures(activitiesByMunicipality: Values, area: Area | undefined): CoverageFigures {
  const municipalities = municipalitiesOf(area);
  const empty = municipalities
    .filter(({ code }) => !isCovered(activitiesByMunicipality.get(code)))
    .map(({ code, name, countyCode }) => ({ municipality: code, name, county: countyCode }))
    // In the order of their codes, which is that of their counties.
    .sort((a, b) => (a.municipality < b.municipality ? -1 : 1));

  return {
    coverage: { covered: municipalities.length - empty.length, of: municipalities.length, empty },
    coverageByCounty: coverageByCounty(municipalities, empty),
  };
}

/** An activity is in the programme when it takes place or has taken place. */
function isCovered(measures: Measures = {}): boolean {
  const { published = 0, reported = 0 } = measures;
  return published + reported > 0;
}

/** All counties that they lie in, those without any activity too. */
function coverageByCounty(
  municipalities: readonly Municipality[],
  empty: readonly EmptyMunicipality[],
): Table<CoverageOfACounty> {
  const those = Map.groupBy(municipalities, ({ countyCode }) => countyCode);
  return Object.fromEntries(
    counties
      .filter(({ code }) => those.has(code))
      .map(({ code, name }) => {
        const of = those.get(code)?.length ?? 0;
        return [code, { name, covered: of - empty.filter(({ county }) => county === code).length, of }];
      }),
  );
}
