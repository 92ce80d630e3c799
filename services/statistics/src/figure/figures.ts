import { county, isCounty, isMunicipality, municipalities, municipality } from '@kraftsamling/geography';
import type { SummedFigure } from './dimensions.ts';
import type { CampaignDescription, CampaignFact, OrganisationStep, RegistrationStep } from './fact.ts';
import { rowOf } from './row.ts';
import type { RowFigure } from './row.ts';

/** A row as it is kept: its id, and its measures that have ever been other than zero. */
export interface StoredRow {
  readonly _id: string;
  readonly sums: Sums;
}
type Sums = Readonly<Record<string, number>>;

/** Which state of the figures this is. Revisions grow by one with each batch of events, within one generation. */
export interface Standing {
  readonly generation: number;
  readonly revision: number;
  readonly updatedAt: string;
}

export interface Total {
  readonly total: number;
}

/** How many registrations stand at each step. Live are those that are neither declined nor withdrawn. */
export interface RegistrationCounts extends Total {
  readonly live: number;
  readonly submitted: number;
  readonly contacted: number;
  readonly confirmed: number;
  readonly declined: number;
  readonly withdrawn: number;
}

export type Named<Counts> = Counts & { readonly name?: string };
export type Table<Counts> = Readonly<Record<string, Counts>>;

export interface CampaignFigures extends Standing {
  /** Only the id while the campaign's own event has not arrived: what is known of it counts at once. */
  readonly campaign: Partial<CampaignDescription> & { readonly id: string };
  readonly figures: {
    readonly registrations: RegistrationCounts;
    readonly registrationsByDay: Table<RegistrationCounts>;
    readonly registrationsByCategory: Table<RegistrationCounts>;
    readonly registrationsByCounty: Table<Named<RegistrationCounts>>;
    readonly registrationsByMunicipality: Table<Named<RegistrationCounts>>;
    readonly organisationsTakingPart: Total;
    readonly municipalitiesTakingPart: Total & { readonly of: number };
  };
  readonly parts: Table<CampaignPart>;
}

export interface CampaignPart {
  readonly name: CampaignDescription['name'];
  readonly status: CampaignDescription['status'];
  readonly registrations: RegistrationCounts;
}

export interface NetworkFigures extends Standing {
  readonly figures: {
    readonly organisations: Total;
    readonly organisationsByCategory: Table<Total>;
    readonly organisationsBySector: Table<Total>;
    readonly organisationsByCounty: Table<Named<Total>>;
    readonly organisationsByMunicipality: Table<Named<Total>>;
    readonly campaigns: Total & { readonly announced: number; readonly closed: number };
    readonly registrationsByCampaign: Table<RegistrationCounts>;
  };
  readonly campaigns: Table<CampaignDescription>;
}

export interface Series<Step extends string> extends Standing {
  readonly from?: string;
  readonly to?: string;
  readonly days: Table<Readonly<Record<Step, number>>>;
}

export type CampaignSeries = Series<RegistrationStep> & { readonly campaign: string };
export type NetworkSeries = Series<OrganisationStep>;

export interface CampaignSources {
  readonly id: string;
  readonly rows: readonly StoredRow[];
  /** The campaign itself and its parts, as far as they have been heard of. */
  readonly campaigns: readonly CampaignFact[];
  /** The registrations of every campaign, one row each. */
  readonly registrationsByCampaign: readonly StoredRow[];
}

