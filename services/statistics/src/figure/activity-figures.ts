import { counties, municipalities } from '@kraftsamling/geography';
import type { ActivityStep } from './activities-facts.ts';
import { countyName, municipalityName, tableOf, total } from './tables.ts';
import type { Named, Sums, Table, Tables, Total, Values } from './tables.ts';

/** How many activities stand at each step. In the programme are those that take place or have taken place: published or reported. */
export interface ActivityCounts extends Total {
  readonly inProgramme: number;
  readonly planned: number;
  readonly published: number;
  readonly reported: number;
  readonly cancelled: number;
}

/** How many people came, by report. `lower` and `upper` are what the total is between, where it was estimated. */
export interface People extends Total {
  readonly onSite: number;
  readonly online: number;
  readonly lower: number;
  readonly upper: number;
}

/** What is shown of the activities of a campaign, and of those of the network. */
export interface ActivityFigures {
  readonly activities: ActivityCounts;
  readonly activitiesByForm: Table<ActivityCounts>;
  readonly activitiesByTopic: Table<ActivityCounts>;
  readonly activitiesByTargetGroup: Table<ActivityCounts>;
  readonly activitiesByMode: Table<ActivityCounts>;
  readonly activitiesByCounty: Table<Named<ActivityCounts>>;
  readonly activitiesByMunicipality: Table<Named<ActivityCounts>>;
  readonly people: People;
  readonly peopleByEvidence: Table<People>;
  readonly peopleByTargetGroup: Table<Total>;
  readonly peopleByCounty: Table<Named<People>>;
  readonly peopleByMunicipality: Table<Named<People>>;
  readonly developedCompetence: Total;
  readonly staffTrained: Total;
  readonly volunteersTrained: Total;
  readonly reports: Total & { readonly corrected: number };
}

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

export const activitySteps: readonly ActivityStep[] = ['planned', 'published', 'cancelled', 'reported'];

export function activityFigures(table: Tables): ActivityFigures {
  const whole = table('activities').get('') ?? {};
  const { reported = 0, corrected = 0, developedCompetence = 0, staffTrained = 0, volunteersTrained = 0 } = whole;
  const byCounty = table('activitiesByCounty');
  const byMunicipality = table('activitiesByMunicipality');

  return {
    activities: activityCounts(whole),
    activitiesByForm: tableOf(table('activitiesByForm'), activityCounts),
    activitiesByTopic: tableOf(table('activitiesByTopic'), activityCounts),
    activitiesByTargetGroup: tableOf(table('activitiesByTargetGroup'), activityCounts),
    activitiesByMode: tableOf(table('activitiesByMode'), activityCounts),
    activitiesByCounty: tableOf(byCounty, activityCounts, countyName),
    activitiesByMunicipality: tableOf(byMunicipality, activityCounts, municipalityName),
    people: people(whole),
    peopleByEvidence: tableOf(table('peopleByEvidence'), people),
    peopleByTargetGroup: tableOf(table('peopleByTargetGroup'), total),
    peopleByCounty: tableOf(byCounty, people, countyName),
    peopleByMunicipality: tableOf(byMunicipality, people, municipalityName),
    developedCompetence: { total: developedCompetence },
    staffTrained: { total: staffTrained },
    volunteersTrained: { total: volunteersTrained },
    reports: { total: reported, corrected },
  };
}

export function activityCounts(sums: Sums = {}): ActivityCounts {
  const { planned = 0, published = 0, reported = 0, cancelled = 0 } = sums;
  const inProgramme = published + reported;
  return { total: inProgramme + planned + cancelled, inProgramme, planned, published, reported, cancelled };
}

export function people(sums: Sums = {}): People {
  const { onSite = 0, online = 0, lower = 0, upper = 0 } = sums;
  return { total: onSite + online, onSite, online, lower, upper };
}

/** The municipalities without an activity in the programme, in the order of their codes, which is that of their counties. */
export function emptyMunicipalities(byMunicipality: Values): EmptyMunicipality[] {
  return municipalities
    .filter(({ code }) => activityCounts(byMunicipality.get(code)).inProgramme === 0)
    .map(({ code, name, countyCode }) => ({ municipality: code, name, county: countyCode }))
    .sort((a, b) => (a.municipality < b.municipality ? -1 : 1));
}

export function coverage(empty: readonly EmptyMunicipality[]): Coverage {
  return { covered: municipalities.length - empty.length, of: municipalities.length };
}

/** All counties, those without any activity too. */
export function coverageByCounty(empty: readonly EmptyMunicipality[]): Table<CoverageOfACounty> {
  return Object.fromEntries(
    counties.map(({ code, name }) => {
      const of = municipalities.filter(({ countyCode }) => countyCode === code).length;
      return [code, { name, covered: of - empty.filter(({ county }) => county === code).length, of }];
    }),
  );
}
