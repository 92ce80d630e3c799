import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CloudEvent } from '@kraftsamling/contracts';
import { eventually, shuffled, twice } from '@kraftsamling/testing';
import fc from 'fast-check';
import type { ActivityFigures } from '../src/subjects/activities/activity-figures.ts';
import type { CampaignFigures, CampaignSeries, NetworkFigures, NetworkSeries } from '../src/figures/figures.ts';
import { histories } from './histories.ts';
import { World } from './world.ts';

const campaign = 'digitalidag-2024';

/** Some hundred events of one certain history. */
const [events] = fc.sample(histories({ activities: 80, others: 15 }), { numRuns: 1, seed: 2024 }) as [
  CloudEvent<unknown>[],
];
const subjectsOf = (kind: string) =>
  new Set(events.map(({ subject }) => subject).filter((id) => id.startsWith(kind))).size;

let world: World;
let figures: CampaignFigures['figures'];
let network: NetworkFigures['figures'];

beforeAll(async () => {
  world = await World.open(import.meta.url);
  await world.startReplica();
  await world.startReplica();
  await world.publish(shuffled(twice(events), 7));
  await eventually(async () => {
    const { body } = await world.as<{ items: { pending: number }[] }>('operator', 'GET', '/v1/rebuilds');
    expect(body.items).toMatchObject([{ pending: 0 }]);
  });
  ({ figures } = (await world.get<CampaignFigures>(`/v1/figures/${campaign}`)).body);
  ({ figures: network } = (await world.get<NetworkFigures>('/v1/figures')).body);
});
afterAll(() => world.close());

describe('The figures of activities, surveys, resources and bookings', () => {
  it('are exact after shuffled and duplicated delivery to two replicas at once, and add up', async () => {
    expect(network.activities.total).toBe(subjectsOf('activity'));
    expect(network.surveys.total).toBe(subjectsOf('survey'));
    expect(network.resources.total).toBe(subjectsOf('resource'));
    expect(network.bookings.total).toBe(subjectsOf('booking'));

    const { body } = await world.as<{ failedAdditions: { figure: string }[] }>('operator', 'POST', '/v1/verifications');
    expect(body).toMatchObject({ equal: true, differences: [] });
    // In these histories a municipality may lie in any county; all else adds up.
    expect(new Set(body.failedAdditions.map(({ figure }) => figure))).toEqual(
      new Set(['registrationsByCounty', 'organisationsByCounty', 'activitiesByCounty', 'casesByCounty']),
    );
  });

  it('are there day by day, for a campaign and for the network', async () => {
    const { body: series } = await world.get<CampaignSeries>(`/v1/figures/${campaign}/series`);
    const { body: all } = await world.get<NetworkSeries>('/v1/series');

    expect(added(series.activities, 'planned')).toBe(figures.activities.total);
    expect(added(series.people, 'total')).toBe(figures.people.total);
    expect(added(all.activities, 'planned')).toBe(network.activities.total);
    expect(added(all.people, 'upper')).toBe(network.people.upper);

    const [first, second] = Object.keys(series.activities).sort() as [string, string];
    const { body: some } = await world.get<CampaignSeries>(
      `/v1/figures/${campaign}/series?from=${second}&to=${second}`,
    );
    expect(some.activities).toEqual({ [second]: series.activities[second] });
    expect(some.people).not.toHaveProperty(first);
  });
});

