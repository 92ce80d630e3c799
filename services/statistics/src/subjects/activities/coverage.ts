import { counties, municipalities } from '@kraftsamling/geography';
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

export function coverageFigures(activitiesByMunicipality: Values): CoverageFigures {
  const empty = municipalities
    .filter(({ code }) => !isCovered(activitiesByMunicipality.get(code)))
    .map(({ code, name, countyCode }) => ({ municipality: code, name, county: countyCode }))
    // In the order of their codes, which is that of their counties.
    .sort((a, b) => (a.municipality < b.municipality ? -1 : 1));

  return {
    coverage: { covered: municipalities.length - empty.length, of: municipalities.length, empty },
    coverageByCounty: coverageByCounty(empty),
  };
}

/** An activity is in the programme when it takes place or has taken place. */
function isCovered(measures: Measures = {}): boolean {
  const { published = 0, reported = 0 } = measures;
  return published + reported > 0;
}

/** All counties, those without any activity too. */
function coverageByCounty(empty: readonly EmptyMunicipality[]): Table<CoverageOfACounty> {
  return Object.fromEntries(
    counties.map(({ code, name }) => {
      const of = municipalities.filter(({ countyCode }) => countyCode === code).length;
      return [code, { name, covered: of - empty.filter(({ county }) => county === code).length, of }];
    }),
  );
}
