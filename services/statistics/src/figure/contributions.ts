import type { ActivityFact, ReportFact } from './activities-facts.ts';
import {
  activityDimensions,
  organisationDimensions,
  peopleDimensions,
  registrationDimensions,
  resourceDimensions,
} from './dimensions.ts';
import type { Dimension, Field, SummedFigure } from './dimensions.ts';
import type { Fact } from './fact.ts';
import { knowledgeId, NETWORK, rowId, seriesOf } from './row.ts';
import type { Steps } from './thing.ts';

/** Receives each contribution: the row, the measure in it, and by how much that grows. */
export type Receive = (row: string, measure: string, amount: number) => void;

/**
 * The heart of the service: what one fact adds to the figures. A figure is the sum of the contributions of all facts, so taking in a newer
 * version of a fact is to take back what the old one contributed and to add what the new one does; no other fact is looked at.
 */
export function contributions(fact: Fact, receive: Receive): void {
  receive(knowledgeId, 'versions', fact.version);

  switch (fact.kind) {
    case 'campaign':
      receive(rowId(NETWORK, 'campaigns', ''), fact.status, 1);
      return;

    case 'organisation':
      for (const row of rowsOf(fact, organisationDimensions, NETWORK)) receive(row, 'total', 1);
      stepsTaken(fact.steps, NETWORK, 'organisationSeries', receive);
      return;

    case 'registration':
      receive(rowId(NETWORK, 'registrationsByCampaign', fact.campaign), fact.status, 1);
      for (const row of rowsOf(fact, registrationDimensions, fact.campaign)) receive(row, fact.status, 1);
      stepsTaken(fact.steps, fact.campaign, 'registrationSeries', receive);
      return;

    case 'activity':
      for (const scope of [NETWORK, ...fact.campaign]) activityIn(scope, fact, receive);
      for (const campaign of fact.yearRoundIn) receive(rowId(campaign, 'activitiesYearRound', ''), fact.status, 1);
      return;

    case 'survey':
      for (const scope of fact.campaign === undefined ? [NETWORK] : [NETWORK, fact.campaign]) {
        receive(rowId(scope, 'surveys', ''), fact.status, 1);
        receive(rowId(scope, 'surveys', ''), 'answers', fact.answers);
      }
      return;

    case 'resource':
      for (const row of rowsOf(fact, resourceDimensions, NETWORK)) receive(row, fact.status, 1);
      return;

    case 'booking':
      receive(rowId(NETWORK, 'bookings', ''), fact.status, 1);
      return;
  }
}

function activityIn(scope: string, fact: ActivityFact, receive: Receive): void {
  const inCampaign = scope === NETWORK ? [] : [rowId(NETWORK, 'activitiesByCampaign', scope)];

  for (const row of [...rowsOf(fact, activityDimensions, scope), ...inCampaign]) receive(row, fact.status, 1);
  stepsTaken(fact.steps, scope, 'activitySeries', receive);
  if (!fact.report) return;

  const peopleRows = [
    ...rowsOf(fact, peopleDimensions, scope),
    ...inCampaign,
    rowId(seriesOf(scope), 'peopleSeries', fact.lastDay),
  ];
  for (const way of ['onSite', 'online'] as const) {
    const { people, lower, upper, evidence } = fact.report[way];
    for (const row of [...peopleRows, rowId(scope, 'peopleByEvidence', evidence)]) {
      receive(row, way, people);
      receive(row, 'lower', lower);
      receive(row, 'upper', upper);
    }
  }
  reportIn(scope, fact.report, receive);
}

function reportIn(scope: string, report: ReportFact, receive: Receive): void {
  const row = rowId(scope, 'activities', '');

  if (report.corrected) receive(row, 'corrected', 1);
  for (const measure of ['developedCompetence', 'staffTrained', 'volunteersTrained'] as const)
    receive(row, measure, report[measure]);
  for (const { targetGroup, people } of report.targetGroups)
    receive(rowId(scope, 'peopleByTargetGroup', targetGroup), 'total', people);
}

type Counted = Readonly<Partial<Record<Field, string | readonly string[]>>>;

/** The rows that a fact counts in. */
function rowsOf(fact: Counted, dimensions: readonly Dimension[], scope: string): string[] {
  return dimensions.flatMap(({ figure, by }) =>
    (by === undefined ? [''] : valuesOf(fact, by)).map((value) => rowId(scope, figure, value)),
  );
}

function valuesOf(fact: Counted, field: Field): readonly string[] {
  const value = fact[field] ?? [];
  return typeof value === 'string' ? [value] : value;
}

function stepsTaken(steps: Steps<string>, scope: string, figure: SummedFigure, receive: Receive): void {
  for (const [step, day] of Object.entries(steps))
    if (day !== undefined) receive(rowId(seriesOf(scope), figure, day), step, 1);
}
