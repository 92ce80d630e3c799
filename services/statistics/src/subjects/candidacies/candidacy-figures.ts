import { isMunicipality, municipalities } from '@kraftsamling/geography';
import type { Measures } from '../../counting/row.ts';
import { municipalityName, stepsByDay, tableOf } from '../../counting/row-tables.ts';
import type { Named, Table, Tables, Total } from '../../counting/row-tables.ts';
import type { candidacyDefinitions } from './candidacy-definitions.ts';
import type { CandidacyStep } from './candidacy-fact.ts';

export type CandidacyFigure = keyof typeof candidacyDefinitions;

/** How many candidacies stand at each step. Joint are those of several municipalities, wherever they stand. */
export interface CandidacyCounts extends Total {
  readonly nominated: number;
  readonly informed: number;
  readonly complemented: number;
  readonly withdrawn: number;
  readonly joint: number;
}

export interface CandidacyFiguresOfAnAward {
  readonly candidacies: CandidacyCounts;
  readonly candidaciesByMunicipality: Table<Named<CandidacyCounts>>;
  readonly nominatedMunicipalities: NominatedMunicipalities;
}

export interface NominatedMunicipalities extends Total {
  readonly joint: number;
  readonly of: number;
}

export interface CandidacyFiguresOfTheNetwork {
  readonly candidaciesByAward: Table<CandidacyCounts>;
}

export interface CandidacySeries {
  readonly candidacies: Table<Readonly<Record<CandidacyStep, number>>>;
}

export function candidacyFiguresOfAnAward(table: Tables<CandidacyFigure>): CandidacyFiguresOfAnAward {
  const candidaciesByMunicipality = tableOf(table('candidaciesByMunicipality'), candidacyCounts, municipalityName);
  return {
    candidacies: candidacyCounts(table('candidacies').get('')),
    candidaciesByMunicipality,
    nominatedMunicipalities: nominatedMunicipalities(candidaciesByMunicipality),
  };
}

export function candidacyFiguresOfTheNetwork(table: Tables<CandidacyFigure>): CandidacyFiguresOfTheNetwork {
  return { candidaciesByAward: tableOf(table('candidaciesByAward'), candidacyCounts) };
}

export function candidacySeries(table: Tables<CandidacyFigure>): CandidacySeries {
  return { candidacies: stepsByDay(table('candidacySeries'), ['nominated', 'informed', 'complemented', 'withdrawn']) };
}

/** A municipality may be nominated alone, and with one and with another neighbour: it is one. */
function nominatedMunicipalities(byMunicipality: Table<CandidacyCounts>): NominatedMunicipalities {
  const nominated = Object.entries(byMunicipality).filter(([code]) => isMunicipality(code));
  return {
    total: nominated.length,
    joint: nominated.filter(([, { joint }]) => joint > 0).length,
    of: municipalities.length,
  };
}

function candidacyCounts(measures: Measures = {}): CandidacyCounts {
  const { nominated = 0, informed = 0, complemented = 0, withdrawn = 0, joint = 0 } = measures;
  const total = nominated + informed + complemented + withdrawn;
  return { total, nominated, informed, complemented, withdrawn, joint };
}
