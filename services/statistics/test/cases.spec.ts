import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CloudEvent } from '@kraftsamling/contracts';
import { eventually, shuffled, twice } from '@kraftsamling/testing';
import fc from 'fast-check';
import type { CampaignFigures, CampaignSeries, NetworkFigures } from '../src/figures/figures.ts';
import type { CaseFigures } from '../src/subjects/cases/case-figures.ts';
import { matched } from './cases.ts';
import { EventStream } from './event-stream.ts';
import { histories } from './histories.ts';
import { World } from './world.ts';

const campaign = 'digitalidag-2024';

/** Some hundred events of one certain history. */
const [events] = fc.sample(histories({ cases: 90, organisations: 15 }), { numRuns: 1, seed: 1 }) as [
  CloudEvent<unknown>[],
];

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

describe('The figures of cases', () => {
  it('are exact after shuffled and duplicated delivery to two replicas at once', async () => {
    expect(network.cases.total).toBe(90);
    expect(network.casesReached.identified).toBe(90);
    expect(network.casesByCampaign[campaign]).toEqual(figures.cases);
    expect(await world.as('operator', 'POST', '/v1/verifications')).toMatchObject({
      body: { equal: true, differences: [] },
    });
  });

  it('are there day by day', async () => {
    const { body } = await world.get<CampaignSeries>(`/v1/figures/${campaign}/series`);
    expect(Object.values(body.cases).reduce((sum, day) => sum + day.identified, 0)).toBe(figures.cases.total);
  });

  it('are the same after a rebuild', async () => {
    await world.as('operator', 'POST', '/v1/rebuilds');
    await eventually(async () => {
      const { body } = await world.get<NetworkFigures>('/v1/figures');
      expect(body.generation).toBe(2);
      expect(body.figures).toEqual(network);
    });
  });
});

describe('The sources of the figures of cases', () => {
  const traced = async (path: string) =>
    (await world.as<{ page: { total: number } }>('secretariat', 'GET', path)).body.page.total;

  async function expectTraced(numbers: readonly (readonly [query: string, expected: number])[], base: string) {
    for (const [query, expected] of numbers)
      expect({ query, total: await traced(`${base}?${query}`) }).toEqual({ query, total: expected });
  }

  /** Every number that counts cases one by one, with what leads back to it. */
  function numbersOf(shown: CaseFigures): (readonly [string, number])[] {
    const ofTable = (figure: 'casesByOrigin' | 'casesByCounty' | 'casesByMunicipality') =>
      Object.entries(shown[figure]).flatMap(([value, row]) =>
        (['total', 'open', 'followedUp', 'matches'] as const).map(
          (step) => [`figure=${figure}&value=${value}&step=${step}`, row[step]] as const,
        ),
      );
    const totals = (figure: 'casesByOutcome' | 'casesByClosureReason' | 'coalitionSizes' | 'timeBetweenSteps') =>
      Object.entries(shown[figure]).map(([value, { total }]) => [`figure=${figure}&value=${value}`, total] as const);
    return [
      ...Object.entries(shown.cases).map(([step, cases]) => [`figure=cases&step=${step}`, cases] as const),
      ...Object.entries(shown.casesReached).map(([step, cases]) => [`figure=casesReached&step=${step}`, cases] as const), // prettier-ignore
      ...(['casesByOrigin', 'casesByCounty', 'casesByMunicipality'] as const).flatMap(ofTable),
      ...(['casesByOutcome', 'casesByClosureReason', 'coalitionSizes', 'timeBetweenSteps'] as const).flatMap(totals),
    ];
  }

  it('lead every number back to as many cases, in a campaign and in the network', async () => {
    await expectTraced(numbersOf(figures), `/v1/figures/${campaign}/sources`);
    await expectTraced([[`figure=casesByCampaign&value=${campaign}&step=matches`, figures.cases.matches]], '/v1/sources'); // prettier-ignore
  });

  it('lead invitations, capacity and days back to the cases that tell of them', async () => {
    for (const query of [
      'figure=invitations',
      'figure=invitations&step=replacements',
      'figure=invitations&step=acceptanceRate',
      'figure=capacityAskedFor&value=venue&step=open',
      'figure=caseSeries&step=matched',
      'figure=timeBetweenSteps',
    ]) {
      const total = await traced(`/v1/figures/${campaign}/sources?${query}`);
      expect({ query, some: total > 0, all: total > figures.cases.total }).toEqual({ query, some: true, all: false });
    }
    for (const [county, { accepted }] of Object.entries(network.invitationsByCounty))
      expect((await traced(`/v1/sources?figure=invitationsByCounty&value=${county}&step=accepted`)) > 0).toBe(
        accepted > 0,
      );
    expect(await traced('/v1/sources?figure=capacityOffered&value=coaches')).toBeGreaterThan(0);
  });
});

describe('GET /v1/live', () => {
  it('tells of a match at once', async () => {
    const listener = await EventStream.open(world.url(`/v1/live?campaign=${campaign}`));
    await world.publish([matched('case-that-is-new')]);

    await eventually(() =>
      expect(listener.figures).toMatchObject({
        figures: {
          cases: { matches: figures.cases.matches + 1 },
          casesReached: { matched: figures.casesReached.matched + 1 },
        },
      }),
    );
    listener.close();
  });
});
