import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CloudEvent } from '@kraftsamling/contracts';
import { eventually, shuffled, twice } from '@kraftsamling/testing';
import fc from 'fast-check';
import type { IdentifiedDefinition } from '../src/figures/definitions.ts';
import type { AwardFigures, AwardSeries, NetworkFigures } from '../src/figures/figures.ts';
import { newestOfEach } from '../src/projection/projection-delta.ts';
import { factOf } from '../src/projection/subscription.ts';
import { award, confirmed, won } from './award-events.ts';
import { EventStream } from './event-stream.ts';
import { histories } from './histories.ts';
import { World } from './world.ts';

/** Some hundred events of one certain history. */
const [events] = fc.sample(histories({ nominations: 90, others: 40 }), { numRuns: 1, seed: 4 }) as [
  CloudEvent<unknown>[],
];
const facts = [...newestOfEach(events.map(factOf)).values()];

let world: World;
let shown: AwardFigures;
let network: NetworkFigures['figures'];

const path = `/v1/awards/${award}/figures`;

beforeAll(async () => {
  world = await World.open(import.meta.url);
  await world.startReplica();
  await world.startReplica();
  await world.publish(shuffled(twice(events), 7));
  await eventually(async () => {
    const { body } = await world.as<{ items: { pending: number }[] }>('operator', 'GET', '/v1/rebuilds');
    expect(body.items).toMatchObject([{ pending: 0 }]);
  });
  shown = (await world.get<AwardFigures>(path)).body;
  network = (await world.get<NetworkFigures>('/v1/figures')).body.figures;
});
afterAll(() => world.close());

describe('GET /v1/awards/{awardId}/figures', () => {
  it('is exact after shuffled and duplicated delivery to two replicas at once', async () => {
    const of = (kind: string) =>
      facts.filter((fact) => fact.kind === kind && 'award' in fact && fact.award === award).length;

    expect(shown.figures.nominations.total).toBe(of('nomination'));
    expect(shown.figures.candidacies.total).toBe(of('candidacy'));
    expect(shown.figures.articles.total).toBe(of('article'));
    expect(Object.values(network.nominationsByAward).reduce((sum, { total }) => sum + total, 0)).toBe(90);
    expect(await world.as('operator', 'POST', '/v1/verifications')).toMatchObject({
      body: { equal: true, differences: [] },
    });
  });

  it('describes the award, and one that nobody has opened by its id alone', async () => {
    expect(shown.award).toEqual(facts.flatMap((fact) => (fact._id === `award:${award}` && fact.kind === 'award' ? [fact.award] : []))[0]); // prettier-ignore
    expect((await world.get<AwardFigures>('/v1/awards/never-opened/figures')).body.award).toEqual({
      id: 'never-opened',
    });
  });

  it('is another answer than that of a campaign with the same id', async () => {
    const { body } = await world.get<AwardFigures>('/v1/awards/digitalidag-2024/figures');

    expect(body.award.title).toBeDefined();
    expect(body.figures).not.toHaveProperty('registrations');
    expect((await world.get<AwardFigures>('/v1/figures/digitalidag-2024')).body.figures).not.toHaveProperty(
      'nominations',
    );
  });

  it.each(['no-such-award', 'borlange-2018', '$where', '%2F'])('refuses %s as unknown-award', async (id) => {
    for (const part of ['figures', 'series'])
      expect(await world.get(`/v1/awards/${id}/${part}`)).toMatchObject({
        status: 404,
        body: { code: 'unknown-award' },
      });
  });

  it('may be shown by any page, and answers 304 to who has the figures already', async () => {
    const first = await world.get(path);
    expect(first.headers.get('access-control-allow-origin')).toBe('*');
    expect((await world.get(path, { 'if-none-match': first.headers.get('etag')! })).status).toBe(304);
  });

  it('is the same after a rebuild', async () => {
    await world.as('operator', 'POST', '/v1/rebuilds');
    await eventually(async () => {
      const { body } = await world.get<AwardFigures>(path);
      expect(body.generation).toBe(2);
      expect(body.figures).toEqual(shown.figures);
    });
  });
});

describe('GET /v1/awards/{awardId}/series', () => {
  it('has every step on its day in Sweden, from and to where it is asked to', async () => {
    const { body } = await world.get<AwardSeries>(`/v1/awards/${award}/series`);
    const sum = Object.values(body.nominations).reduce((all, { submitted }) => all + submitted, 0);
    expect(sum).toBe(shown.figures.nominations.total);

    const [first, second] = Object.keys(body.nominations).sort();
    const some = await world.get<AwardSeries>(`/v1/awards/${award}/series?from=${second}`);
    expect(some.body.nominations).not.toHaveProperty(first!);
    expect(some.body).toMatchObject({ award, from: second });
  });
});

