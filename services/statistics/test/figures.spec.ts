import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { campaignAnnounced, eventOf, registrationConfirmed } from '@kraftsamling/contracts';
import type { CloudEvent } from '@kraftsamling/contracts';
import { Clock } from '@kraftsamling/service';
import { callerOf, eventually, shuffled, twice } from '@kraftsamling/testing';
import fc from 'fast-check';
import { Collections } from '../src/database/collections.store.ts';
import type { IdentifiedDefinition } from '../src/figures/definitions.ts';
import { factOf } from '../src/projection/subscription.ts';
import type { RegistrationFact } from '../src/subjects/registrations/registration-fact.ts';
import type { CampaignFigures, CampaignSeries, FiguresRevision, NetworkFigures } from '../src/figures/figures.ts';
import type { RegistrationCounts } from '../src/subjects/registrations/registration-figures.ts';
import { newestOfEach } from '../src/projection/projection-delta.ts';
import { histories } from './histories.ts';
import { announced } from './registrations.ts';
import { World } from './world.ts';

const campaign = 'digitalidag-2024';
const steps = ['submitted', 'contacted', 'confirmed', 'declined', 'withdrawn'] as const;

/** Some hundred events of one certain history, and what they come to. */
const [events] = fc.sample(histories({ registrations: 80, organisations: 30 }), { numRuns: 1, seed: 2018 }) as [
  CloudEvent<unknown>[],
];
const facts = [...newestOfEach(events.map(factOf)).values()];
const registrations = facts.filter(
  (fact): fact is RegistrationFact => fact.kind === 'registration' && fact.campaign === campaign,
);

const inAnnouncedCampaigns = facts.filter(
  (fact) =>
    fact.kind === 'registration' &&
    facts.some((other) => other.kind === 'campaign' && other.campaign.id === fact.campaign),
).length;

function count(those: readonly RegistrationFact[]): RegistrationCounts {
  const at = Object.fromEntries(steps.map((step) => [step, those.filter(({ status }) => status === step).length]));
  const { submitted = 0, contacted = 0, confirmed = 0, declined = 0, withdrawn = 0 } = at;
  const live = submitted + contacted + confirmed;
  return { total: those.length, live, submitted, contacted, confirmed, declined, withdrawn };
}

let world: World;

beforeAll(async () => {
  world = await World.open(import.meta.url);
  await world.startReplica();
  await world.startReplica();
  await world.publish(shuffled(twice(events), 7));
  await eventually(async () => {
    const { body } = await world.get<NetworkFigures>('/v1/figures');
    expect(body.figures.organisations.total).toBe(30);
    expect(total(body.figures.registrationsByCampaign)).toBe(inAnnouncedCampaigns);
    expect(await lag()).toEqual([0, 0]);
  });
});
afterAll(() => world.close());

function total(table: Readonly<Record<string, { total: number }>>): number {
  return Object.values(table).reduce((sum, row) => sum + row.total, 0);
}

async function lag(): Promise<number[]> {
  const lags = world.replicas.map(async (_, replica) => {
    const metrics = await (await fetch(world.url('/metrics', replica))).text();
    return Number(/consumer_lag_events\{handler="figures-1"\} (\d+)/.exec(metrics)?.[1]);
  });
  return Promise.all(lags);
}

