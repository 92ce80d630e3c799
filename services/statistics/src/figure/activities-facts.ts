import type { ActivityData, BookingData, ReportData, ResourceData, SurveyData } from '@kraftsamling/contracts';
import { stockholmDay } from './stockholm-day.ts';
import { stepsOf } from './thing.ts';
import type { OfAThing, Steps } from './thing.ts';

/** What is kept of the things that the activities service owns. */
export interface ActivityFact extends OfAThing {
  readonly kind: 'activity';
  /** All of its campaigns, where other facts have their only one: one index leads to all facts of a campaign. */
  readonly campaign: readonly string[];
  readonly yearRoundIn: readonly string[];
  readonly status: ActivityData['status'];
  readonly form: string;
  readonly topics: readonly string[];
  readonly targetGroups: readonly string[];
  readonly mode: ActivityData['mode'];
  readonly county: string;
  readonly municipality: string;
  /** The calendar day in Sweden on which the last session begins: the day its people count on. */
  readonly lastDay: string;
  readonly steps: Steps<ActivityStep>;
  /** While it stands as reported. */
  readonly report?: ReportFact;
}

export type ActivityStep = 'planned' | 'published' | 'cancelled' | 'reported';

export interface ReportFact {
  readonly onSite: Attendance;
  readonly online: Attendance;
  readonly targetGroups: ReportData['targetGroups'];
  readonly developedCompetence: number;
  readonly staffTrained: number;
  readonly volunteersTrained: number;
  readonly corrected: boolean;
}

export type Attendance = Pick<ReportData['onSite'], 'people' | 'lower' | 'upper' | 'evidence'>;

/** A survey keeps its questions too: its results are read with them, and are added to no other survey's. */
export interface SurveyFact extends OfAThing {
  readonly kind: 'survey';
  readonly campaign?: string;
  readonly status: SurveyData['status'];
  readonly answers: number;
  readonly survey: SurveyDescription;
}

export type SurveyDescription = Pick<SurveyData, 'title' | 'municipality' | 'county' | 'questions' | 'results'>;

export interface ResourceFact extends OfAThing {
  readonly kind: 'resource';
  /** `kind` says that it is a resource. */
  readonly resourceKind: ResourceData['kind'];
  readonly status: ResourceData['status'];
}

export interface BookingFact extends OfAThing {
  readonly kind: 'booking';
  readonly status: BookingData['status'];
}

export function activityFact(id: string, version: number, data: ActivityData): ActivityFact {
  const { status, form, topics, targetGroups, mode, county, municipality, yearRoundIn, report } = data;
  const { plannedAt, publishedAt, cancelledAt, reportedAt, correctedAt } = data;
  const campaigns = distinct(data.campaigns);
  return {
    _id: `activity:${id}`,
    version,
    kind: 'activity',
    campaign: campaigns,
    yearRoundIn: campaigns.filter((campaign) => yearRoundIn.includes(campaign)),
    status,
    form,
    topics: distinct(topics),
    targetGroups: distinct(targetGroups),
    mode,
    county,
    municipality,
    lastDay: stockholmDay(lastStart(data) ?? plannedAt),
    steps: stepsOf({ planned: plannedAt, published: publishedAt, cancelled: cancelledAt, reported: reportedAt }),
    ...(status === 'reported' && report ? { report: reportFact(report, correctedAt !== undefined) } : {}),
  };
}

function reportFact(report: ReportData, corrected: boolean): ReportFact {
  const { onSite, online, targetGroups, developedCompetence = 0, staffTrained, volunteersTrained } = report;
  return { onSite, online, targetGroups, developedCompetence, staffTrained, volunteersTrained, corrected };
}

export function surveyFact(id: string, version: number, data: SurveyData): SurveyFact {
  const { campaignId, status, answers, title, municipality, county, questions, results } = data;
  return {
    _id: `survey:${id}`,
    version,
    kind: 'survey',
    ...(campaignId === undefined ? {} : { campaign: campaignId }),
    status,
    answers,
    survey: {
      title,
      ...(municipality === undefined ? {} : { municipality }),
      ...(county === undefined ? {} : { county }),
      questions,
      results,
    },
  };
}

export function resourceFact(id: string, version: number, { kind, status }: ResourceData): ResourceFact {
  return { _id: `resource:${id}`, version, kind: 'resource', resourceKind: kind, status };
}

export function bookingFact(id: string, version: number, { status }: BookingData): BookingFact {
  return { _id: `booking:${id}`, version, kind: 'booking', status };
}

function lastStart({ sessions }: ActivityData): string | undefined {
  return sessions
    .map(({ start }) => start)
    .sort()
    .at(-1);
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
