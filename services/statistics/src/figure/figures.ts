import { isMunicipality, municipalities } from '@kraftsamling/geography';
import type { ActivityStep, SurveyFact } from './activities-facts.ts';
import {
  activityCounts,
  activityFigures,
  activitySteps,
  coverage,
  coverageByCounty,
  emptyMunicipalities,
  people,
} from './activity-figures.ts';
import type {
  ActivityCounts,
  ActivityFigures,
  Coverage,
  CoverageOfACounty,
  EmptyMunicipality,
  People,
} from './activity-figures.ts';
import type { SummedFigure } from './dimensions.ts';
import type { CampaignDescription, CampaignFact, OrganisationStep, RegistrationStep } from './registrations-facts.ts';
import { surveyCounts, surveyResults } from './survey-figures.ts';
import type { SurveyCounts, SurveyResults } from './survey-figures.ts';
import { countyName, municipalityName, tableOf, tablesOf, total } from './tables.ts';
import type { Named, StoredRow, Sums, Table, Total, Values } from './tables.ts';

/** Which state of the figures this is. Revisions grow by one with each batch of events, within one generation. */
export interface Standing {
  readonly generation: number;
  readonly revision: number;
  readonly updatedAt: string;
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

export interface CampaignFigures extends Standing {
  /** Only the id while the campaign's own event has not arrived: what is known of it counts at once. */
  readonly campaign: Partial<CampaignDescription> & { readonly id: string };
  readonly figures: ActivityFigures & {
    readonly registrations: RegistrationCounts;
    readonly registrationsByDay: Table<RegistrationCounts>;
    readonly registrationsByCategory: Table<RegistrationCounts>;
    readonly registrationsByCounty: Table<Named<RegistrationCounts>>;
    readonly registrationsByMunicipality: Table<Named<RegistrationCounts>>;
    readonly organisationsTakingPart: Total;
    readonly municipalitiesTakingPart: Total & { readonly of: number };
    readonly activitiesYearRound: ActivityCounts;
    readonly coverage: Coverage & { readonly empty: readonly EmptyMunicipality[] };
    readonly coverageByCounty: Table<CoverageOfACounty>;
    readonly goals: Table<Goal>;
    readonly surveys: SurveyCounts;
    readonly surveyResults: Table<SurveyResults>;
  };
  readonly parts: Table<CampaignPart>;
}

/** How far a campaign has come towards a goal of its own. */
export interface Goal {
  readonly goal: number;
  readonly reached: number;
  /** What is reached of the goal: 1 is all of it, and there may be more. */
  readonly share: number;
}

export interface CampaignPart {
  readonly name: CampaignDescription['name'];
  readonly status: CampaignDescription['status'];
  readonly registrations: RegistrationCounts;
  readonly activities: ActivityCounts;
  readonly people: People;
}

export interface NetworkFigures extends Standing {
  readonly figures: ActivityFigures & {
    readonly organisations: Total;
    readonly organisationsByCategory: Table<Total>;
    readonly organisationsBySector: Table<Total>;
    readonly organisationsByCounty: Table<Named<Total>>;
    readonly organisationsByMunicipality: Table<Named<Total>>;
    readonly campaigns: Total & { readonly announced: number; readonly closed: number };
    readonly registrationsByCampaign: Table<RegistrationCounts>;
    readonly activitiesByCampaign: Table<ActivityCounts>;
    readonly peopleByCampaign: Table<People>;
    readonly surveys: SurveyCounts;
    /** Of the surveys that belong to no campaign. */
    readonly surveyResults: Table<SurveyResults>;
    readonly resources: ResourceCounts;
    readonly resourcesByKind: Table<ResourceCounts>;
    readonly bookings: BookingCounts;
  };
  readonly campaigns: Table<CampaignDescription>;
}

export interface ResourceCounts extends Total {
  readonly available: number;
  readonly retired: number;
}

/** Live are those that hold their resources: held or confirmed. */
export interface BookingCounts extends Total {
  readonly live: number;
  readonly held: number;
  readonly confirmed: number;
  readonly released: number;
  readonly expired: number;
}

export interface Series<Step extends string> extends Standing {
  readonly from?: string;
  readonly to?: string;
  readonly days: Table<Readonly<Record<Step, number>>>;
  readonly activities: Table<Readonly<Record<ActivityStep, number>>>;
  readonly people: Table<People>;
}

export type CampaignSeries = Series<RegistrationStep> & { readonly campaign: string };
export type NetworkSeries = Series<OrganisationStep>;

export interface CoverageGaps extends Standing {
  readonly campaign: string;
  readonly items: readonly EmptyMunicipality[];
}

export interface CampaignSources {
  readonly id: string;
  readonly rows: readonly StoredRow[];
  /** The campaign itself and its parts, as far as they have been heard of. */
  readonly campaigns: readonly CampaignFact[];
  readonly surveys: readonly SurveyFact[];
  /** The registrations and the activities of its parts, a row each of the network's. */
  readonly ofParts: readonly StoredRow[];
}

export function campaignFigures(standing: Standing, sources: CampaignSources): CampaignFigures {
  const { id } = sources;
  const table = tablesOf(sources.rows);
  const campaign = { id, ...sources.campaigns.find(({ campaign }) => campaign.id === id)?.campaign };
  const registrations = registrationCounts(table('registrations').get(''));
  const byMunicipality = table('registrationsByMunicipality');
  const takingPart = [...byMunicipality].filter(
    ([code, sums]) => isMunicipality(code) && registrationCounts(sums).live > 0,
  );
  const activities = activityFigures(table);
  const empty = emptyMunicipalities(table('activitiesByMunicipality'));
  const ofParts = tablesOf(sources.ofParts);

  return {
    ...standing,
    campaign,
    figures: {
      registrations,
      registrationsByDay: tableOf(table('registrationsByDay'), registrationCounts),
      registrationsByCategory: tableOf(table('registrationsByCategory'), registrationCounts),
      registrationsByCounty: tableOf(table('registrationsByCounty'), registrationCounts, countyName),
      registrationsByMunicipality: tableOf(byMunicipality, registrationCounts, municipalityName),
      organisationsTakingPart: { total: registrations.live },
      municipalitiesTakingPart: { total: takingPart.length, of: municipalities.length },
      ...activities,
      activitiesYearRound: activityCounts(table('activitiesYearRound').get('')),
      coverage: { ...coverage(empty), empty },
      coverageByCounty: coverageByCounty(empty),
      goals: goalsOf(
        campaign.goals,
        new Map([
          ['people', activities.people.total],
          ['municipalities', coverage(empty).covered],
          ['organisations', registrations.live],
        ]),
      ),
      surveys: surveyCounts(table('surveys').get('')),
      surveyResults: surveyResults(sources.surveys),
    },
    parts: Object.fromEntries(
      sources.campaigns
        .filter(({ campaign }) => campaign.partOf === id)
        .map(({ campaign: { id, name, status } }) => [
          id,
          {
            name,
            status,
            registrations: registrationCounts(ofParts('registrationsByCampaign').get(id)),
            activities: activityCounts(ofParts('activitiesByCampaign').get(id)),
            people: people(ofParts('activitiesByCampaign').get(id)),
          },
        ]),
    ),
  };
}

export function networkFigures(
  standing: Standing,
  rows: readonly StoredRow[],
  campaigns: readonly CampaignFact[],
  surveysOfNoCampaign: readonly SurveyFact[],
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
      ...activityFigures(table),
      activitiesByCampaign: tableOf(table('activitiesByCampaign'), activityCounts),
      peopleByCampaign: tableOf(table('activitiesByCampaign'), people),
      surveys: surveyCounts(table('surveys').get('')),
      surveyResults: surveyResults(surveysOfNoCampaign),
      resources: resourceCounts(table('resources').get('')),
      resourcesByKind: tableOf(table('resourcesByKind'), resourceCounts),
      bookings: bookingCounts(table('bookings').get('')),
    },
    campaigns: Object.fromEntries(campaigns.map(({ campaign }) => [campaign.id, campaign])),
  };
}