describe('GET /v1/figures/{campaignId}', () => {
  it('is exact after shuffled and duplicated delivery to two replicas at once', async () => {
    const { body } = await world.get<CampaignFigures>(`/v1/figures/${campaign}`);

    expect(body.figures.registrations).toEqual(count(registrations));
    for (const code of ['2081', '0180', '1480', '9999'])
      expect(body.figures.registrationsByMunicipality[code] ?? count([])).toMatchObject(
        count(registrations.filter(({ municipality }) => municipality === code)),
      );
    for (const code of ['20', '01', '14', '99'])
      expect(body.figures.registrationsByCounty[code] ?? count([])).toMatchObject(
        count(registrations.filter(({ county }) => county === code)),
      );
    for (const day of ['2024-11-15', '2024-11-16', '2018-10-08'])
      expect(body.figures.registrationsByDay[day] ?? count([])).toEqual(
        count(registrations.filter(({ days }) => days.includes(day))),
      );
    for (const category of ['public-library', 'company', 'service-centre'])
      expect(body.figures.registrationsByCategory[category] ?? count([])).toEqual(
        count(registrations.filter((registration) => registration.category === category)),
      );
  });

  it('describes the campaign and its parts', async () => {
    const { body } = await world.get<CampaignFigures>(`/v1/figures/${campaign}`);
    const described = facts.flatMap((fact) => (fact.kind === 'campaign' ? [fact.campaign] : []));

    expect(body.campaign).toEqual({ ...described.find(({ id }) => id === campaign), phase: 'over' });
    expect(Object.keys(body.parts).sort()).toEqual(
      described
        .filter(({ partOf }) => partOf === campaign)
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('shows nothing of a campaign that nobody has announced, until somebody does: then all that has been counted', async () => {
    const id = 'announced-late';
    const before = await world.get<NetworkFigures>('/v1/figures');
    await world.publish([later(id), later(id), later('borlange-2018')]);
    const confirmedIn = (network: NetworkFigures) =>
      network.figures.registrationsByCampaign['borlange-2018']?.confirmed ?? 0;
    await eventually(async () => {
      const { body } = await world.get<NetworkFigures>('/v1/figures');
      expect(confirmedIn(body)).toBe(confirmedIn(before.body) + 1);
      expect(await lag()).toEqual([0, 0]);
    });

    const { body: network } = await world.get<NetworkFigures>('/v1/figures');
    expect(network.figures.registrationsByCampaign).not.toHaveProperty(id);
    for (const path of [`/v1/figures/${id}`, `/v1/figures/${id}/series`, `/v1/live?campaign=${id}`])
      expect(await world.get(path)).toMatchObject({ status: 404, body: { code: 'unknown-campaign' } });

    await world.publish([announced(id)]);
    await eventually(async () => {
      const { body } = await world.get<CampaignFigures>(`/v1/figures/${id}`);
      expect(body.figures.registrations.confirmed).toBe(2);
    });
    const { body } = await world.get<NetworkFigures>('/v1/figures');
    expect(body.figures.registrationsByCampaign[id]).toMatchObject({ confirmed: 2, total: 2 });
  });

  it.each(['no-such-campaign', 'series:digitalidag-2024', '$where', '%2F'])(
    'refuses %s as unknown-campaign',
    async (id) => {
      const { status, headers, body } = await world.get<{ code: string; title: string }>(`/v1/figures/${id}`, {
        'accept-language': 'sv',
      });

      expect(status).toBe(404);
      expect(headers.get('content-type')).toContain('application/problem+json');
      expect(body).toMatchObject({ code: 'unknown-campaign', title: 'Okänd kampanj' });
    },
  );

  it('is the same at every replica, to the letter', async () => {
    const answers = await Promise.all(
      [0, 1].map(async (replica) => (await fetch(world.url(`/v1/figures/${campaign}`, replica))).text()),
    );
    expect(answers[0]).toBe(answers[1]);
  });

  it('answers 304 to who has the figures already, and not after they have changed', async () => {
    const path = '/v1/figures/borlange-2018';
    const first = await world.get(path);
    const etag = first.headers.get('etag')!;
    expect(first.headers.get('cache-control')).toBe('public, no-cache');

    for (const known of [etag, etag.replace('W/', ''), `"0-0", ${etag}`, '*'])
      expect((await world.get(path, { 'if-none-match': known })).status).toBe(304);

    const other = async () => (await world.get(`/v1/figures/${campaign}`)).headers.get('etag');
    const before = await other();
    await world.publish([later('borlange-2018')]);
    await eventually(async () => {
      const again = await world.get(path, { 'if-none-match': etag });
      expect(again.status).toBe(200);
      expect(again.headers.get('etag')).not.toBe(etag);
    });
    expect(await other()).toBe(before);
  });
});

describe('Every answer of figures', () => {
  it('says of when it is: of when it last changed, which is the same for all who ask until it changes again', async () => {
    const paths = ['', `/${campaign}`, `/${campaign}/series`, `/${campaign}/coverage-gaps`].map((path) => `/v1/figures${path}`); // prettier-ignore
    // Whoever has just started has read nothing yet, and says what the others said before.
    const known = new Map<string, FiguresRevision>();
    for (const path of [...paths, '/v1/series']) known.set(path, (await world.get<FiguresRevision>(path)).body);
    const newcomer = await world.startReplica();
    for (const [path, figures] of known) {
      expect(figures.asOf).toMatch(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
      expect((await callerOf(newcomer.url)('GET', path)).body).toEqual(figures);
    }
    await world.stop(newcomer);

    const before = (await world.get<CampaignFigures>('/v1/figures/borlange-2018')).body;
    await world.publish([later('borlange-2018')]);
    await eventually(async () => {
      const { body } = await world.get<CampaignFigures>('/v1/figures/borlange-2018');
      expect(body.revision).toBeGreaterThan(before.revision);
      expect(body.asOf > before.asOf).toBe(true);
      expect(Date.parse(body.asOf)).toBeLessThanOrEqual(Date.now());
    });
  });

  it('follows the calendar: at midnight in Sweden a campaign begins, and ends, with a new ETag and without any event', async () => {
    const id = 'week-of-2031';
    const days = { days: ['2031-10-08'], countingPeriod: { from: '2031-10-08', to: '2031-10-08' } };
    await world.publish([announced(id, days)]);
    await eventually(async () => expect((await world.get(`/v1/figures/${id}`)).status).toBe(200));
    const clock = jest.spyOn(world.replicas[0]!.app.get(Clock), 'now');

    const seen = new Set<string | null>();
    for (const [now, day, phase] of [
      ['2031-10-07T21:59:59Z', '2031-10-07', 'before'],
      ['2031-10-07T22:00:00Z', '2031-10-08', 'under-way'],
      ['2031-10-08T21:59:59Z', '2031-10-08', 'under-way'],
      ['2031-10-08T22:00:00Z', '2031-10-09', 'over'],
    ] as const) {
      clock.mockReturnValue(new Date(now));
      const { body, headers } = await world.get<CampaignFigures>(`/v1/figures/${id}`);
      expect(body).toMatchObject({ day, campaign: { phase } });
      expect((await world.get<NetworkFigures>('/v1/figures')).body.campaigns[id]?.phase).toBe(phase);
      const etag = headers.get('etag')!;
      expect((await world.get(`/v1/figures/${id}`, { 'if-none-match': etag })).status).toBe(304);
      seen.add(etag);
    }
    expect(seen.size).toBe(3);
    clock.mockRestore();
  });
});

/** One more confirmed registration for a campaign. */
function later(campaignId: string): CloudEvent<unknown> {
  const id = crypto.randomUUID();
  const data = { ...registrationConfirmed.example, id, campaignId, status: 'confirmed' as const };
  return eventOf(registrationConfirmed, { id, subject: id, version: 2, time: new Date('2024-04-01T00:00:00Z'), data });
}

describe('The figures of a campaign with parts', () => {
  const announcedAs = (id: string, version: number, partOf?: string) =>
    eventOf(campaignAnnounced, {
      id: crypto.randomUUID(),
      subject: id,
      version,
      time: new Date(),
      data: { ...campaignAnnounced.example, id, ...(partOf === undefined ? {} : { partOf }) },
    });
  const path = '/v1/figures/national-week';

  it('are new figures, with a new ETag, whenever a part joins, changes or leaves', async () => {
    const seen = new Set<string>();
    const eventuallyNew = async (parts: object) => {
      await eventually(async () => {
        const { headers, body } = await world.get<CampaignFigures>(path);
        expect(body.parts).toMatchObject(parts);
        expect(Object.keys(body.parts)).toEqual(Object.keys(parts));
        expect(seen).not.toContain(headers.get('etag'));
        seen.add(headers.get('etag')!);
      });
    };

    await world.publish([announcedAs('national-week', 1)]);
    await eventuallyNew({});
    await world.publish([announcedAs('local-week', 1, 'national-week')]);
    await eventuallyNew({ 'local-week': { registrations: { total: 0 } } });
    await world.publish([later('local-week')]);
    await eventuallyNew({ 'local-week': { registrations: { total: 1, confirmed: 1 } } });
    await world.publish([announcedAs('local-week', 2)]);
    await eventuallyNew({});
  });
});

describe('GET /v1/figures/{campaignId}/series', () => {
  it('shows on which day in Sweden each step was taken', async () => {
    const { body } = await world.get<CampaignSeries>(`/v1/figures/${campaign}/series`);

    for (const [day, taken] of Object.entries(body.days))
      for (const step of [...steps, 'kitIssued'] as const)
        expect(taken[step]).toBe(registrations.filter((registration) => registration.steps[step] === day).length);
    expect(Object.values(body.days).reduce((sum, { submitted }) => sum + submitted, 0)).toBe(registrations.length);
  });

  it('begins and ends where it is asked to', async () => {
    const all = await world.get<CampaignSeries>(`/v1/figures/${campaign}/series`);
    const [first, second, third] = Object.keys(all.body.days).sort();
    const some = await world.get<CampaignSeries>(`/v1/figures/${campaign}/series?from=${second}&to=${third}`);

    expect(Object.keys(some.body.days).sort()).toEqual([second, third]);
    expect(some.body.days).not.toHaveProperty(first!);
  });

  it('refuses what is no day, and campaigns that are unknown', async () => {
    expect((await world.get(`/v1/figures/${campaign}/series?from=2024-13-01`)).status).toBe(422);
    expect((await world.get('/v1/figures/no-such-campaign/series')).status).toBe(404);
  });
});

describe('GET /v1/figures and /v1/series', () => {
  it('count the network exactly', async () => {
    const { body } = await world.get<NetworkFigures>('/v1/figures');
    const organisations = facts.filter((fact) => fact.kind === 'organisation');

    for (const sector of ['public', 'private', 'civil-society'])
      expect(body.figures.organisationsBySector[sector]?.total ?? 0).toBe(
        organisations.filter((organisation) => organisation.sector === sector).length,
      );
    expect(total(body.figures.organisationsByMunicipality)).toBe(organisations.length);
    expect(body.figures.registrationsByCampaign[campaign]).toEqual(count(registrations));
    expect(Object.keys(body.campaigns)).toEqual(expect.arrayContaining(['borlange-2018', 'digitalidag-2024']));
  });

  it('show on which day in Sweden organisations joined', async () => {
    const { body } = await world.get<{ days: Record<string, { joined: number }> }>('/v1/series');

    expect(Object.values(body.days).reduce((sum, { joined }) => sum + joined, 0)).toBe(30);
  });
});

describe('Figures and series', () => {
  it('are read once for all who ask for the same, until something changes', async () => {
    const read = jest.spyOn(world.replicas[0]!.app.get(Collections), 'transaction');
    const paths = ['/v1/series?from=2024-04-01', `/v1/figures/${campaign}/series`, '/v1/figures'];
    for (const path of paths) await world.get(path);
    read.mockClear();
    for (const path of paths) expect((await world.get(path)).status).toBe(200);
    expect(read).not.toHaveBeenCalled();

    const before = await world.get<NetworkFigures>('/v1/figures');
    await world.publish([later('borlange-2018')]);
    await eventually(async () => {
      const { body } = await world.get<NetworkFigures>('/v1/figures');
      expect(body.revision).toBeGreaterThan(before.body.revision);
    });
    read.mockClear();
    for (const path of paths) expect((await world.get(path)).status).toBe(200);
    expect(read).toHaveBeenCalled();
    read.mockRestore();
  });

  it('cost whoever has no token more than other answers, unless they have them already', async () => {
    let statuses: number[] = [];
    // After a minute everything may be asked for again: what took longer says nothing.
    for (let began = Number.NEGATIVE_INFINITY; performance.now() - began > 60_000;) {
      const replica = await world.startReplica({ ANONYMOUS_READS_PER_MINUTE: '15' });
      const call = callerOf(replica.url);
      began = performance.now();
      const { headers, status } = await call('GET', '/v1/series');
      statuses = [status];
      const known = { headers: { 'if-none-match': headers.get('etag') ?? '' } };
      for (let times = 0; times < 3; times += 1) statuses.push((await call('GET', '/v1/series', known)).status);
      for (const path of [`/v1/figures/${campaign}`, '/v1/figures', '/v1/definitions'])
        statuses.push((await call('GET', path)).status);
      await world.stop(replica);
    }
    expect(statuses).toEqual([200, 304, 304, 304, 200, 429, 200]);
  });
});

describe('GET /v1/figures/{campaignId}/sources', () => {
  interface Traced {
    items: { kind: string; id: string }[];
    page: { total: number };
  }

  it('leads every number of every figure back to as many aggregates', async () => {
    const { body } = await world.get<CampaignFigures>(`/v1/figures/${campaign}`);
    const { registrations: whole, ...tables } = body.figures;
    const rows = [
      { path: 'figure=registrations', counts: whole },
      ...Object.entries(tables)
        .filter(([figure]) => figure.startsWith('registrationsBy'))
        .flatMap(([figure, table]) =>
          Object.entries(table as Record<string, RegistrationCounts>).map(([value, counts]) => ({
            path: `figure=${figure}&value=${value}`,
            counts,
          })),
        ),
    ];

    for (const { path, counts } of rows)
      for (const step of ['total', 'live', 'confirmed'] as const) {
        const traced = await world.as<Traced>(
          'secretariat',
          'GET',
          `/v1/figures/${campaign}/sources?${path}&step=${step}`,
        );
        expect({ path, step, total: traced.body.page.total }).toEqual({ path, step, total: counts[step] });
      }
  });

  it('names the aggregates, page by page', async () => {
    const path = `/v1/figures/${campaign}/sources?figure=registrations&limit=5`;
    const ids: string[] = [];
    for (let page = 1; ids.length < registrations.length; page++) {
      const { body } = await world.as<Traced>('operator', 'GET', `${path}&page=${page}`);
      ids.push(...body.items.map(({ id }) => id));
    }
    expect(ids.sort()).toEqual(registrations.map(({ _id }) => _id.replace('registration:', '')).sort());
  });

  it('traces the network too', async () => {
    const { body } = await world.as<Traced>(
      'secretariat',
      'GET',
      '/v1/sources?figure=organisationsBySector&value=public',
    );
    const expected = facts.filter((fact) => fact.kind === 'organisation' && fact.sector === 'public');
    expect(body.page.total).toBe(expected.length);
  });

  it('refuses figures and steps that are not there, and those who may not know', async () => {
    const refusals = [
      ['secretariat', `/v1/figures/${campaign}/sources?figure=organisations`, 422, 'unknown-figure'],
      ['secretariat', `/v1/figures/${campaign}/sources?figure=registrations&step=joined`, 422, 'unknown-step'],
      ['secretariat', `/v1/figures/${campaign}/sources?figure=$where`, 422, 'invalid-input'],
      ['coordinator', `/v1/figures/${campaign}/sources?figure=registrations`, 403, 'not-allowed'],
    ] as const;
    for (const [role, path, status, code] of refusals)
      expect(await world.as(role, 'GET', path)).toMatchObject({ status, body: { code } });
    expect((await world.get('/v1/sources?figure=organisations')).status).toBe(401);
  });
});

describe('GET /v1/definitions', () => {
  it('defines everything that is shown, in both languages', async () => {
    const { body } = await world.get<{ items: IdentifiedDefinition[] }>('/v1/definitions');
    const { body: shown } = await world.get<CampaignFigures>(`/v1/figures/${campaign}`);
    const { body: network } = await world.get<NetworkFigures>('/v1/figures');

    const defined = body.items.map(({ id }) => id);
    expect(defined).toEqual(expect.arrayContaining([...Object.keys(shown.figures), ...Object.keys(network.figures)]));
    for (const { version, name, meaning } of body.items) {
      expect(version).toBeGreaterThanOrEqual(1);
      expect(Object.values({ ...name, ...meaning }).every((text) => text.length > 0)).toBe(true);
    }
  });
});

describe('An event with a broken contract', () => {
  it('lands among the dead letters, and the rest is counted', async () => {
    const before = await world.get<CampaignFigures>('/v1/figures/borlange-2018');
    const broken = JSON.stringify({ ...later('borlange-2018'), data: { status: 'enthusiastic' } });

    await world.publish([later('borlange-2018')]);
    await world.streams.publishRaw(registrationConfirmed, broken);
    await world.publish([later('borlange-2018')]);

    await eventually(async () => {
      const { body } = await world.get<CampaignFigures>('/v1/figures/borlange-2018');
      expect(body.figures.registrations.total).toBe(before.body.figures.registrations.total + 2);
      const letters = await world.as<{ items: { handler: string; reason: string }[] }>(
        'operator',
        'GET',
        '/v1/dead-letters',
      );
      expect(letters.body.items).toMatchObject([
        { handler: 'figures-1', reason: expect.stringContaining('BrokenContract') },
      ]);
    });
  });
});
