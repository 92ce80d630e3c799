import { municipalitiesOf } from '@kraftsamling/geography';
import type { Area } from '@kraftsamling/geography';
import type { Measures } from '../../counting/row.ts';
import { countyName, municipalityName, stepsByDay, tableOf } from '../../counting/row-tables.ts';
import type { Named, Table, Tables, Total, Values } from '../../counting/row-tables.ts';
import type { registrationDefinitions } from './registration-definitions.ts';
import type { RegistrationFact, RegistrationStep } from './registration-fact.ts';

export type RegistrationFigure = keyof typeof registrationDefinitions;

/** How many registrations stand at each step. Live are those that are neither declined nor withdrawn. */
export interface RegistrationCounts extends Total {
  readonly live: number;
  readonly submitted: number;
  readonly contacted: number;
  readonly confirmed: number;
  readonly declined: number;
  readonly withdrawn: number;
}

export interface RegistrationFiguresOfACampaign {
  readonly registrations: RegistrationCounts;
  readonly registrationsByDay: Table<RegistrationCounts>;
  readonly registrationsByCategory: Table<RegistrationCounts>;
  readonly registrationsByCounty: Table<Named<RegistrationCounts>>;
  readonly registrationsByMunicipality: Table<Named<RegistrationCounts>>;
  readonly organisationsTakingPart: Total;
  readonly municipalitiesTakingPart: Total & { readonly of: number };
}

export interface RegistrationFiguresOfTheNetwork {
  readonly registrationsByCampaign: Table<RegistrationCounts>;
}

export interface RegistrationFiguresOfAPart {
  readonly registrations: RegistrationCounts;
}

export interface RegistrationSeries {
  readonly days: Table<Readonly<Record<RegistrationStep, number>>>;
}

const steps: readonly RegistrationStep[] = [
  'submitted',
  'contacted',
  'confirmed',
  'declined',
  'withdrawn',
  'kitIssued',
];

export function registrationFiguresOfACampaign(
  table: Tables<RegistrationFigure>,
  _: readonly RegistrationFact[],
  area: Area | undefined,
): RegistrationFiguresOfACampaign {
  const registrations = registrationCounts(table('registrations').get(''));
  const byMunicipality = table('registrationsByMunicipality');

  return {
    registrations,
    registrationsByDay: tableOf(table('registrationsByDay'), registrationCounts),
    registrationsByCategory: tableOf(table('registrationsByCategory'), registrationCounts),
    registrationsByCounty: tableOf(table('registrationsByCounty'), registrationCounts, countyName),
    registrationsByMunicipality: tableOf(byMunicipality, registrationCounts, municipalityName),
    organisationsTakingPart: { total: registrations.live },
    municipalitiesTakingPart: municipalitiesTakingPart(byMunicipality, area),
  };
}

export function registrationFiguresOfTheNetwork(table: Tables<RegistrationFigure>): RegistrationFiguresOfTheNetwork {
  return { registrationsByCampaign: tableOf(table('registrationsByCampaign'), registrationCounts) };
}

export function registrationFiguresOfAPart(measures: Measures | undefined): RegistrationFiguresOfAPart {
  return { registrations: registrationCounts(measures) };
}

export function registrationSeries(table: Tables<RegistrationFigure>): RegistrationSeries {
  return { days: stepsByDay(table('registrationSeries'), steps) };
}

function municipalitiesTakingPart(
  byMunicipality: Values,
  area: Area | undefined,
): RegistrationFiguresOfACampaign['municipalitiesTakingPart'] {
  const municipalities = municipalitiesOf(area);
  const takingPart = municipalities.filter(({ code }) => registrationCounts(byMunicipality.get(code)).live > 0);
  return { total: takingPart.length, of: municipalities.length };
}

function registrationCounts(measures: Measures = {}): RegistrationCounts {
  const { submitted = 0, contacted = 0, confirmed = 0, declined = 0, withdrawn = 0 } = measures;
  const live = submitted + contacted + confirmed;
  return { total: live + declined + withdrawn, live, submitted, contacted, confirmed, declined, withdrawn };
}
