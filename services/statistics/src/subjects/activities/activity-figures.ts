import type { Area } from '@kraftsamling/geography';
import type { Measures } from '../../counting/row.ts';
import { countyName, municipalityName, stepsByDay, tableOf, total } from '../../counting/row-tables.ts';
import type { Named, Table, Tables, Total } from '../../counting/row-tables.ts';
import type { activityDefinitions } from './activity-definitions.ts';
import type { ActivityFact, ActivityStep } from './activity-fact.ts';
import { coverageFigures } from './coverage.ts';
import type { CoverageFigures } from './coverage.ts';
import type { reportDefinitions } from './report-definitions.ts';

export type ActivityFigure = keyof typeof activityDefinitions | keyof typeof reportDefinitions;

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

/** What the reports say that have unusual numbers, until the secretariat has confirmed these. No other figure has it. */
export interface UnconfirmedReports extends Total {
  readonly people: number;
  readonly developedCompetence: number;
  readonly staffTrained: number;
  readonly volunteersTrained: number;
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
  readonly unconfirmedReports: UnconfirmedReports;
}

export interface ActivityFiguresOfACampaign extends ActivityFigures, CoverageFigures {
  readonly activitiesYearRound: ActivityCounts;
}

export interface ActivityFiguresOfTheNetwork extends ActivityFigures {
  readonly activitiesByCampaign: Table<ActivityCounts>;
  readonly peopleByCampaign: Table<People>;
}

export interface ActivityFiguresOfAPart {
  readonly activities: ActivityCounts;
  readonly people: People;
}

export interface ActivitySeries {
  readonly activities: Table<Readonly<Record<ActivityStep, number>>>;
  readonly people: Table<People>;
}

const steps: readonly ActivityStep[] = ['planned', 'published', 'cancelled', 'reported'];

export function activityFiguresOfACampaign(
  table: Tables<ActivityFigure>,
  _: readonly ActivityFact[],
  area: Area | undefined,
): ActivityFiguresOfACampaign {
  return {
    ...activityFigures(table),
    activitiesYearRound: activityCounts(table('activitiesYearRound').get('')),
    ...coverageFigures(table('activitiesByMunicipality'), area),
  };
}

export function activityFiguresOfTheNetwork(table: Tables<ActivityFigure>): ActivityFiguresOfTheNetwork {
  const byCampaign = table('activitiesByCampaign');
  return {
    ...activityFigures(table),
    activitiesByCampaign: tableOf(byCampaign, activityCounts),
    peopleByCampaign: tableOf(byCampaign, people),
  };
}

export function activityFiguresOfAPart(measures: Measures | undefined): ActivityFiguresOfAPart {
  return { activities: activityCounts(measures), people: people(measures) };
}

/** Each by the day on which it happened. Days on which nothing did are left out. */
export function activitySeries(table: Tables<ActivityFigure>): ActivitySeries {
  return {
    activities: stepsByDay(table('activitySeries'), steps),
    people: tableOf(table('peopleSeries'), people),
  };
}

function activityFigures(table: Tables<ActivityFigure>): ActivityFigures {
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
    unconfirmedReports: unconfirmedReports(table('unconfirmedReports').get('')),
  };
}

function unconfirmedReports(measures: Measures = {}): UnconfirmedReports {
  const { total = 0, people = 0, developedCompetence = 0, staffTrained = 0, volunteersTrained = 0 } = measures;
  return { total, people, developedCompetence, staffTrained, volunteersTrained };
}

function activityCounts(measures: Measures = {}): ActivityCounts {
  const { planned = 0, published = 0, reported = 0, cancelled = 0 } = measures;
  const inProgramme = published + reported;
  return { total: inProgramme + planned + cancelled, inProgramme, planned, published, reported, cancelled };
}

function people(measures: Measures = {}): People {
  const { onSite = 0, online = 0, lower = 0, upper = 0 } = measures;
  return { total: onSite + online, onSite, online, lower, upper };
}
