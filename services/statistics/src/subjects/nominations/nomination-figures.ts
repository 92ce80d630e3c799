import type { Measures } from '../../counting/row.ts';
import { countyName, municipalityName, stepsByDay, tableOf } from '../../counting/row-tables.ts';
import type { Named, Table, Tables, Total } from '../../counting/row-tables.ts';
import type { nominationDefinitions } from './nomination-definitions.ts';
import type { NominationStep } from './nomination-fact.ts';

export type NominationFigure = keyof typeof nominationDefinitions;

/** How many nominations wait to be confirmed, and how many have been. */
export interface NominationCounts extends Total {
  readonly submitted: number;
  readonly confirmed: number;
}

export interface NominationFiguresOfAnAward {
  readonly nominations: NominationCounts;
  readonly nominationsByOrigin: Table<NominationCounts>;
  readonly nominationsByCounty: Table<Named<NominationCounts>>;
  readonly nominationsByMunicipality: Table<Named<NominationCounts>>;
}

export interface NominationFiguresOfTheNetwork {
  readonly nominationsByAward: Table<NominationCounts>;
}

export interface NominationSeries {
  readonly nominations: Table<Readonly<Record<NominationStep, number>>>;
}

export function nominationFiguresOfAnAward(table: Tables<NominationFigure>): NominationFiguresOfAnAward {
  return {
    nominations: nominationCounts(table('nominations').get('')),
    nominationsByOrigin: tableOf(table('nominationsByOrigin'), nominationCounts),
    nominationsByCounty: tableOf(table('nominationsByCounty'), nominationCounts, countyName),
    nominationsByMunicipality: tableOf(table('nominationsByMunicipality'), nominationCounts, municipalityName),
  };
}

export function nominationFiguresOfTheNetwork(table: Tables<NominationFigure>): NominationFiguresOfTheNetwork {
  return { nominationsByAward: tableOf(table('nominationsByAward'), nominationCounts) };
}

export function nominationSeries(table: Tables<NominationFigure>): NominationSeries {
  return { nominations: stepsByDay(table('nominationSeries'), ['submitted', 'confirmed']) };
}

function nominationCounts({ submitted = 0, confirmed = 0 }: Measures = {}): NominationCounts {
  return { total: submitted + confirmed, submitted, confirmed };
}