describe('GET /v1/figures/{campaignId}/sources', () => {
  const traced = async (path: string) =>
    (await world.as<{ page: { total: number } }>('secretariat', 'GET', path)).body.page.total;

  /** Each number of a table or a single row, with what leads back to it. */
  function numbers(shown: ActivityFigures, figure: keyof ActivityFigures, steps: readonly string[]) {
    const rows = figure.includes('By') ? Object.entries(shown[figure]) : [['', shown[figure]] as const];
    return rows.flatMap(([value, counts]) =>
      steps.map((step) => ({
        path: `figure=${figure}&step=${step}${value === '' ? '' : `&value=${value}`}`,
        total: (counts as Record<string, number>)[step],
      })),
    );
  }

  const figuresOfActivities = [
    'activities',
    'activitiesByForm',
    'activitiesByTopic',
    'activitiesByTargetGroup',
    'activitiesByMode',
    'activitiesByCounty',
    'activitiesByMunicipality',
  ] as const;

  it('leads every number of activities back to as many of them, in a campaign and in the network', async () => {
    for (const figure of figuresOfActivities) {
      const steps = ['total', 'inProgramme', 'cancelled'];
      for (const { path, total } of numbers(figures, figure, steps))
        expect({ path, total: await traced(`/v1/figures/${campaign}/sources?${path}`) }).toEqual({ path, total });
      for (const { path, total } of numbers(network, figure, steps))
        expect({ path, total: await traced(`/v1/sources?${path}`) }).toEqual({ path, total });
    }
    for (const [id, { reported }] of Object.entries(network.activitiesByCampaign))
      expect(await traced(`/v1/sources?figure=activitiesByCampaign&value=${id}&step=reported`)).toBe(reported);
    const { total } = figures.activitiesYearRound;
    expect(await traced(`/v1/figures/${campaign}/sources?figure=activitiesYearRound`)).toBe(total);
  });

  it('leads people back to the reports that tell of them', async () => {
    const reports = await traced(`/v1/figures/${campaign}/sources?figure=reports`);
    const withPeople = await traced(`/v1/figures/${campaign}/sources?figure=people&step=total`);
    expect(reports).toBe(figures.reports.total);
    expect(await traced(`/v1/figures/${campaign}/sources?figure=reports&step=corrected`)).toBe(
      figures.reports.corrected,
    );
    const unconfirmed = await traced(`/v1/figures/${campaign}/sources?figure=unconfirmedReports`);
    expect(unconfirmed).toBe(figures.unconfirmedReports.total);
    expect(await traced(`/v1/figures/${campaign}/sources?figure=unconfirmedReports&step=people`)).toBeLessThanOrEqual(unconfirmed); // prettier-ignore
    expect(withPeople).toBeGreaterThan(0);
    expect(withPeople).toBeLessThanOrEqual(reports);

    for (const figure of ['peopleByCounty', 'peopleByMunicipality'] as const) {
      const parts = await Promise.all(
        Object.keys(figures[figure]).map((value) =>
          traced(`/v1/figures/${campaign}/sources?figure=${figure}&value=${value}&step=total`),
        ),
      );
      expect(parts.reduce((sum, part) => sum + part)).toBe(withPeople);
    }
    for (const [figure, table] of Object.entries({
      peopleByEvidence: figures.peopleByEvidence,
      peopleByTargetGroup: figures.peopleByTargetGroup,
    }))
      for (const value of Object.keys(table))
        expect(await traced(`/v1/figures/${campaign}/sources?figure=${figure}&value=${value}`)).toBeGreaterThan(0);
    for (const figure of ['developedCompetence', 'staffTrained', 'volunteersTrained', 'peopleSeries', 'activitySeries'])
      expect(await traced(`/v1/figures/${campaign}/sources?figure=${figure}`)).toBeGreaterThan(0);
  });

  it('leads coverage and goals back to the activities of the programme', async () => {
    const { inProgramme } = figures.activities;
    expect(await traced(`/v1/figures/${campaign}/sources?figure=coverage`)).toBe(inProgramme);
    expect(await traced(`/v1/figures/${campaign}/sources?figure=coverageByCounty&value=20`)).toBe(
      figures.activitiesByCounty['20']?.inProgramme ?? 0,
    );
    expect(await traced(`/v1/figures/${campaign}/sources?figure=goals&value=municipalities`)).toBe(inProgramme);
    expect(await traced(`/v1/figures/${campaign}/sources?figure=goals&value=organisations`)).toBe(
      figures.organisationsTakingPart.total,
    );
    expect(await traced(`/v1/figures/${campaign}/sources?figure=goals&value=anything`)).toBe(0);
    expect(await traced(`/v1/figures/${campaign}/sources?figure=goals`)).toBeGreaterThan(inProgramme);
  });

  it('leads surveys, resources and bookings back to themselves', async () => {
    expect(await traced(`/v1/figures/${campaign}/sources?figure=surveys&step=open`)).toBe(figures.surveys.open);
    expect(await traced(`/v1/figures/${campaign}/sources?figure=surveyResults`)).toBe(figures.surveys.total);
    for (const id of Object.keys(figures.surveyResults))
      expect(await traced(`/v1/figures/${campaign}/sources?figure=surveyResults&value=${id}`)).toBe(1);
    expect(await traced('/v1/sources?figure=surveys')).toBe(network.surveys.total);
    expect(await traced('/v1/sources?figure=surveyResults')).toBe(Object.keys(network.surveyResults).length);
    for (const [value, { available }] of Object.entries(network.resourcesByKind))
      expect(await traced(`/v1/sources?figure=resourcesByKind&value=${value}&step=available`)).toBe(available);
    expect(await traced('/v1/sources?figure=bookings&step=live')).toBe(network.bookings.live);
  });
});

function added<Counts extends object>(table: Readonly<Record<string, Counts>>, measure: keyof Counts): number {
  return Object.values(table).reduce((sum, row) => sum + (row[measure] as number), 0);
}