/** What the series are made of: each by the day on which it happened. Days on which nothing did are left out. */
export function seriesFigures<Step extends string>(
  rows: readonly StoredRow[],
  figure: SummedFigure,
  steps: readonly Step[],
): Pick<Series<Step>, 'days' | 'activities' | 'people'> {
  const table = tablesOf(rows);
  return {
    days: daysOf(table(figure), steps),
    activities: daysOf(table('activitySeries'), activitySteps),
    people: tableOf(table('peopleSeries'), people),
  };
}

function daysOf<Step extends string>(days: Values, steps: readonly Step[]): Table<Readonly<Record<Step, number>>> {
  return tableOf(
    days,
    (sums) => Object.fromEntries(steps.map((step) => [step, sums[step] ?? 0])) as Record<Step, number>,
  );
}

/** A goal that nothing here measures is not shown: nobody could say how far it is. */
function goalsOf(goals: CampaignDescription['goals'] = [], reached: ReadonlyMap<string, number>): Table<Goal> {
  return Object.fromEntries(
    goals.flatMap(({ measure, target }) => {
      const now = reached.get(measure);
      return now === undefined ? [] : [[measure, { goal: target, reached: now, share: now / target }]];
    }),
  );
}

function registrationCounts(sums: Sums = {}): RegistrationCounts {
  const { submitted = 0, contacted = 0, confirmed = 0, declined = 0, withdrawn = 0 } = sums;
  const live = submitted + contacted + confirmed;
  return { total: live + declined + withdrawn, live, submitted, contacted, confirmed, declined, withdrawn };
}

function resourceCounts(sums: Sums = {}): ResourceCounts {
  const { available = 0, retired = 0 } = sums;
  return { total: available + retired, available, retired };
}

function bookingCounts(sums: Sums = {}): BookingCounts {
  const { held = 0, confirmed = 0, released = 0, expired = 0 } = sums;
  const live = held + confirmed;
  return { total: live + released + expired, live, held, confirmed, released, expired };
}