describe('GET /v1/awards/{awardId}/sources', () => {
  const traced = async (query: string, base = `/v1/awards/${award}/sources`) =>
    (await world.as<{ page: { total: number } }>('secretariat', 'GET', `${base}?${query}`)).body.page.total;

  it('leads every number back to as many nominations, candidacies and articles', async () => {
    const { figures } = shown;
    const whole = ['nominations', 'candidacies', 'articles'] as const;
    const tables = ['nominationsByOrigin', 'nominationsByCounty', 'nominationsByMunicipality', 'candidaciesByMunicipality', 'articlesByCounty'] as const; // prettier-ignore
    const numbers = [
      ...whole.flatMap((figure) =>
        Object.entries(figures[figure]).map(([step, count]) => [`figure=${figure}&step=${step}`, count] as const),
      ),
      ...tables.flatMap((figure) =>
        Object.entries<object>(figures[figure]).flatMap(([value, row]) =>
          Object.entries(row as Record<string, number>)
            .filter(([step]) => step !== 'name')
            .map(([step, count]) => [`figure=${figure}&value=${value}&step=${step}`, count] as const),
        ),
      ),
    ];

    expect(numbers.length).toBeGreaterThan(50);
    for (const [query, expected] of numbers)
      expect({ query, total: await traced(query) }).toEqual({ query, total: expected });
    const inAll = await traced(`figure=nominationsByAward&value=${award}&step=confirmed`, '/v1/sources');
    expect(inAll).toBe(figures.nominations.confirmed);
  });

  it('leads lists to the award, days and municipalities to what they were counted from', async () => {
    for (const figure of ['longListed', 'shortListed', 'winner'] as const)
      expect(await traced(`figure=${figure}`)).toBe(shown.figures[figure] === undefined ? 0 : 1);
    expect(await traced('figure=nominationSeries&step=submitted')).toBe(shown.figures.nominations.total);
    expect(await traced('figure=nominatedMunicipalities&value=2081')).toBe(
      shown.figures.candidaciesByMunicipality['2081']?.total,
    );
  });

  it('refuses figures of others than awards, and those who may not know', async () => {
    const refusals = [
      ['secretariat', 'figure=registrations', 422, 'unknown-figure'],
      ['secretariat', 'figure=nominationsByAward', 422, 'unknown-figure'],
      ['secretariat', 'figure=nominations&step=withdrawn', 422, 'unknown-step'],
      ['coordinator', 'figure=nominations', 403, 'not-allowed'],
    ] as const;
    for (const [role, query, status, code] of refusals)
      expect(await world.as(role, 'GET', `/v1/awards/${award}/sources?${query}`)).toMatchObject({ status, body: { code } }); // prettier-ignore
    for (const base of ['/v1/sources', '/v1/figures/digitalidag-2024/sources'])
      expect(await world.as('secretariat', 'GET', `${base}?figure=nominations`)).toMatchObject({ status: 422 });
  });
});

describe('GET /v1/definitions', () => {
  it('defines every figure of an award, in both languages', async () => {
    const { body } = await world.get<{ items: IdentifiedDefinition[] }>('/v1/definitions');
    const ofAwards = body.items.filter(({ of }) => of === 'award').map(({ id }) => id);

    expect(ofAwards).toEqual(expect.arrayContaining(Object.keys(shown.figures)));
  });
});

describe('GET /v1/live?award={id}', () => {
  it('tells of a nomination and of the winner at once', async () => {
    const listener = await EventStream.open(world.url(`/v1/live?award=${award}`));
    await world.publish([confirmed(['2081'])]);
    await eventually(() =>
      expect(listener.figures).toMatchObject({
        figures: { nominations: { confirmed: shown.figures.nominations.confirmed + 1 } },
      }),
    );

    // Newer than whatever the history has come to.
    await world.publish([{ ...won(), sequence: '0200000000' }]);
    await eventually(() =>
      expect(listener.figures).toMatchObject({ figures: { winner: { municipalities: [{ name: 'Borlänge' }] } } }),
    );
    listener.close();
  });

  it('refuses an award that is unknown', async () => {
    expect(await world.get('/v1/live?award=no-such-award')).toMatchObject({ status: 404 });
  });
});
