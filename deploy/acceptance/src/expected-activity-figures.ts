import { shownGroups } from '@kraftsamling/contracts';
import { municipalitiesOf } from '@kraftsamling/geography';
import type { Area } from '@kraftsamling/geography';
import { count } from './expected-figures.ts';
import type { Figures } from './expected-figures.ts';

/** An activity as the activities service lists it to those who look after it. */
export interface ListedActivity {
  readonly id: string;
  readonly title: { readonly sv: string };
  readonly form: string;
  readonly topics: readonly string[];
  readonly targetGroups: readonly string[];
  readonly mode: string;
  readonly municipality: string;
  readonly county: string;
  readonly sessions: readonly { readonly localStart: string }[];
  readonly organisers: readonly string[];
  readonly campaigns: readonly string[];
  /** Of matchmaking, that it came from. */
  readonly caseId?: string;
  readonly status: 'planned' | 'published' | 'reported' | 'cancelled';
  readonly publishedAt?: string;
  readonly bookings: readonly string[];
  readonly report?: ListedReport;
  readonly correctedAt?: string;
}

export interface ListedReport {
  readonly onSite: ListedAttendance;
  readonly online: ListedAttendance;
  readonly targetGroups: readonly { readonly targetGroup: string; readonly people: number }[];
  readonly developedCompetence?: number;
  readonly staffTrained: number;
  readonly volunteersTrained: number;
}

interface ListedAttendance {
  readonly people: number;
  readonly lower: number;
  readonly upper: number;
  readonly evidence: string;
}

interface Campaign {
  readonly id: string;
  readonly days: readonly string[];
  readonly area?: Area;
  readonly goals: readonly { readonly measure: string; readonly target: number }[];
}

export interface ListedResource {
  readonly id: string;
  readonly kind: 'venue' | 'coach';
  readonly organisationId: string;
  readonly status: 'available' | 'retired';
}

/** What the statistics must show of these activities, counted from the activities themselves, by the plainest way there is. */
export function expectedOfActivities(activities: readonly ListedActivity[]): Map<string, number> {
  const figures = new Map<string, number>();
  for (const activity of activities) {
    const { form, topics, targetGroups, mode, county, municipality, report } = activity;
    countStep(figures, 'activities', activity);
    countStep(figures, `activitiesByForm.${form}`, activity);
    for (const topic of topics) countStep(figures, `activitiesByTopic.${topic}`, activity);
    for (const group of targetGroups) countStep(figures, `activitiesByTargetGroup.${group}`, activity);
    countStep(figures, `activitiesByMode.${mode}`, activity);
    countStep(figures, `activitiesByCounty.${county}`, activity);
    countStep(figures, `activitiesByMunicipality.${municipality}`, activity);
    if (!report) continue;

    for (const figure of ['people', `peopleByCounty.${county}`, `peopleByMunicipality.${municipality}`])
      countPeople(figures, figure, report);
    for (const way of ['onSite', 'online'] as const)
      countWay(figures, `peopleByEvidence.${report[way].evidence}`, report, way);
    for (const { targetGroup, people } of shownGroups(report, report.targetGroups))
      count(figures, `peopleByTargetGroup.${targetGroup}.total`, people);
    count(figures, 'developedCompetence.total', report.developedCompetence ?? 0);
    count(figures, 'staffTrained.total', report.staffTrained);
    count(figures, 'volunteersTrained.total', report.volunteersTrained);
    count(figures, 'reports.total');
    if (activity.correctedAt !== undefined) count(figures, 'reports.corrected');
  }
  return figures;
}

