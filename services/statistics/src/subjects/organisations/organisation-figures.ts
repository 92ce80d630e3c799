import { countyName, municipalityName, stepsByDay, tableOf, total } from '../../counting/row-tables.ts';
import type { Named, Table, Tables, Total } from '../../counting/row-tables.ts';
import type { organisationDefinitions } from './organisation-definitions.ts';
import type { OrganisationStep } from './organisation-fact.ts';

export type OrganisationFigure = keyof typeof organisationDefinitions;

export interface OrganisationFiguresOfTheNetwork {
  readonly organisations: Total;
  readonly organisationsByCategory: Table<Total>;
  readonly organisationsBySector: Table<Total>;
  readonly organisationsByCounty: Table<Named<Total>>;
  readonly organisationsByMunicipality: Table<Named<Total>>;
  /** By capability, of those that want to be matched. */
  readonly capacityOffered: Table<Total>;
}

export interface OrganisationSeries {
  readonly days: Table<Readonly<Record<OrganisationStep, number>>>;
}

export function organisationFiguresOfTheNetwork(table: Tables<OrganisationFigure>): OrganisationFiguresOfTheNetwork {
  return {
    organisations: total(table('organisations').get('')),
    organisationsByCategory: tableOf(table('organisationsByCategory'), total),
    organisationsBySector: tableOf(table('organisationsBySector'), total),
    organisationsByCounty: tableOf(table('organisationsByCounty'), total, countyName),
    organisationsByMunicipality: tableOf(table('organisationsByMunicipality'), total, municipalityName),
    capacityOffered: tableOf(table('capacityOffered'), total),
  };
}

export function organisationSeries(table: Tables<OrganisationFigure>): OrganisationSeries {
  return { days: stepsByDay(table('organisationSeries'), ['joined']) };
}
