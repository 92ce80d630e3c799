import { addSteps } from '../../counting/contribution.ts';
import type { Add } from '../../counting/contribution.ts';
import { rowsOf } from '../../counting/dimension.ts';
import { NETWORK, rowId, seriesOf } from '../../counting/row.ts';
import type { RowIdOf } from '../../counting/row.ts';
import { activityDimensions, peopleDimensions } from './activity-dimensions.ts';
import type { ActivityFact, ReportFact } from './activity-fact.ts';
import type { ActivityFigure } from './activity-figures.ts';

const trained = ['developedCompetence', 'staffTrained', 'volunteersTrained'] as const;

const activityRow: RowIdOf<ActivityFigure> = rowId;

/** An activity counts in each of its campaigns, and once in the network. */
export function contributeActivity(fact: ActivityFact, add: Add): void {
  for (const scope of [NETWORK, ...fact.campaign]) addActivity(scope, fact, add);
  for (const campaign of fact.yearRoundIn) add(activityRow(campaign, 'activitiesYearRound', ''), fact.status, 1);
}

function addActivity(scope: string, fact: ActivityFact, add: Add): void {
  const inCampaign = scope === NETWORK ? [] : [activityRow(NETWORK, 'activitiesByCampaign', scope)];

  for (const row of [...rowsOf(fact, activityDimensions, scope), ...inCampaign]) add(row, fact.status, 1);
  addSteps(fact.steps, scope, 'activitySeries', add);
  if (fact.unconfirmedReport) addUnconfirmed(scope, fact.unconfirmedReport, add);
  if (!fact.report) return;

  const peopleRows = [
    ...rowsOf(fact, peopleDimensions, scope),
    ...inCampaign,
    activityRow(seriesOf(scope), 'peopleSeries', fact.lastDay),
  ];
  for (const way of ['onSite', 'online'] as const) {
    const { people, lower, upper, evidence } = fact.report[way];
    for (const row of [...peopleRows, activityRow(scope, 'peopleByEvidence', evidence)]) {
      add(row, way, people);
      add(row, 'lower', lower);
      add(row, 'upper', upper);
    }
  }
  addReport(scope, fact.report, add);
}

/** It is in no other figure of people, and in none of a place: there is a slip of the hand in it, or there is none. */
function addUnconfirmed(scope: string, report: ReportFact, add: Add): void {
  const row = activityRow(scope, 'unconfirmedReports', '');

  add(row, 'total', 1);
  add(row, 'people', report.onSite.people + report.online.people);
  for (const measure of trained) add(row, measure, report[measure]);
}

function addReport(scope: string, report: ReportFact, add: Add): void {
  const row = activityRow(scope, 'activities', '');

  if (report.corrected) add(row, 'corrected', 1);
  for (const measure of trained) add(row, measure, report[measure]);
  for (const { targetGroup, people } of report.targetGroups)
    add(activityRow(scope, 'peopleByTargetGroup', targetGroup), 'total', people);
}