export function expectedActivitiesOfCampaign(
  { id, days, area, goals }: Campaign,
  all: readonly ListedActivity[],
  organisationsTakingPart: number,
): Figures {
  const activities = all.filter(({ campaigns }) => campaigns.includes(id));
  const figures = expectedOfActivities(activities);

  for (const activity of activities.filter(
    ({ publishedAt, sessions }) => publishedAt !== undefined && isYearRound(sessions, days),
  ))
    countStep(figures, 'activitiesYearRound', activity);

  const municipalities = municipalitiesOf(area);
  const inArea = new Set(municipalities.map(({ code }) => code));
  const covered = new Set(
    activities.filter(takesPlace).flatMap(({ municipality }) => (inArea.has(municipality) ? [municipality] : [])),
  );
  figures.set('coverage.covered', covered.size);
  figures.set('coverage.of', municipalities.length);
  for (const { code, countyCode } of municipalities) {
    count(figures, `coverageByCounty.${countyCode}.of`);
    if (covered.has(code)) count(figures, `coverageByCounty.${countyCode}.covered`);
    else figures.set(`empty.${code}`, 1);
  }
  const people = figures.get('people.total') ?? 0;
  const reached = new Map([
    ['developed-competence', figures.get('developedCompetence.total') ?? 0],
    ['attendances', people],
    ['people', people],
    ['municipalities', covered.size],
    ['organisations', organisationsTakingPart],
  ]);
  for (const { measure, target } of goals) {
    const now = reached.get(measure);
    if (now === undefined) continue;
    figures.set(`goals.${measure}.goal`, target);
    figures.set(`goals.${measure}.reached`, now);
    figures.set(`goals.${measure}.share`, now / target);
    if (measure !== 'attendances' && measure !== 'people') continue;
    figures.set(`goals.${measure}.lower`, figures.get('people.lower') ?? 0);
    figures.set(`goals.${measure}.upper`, figures.get('people.upper') ?? 0);
    figures.set(`goals.${measure}.estimatedShare`, (figures.get('peopleByEvidence.estimated.total') ?? 0) / Math.max(1, people)); // prettier-ignore
  }
  return figures;
}

/** In the network an activity of several campaigns counts once. */
export function expectedActivitiesOfNetwork(
  activities: readonly ListedActivity[],
  resources: readonly ListedResource[],
): Figures {
  const figures = expectedOfActivities(activities);
  for (const activity of activities)
    for (const campaign of activity.campaigns) {
      countStep(figures, `activitiesByCampaign.${campaign}`, activity);
      if (activity.report) countPeople(figures, `peopleByCampaign.${campaign}`, activity.report);
    }
  for (const { kind, status } of resources)
    for (const figure of ['resources', `resourcesByKind.${kind}`])
      for (const measure of [status, 'total']) count(figures, `${figure}.${measure}`);
  return figures;
}

/** The municipalities that an answer of the statistics service names as empty, as figures. */
export function emptyIn(figures: { coverage?: { empty?: readonly { municipality: string }[] } }): Map<string, number> {
  return new Map((figures.coverage?.empty ?? []).map(({ municipality }) => [`empty.${municipality}`, 1]));
}

const shared = ['activities', 'activitiesByForm', 'activitiesByTopic', 'activitiesByTargetGroup', 'activitiesByMode', 'activitiesByCounty', 'activitiesByMunicipality', 'people', 'peopleByEvidence', 'peopleByTargetGroup', 'peopleByCounty', 'peopleByMunicipality', 'developedCompetence', 'staffTrained', 'volunteersTrained', 'reports']; // prettier-ignore
export const campaignActivityKinds = [...shared, 'activitiesYearRound', 'coverage', 'coverageByCounty', 'empty', 'goals', 'surveys', 'surveyResults']; // prettier-ignore
export const networkActivityKinds = [...shared, 'activitiesByCampaign', 'peopleByCampaign', 'resources', 'resourcesByKind', 'bookings.confirmed', 'bookings.released', 'bookings.live', 'surveys']; // prettier-ignore

export const takesPlace = ({ status }: ListedActivity) => status === 'published' || status === 'reported';

function isYearRound(sessions: ListedActivity['sessions'], days: readonly string[]): boolean {
  return days.length > 0 && !sessions.some(({ localStart }) => days.includes(localStart.slice(0, 10)));
}

function countStep(figures: Map<string, number>, figure: string, activity: ListedActivity): void {
  for (const step of [activity.status, 'total', ...(takesPlace(activity) ? ['inProgramme'] : [])])
    count(figures, `${figure}.${step}`);
}

function countPeople(figures: Map<string, number>, figure: string, report: ListedReport): void {
  for (const way of ['onSite', 'online'] as const) countWay(figures, figure, report, way);
}

function countWay(figures: Map<string, number>, figure: string, report: ListedReport, way: 'onSite' | 'online'): void {
  const { people, lower, upper } = report[way];
  count(figures, `${figure}.${way}`, people);
  count(figures, `${figure}.total`, people);
  count(figures, `${figure}.lower`, lower);
  count(figures, `${figure}.upper`, upper);
}
