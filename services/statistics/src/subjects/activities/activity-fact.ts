import { shownGroups } from '@kraftsamling/contracts';
import type { ActivityData, ReportData } from '@kraftsamling/contracts';
import { dayOf } from '@kraftsamling/service/calendar-day';
import { distinct, stepsOf } from '../../counting/fact.ts';
import type { FactOf, Steps } from '../../counting/fact.ts';

export interface ActivityFact extends FactOf<'activity'> {
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
  /** Instead of that, while it has unusual numbers that nobody has confirmed: it is counted apart. */
  readonly unconfirmedReport?: ReportFact;
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
    lastDay: dayOf(lastStart(data) ?? plannedAt),
    steps: stepsOf({ planned: plannedAt, published: publishedAt, cancelled: cancelledAt, reported: reportedAt }),
    ...(status === 'reported' && report
      ? {
          [report.awaitingConfirmation ? 'unconfirmedReport' : 'report']: reportFact(report, correctedAt !== undefined),
        }
      : {}),
  };
}

function reportFact(report: ReportData, corrected: boolean): ReportFact {
  const { onSite, online, developedCompetence = 0, staffTrained, volunteersTrained } = report;
  // Older events have small groups in them.
  const targetGroups = shownGroups(report, report.targetGroups);
  return { onSite, online, targetGroups, developedCompetence, staffTrained, volunteersTrained, corrected };
}

function lastStart({ sessions }: ActivityData): string | undefined {
  return sessions
    .map(({ start }) => start)
    .sort()
    .at(-1);
}