export function campaignFigures(standing: Standing, sources: CampaignSources): CampaignFigures {
  const { id } = sources;
  const table = tablesOf(sources.rows);
  const registrations = registrationCounts(table('registrations').get(''));
  const byMunicipality = table('registrationsByMunicipality');
  const takingPart = [...byMunicipality].filter(
    ([code, sums]) => isMunicipality(code) && registrationCounts(sums).live > 0,
  );
  const totals = tablesOf(sources.registrationsByCampaign)('registrationsByCampaign');

  return {
    ...standing,
    campaign: { id, ...sources.campaigns.find(({ campaign }) => campaign.id === id)?.campaign },
    figures: {
      registrations,
      registrationsByDay: tableOf(table('registrationsByDay'), registrationCounts),
      registrationsByCategory: tableOf(table('registrationsByCategory'), registrationCounts),
      registrationsByCounty: tableOf(table('registrationsByCounty'), registrationCounts, countyName),
      registrationsByMunicipality: tableOf(byMunicipality, registrationCounts, municipalityName),
      organisationsTakingPart: { total: registrations.live },
      municipalitiesTakingPart: { total: takingPart.length, of: municipalities.length },
    },
    parts: Object.fromEntries(
      sources.campaigns
        .filter(({ campaign }) => campaign.partOf === id)
        .map(({ campaign: { id, name, status } }) => [
          id,
          { name, status, registrations: registrationCounts(totals.get(id)) },
        ]),
    ),
  };
}

export function networkFigures(
  standing: Standing,
  rows: readonly StoredRow[],
  campaigns: readonly CampaignFact[],
): NetworkFigures {
  const table = tablesOf(rows);
  const { announced = 0, closed = 0 } = table('campaigns').get('') ?? {};

  return {
    ...standing,
    figures: {
      organisations: total(table('organisations').get('')),
      organisationsByCategory: tableOf(table('organisationsByCategory'), total),
      organisationsBySector: tableOf(table('organisationsBySector'), total),
      organisationsByCounty: tableOf(table('organisationsByCounty'), total, countyName),
      organisationsByMunicipality: tableOf(table('organisationsByMunicipality'), total, municipalityName),
      campaigns: { total: announced + closed, announced, closed },
      registrationsByCampaign: tableOf(table('registrationsByCampaign'), registrationCounts),
    },
    campaigns: Object.fromEntries(campaigns.map(({ campaign }) => [campaign.id, campaign])),
  };
}

/** Steps by the day they were taken; days on which nothing happened are left out. */
export function daysOf<Step extends string>(rows: readonly StoredRow[], steps: readonly Step[]): Series<Step>['days'] {
  return Object.fromEntries(
    rows
      .filter(({ sums }) => Object.values(sums).some((sum) => sum !== 0))
      .map(({ _id, sums }) => [
        rowOf(_id)?.value ?? '',
        Object.fromEntries(steps.map((step) => [step, sums[step] ?? 0])) as Record<Step, number>,
      ]),
  );
}

type Values = ReadonlyMap<string, Sums>;

function tablesOf(rows: readonly StoredRow[]): (figure: SummedFigure) => Values {
  const tables = new Map<RowFigure, Map<string, Sums>>();
  for (const { _id, sums } of rows) {
    const row = rowOf(_id);
    if (!row) continue;
    const table = tables.get(row.figure) ?? new Map<string, Sums>();
    tables.set(row.figure, table.set(row.value, sums));
  }
  return (figure) => tables.get(figure) ?? new Map<string, Sums>();
}

/** A value that has been counted but is no longer, such as the day an organisation changed its mind about, is left out. */
function tableOf<Counts extends Total>(
  values: Values,
  countsOf: (sums: Sums) => Counts,
  nameOf?: (code: string) => string | undefined,
): Table<Named<Counts>> {
  const table: Record<string, Named<Counts>> = {};
  for (const [value, sums] of values) {
    const counts = countsOf(sums);
    const name = nameOf?.(value);
    if (counts.total !== 0) table[value] = name === undefined ? counts : { name, ...counts };
  }
  return table;
}

function total(sums: Sums = {}): Total {
  return { total: sums['total'] ?? 0 };
}

function registrationCounts(sums: Sums = {}): RegistrationCounts {
  const { submitted = 0, contacted = 0, confirmed = 0, declined = 0, withdrawn = 0 } = sums;
  const live = submitted + contacted + confirmed;
  return { total: live + declined + withdrawn, live, submitted, contacted, confirmed, declined, withdrawn };
}

/** A fact is never rejected: what geography does not know is counted under its code, without a name. */
function countyName(code: string): string | undefined {
  return isCounty(code) ? county(code).name : undefined;
}

function municipalityName(code: string): string | undefined {
  return isMunicipality(code) ? municipality(code).name : undefined;
}
