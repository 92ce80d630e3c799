import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { municipalities } from '@kraftsamling/geography';
import { signToken } from '@kraftsamling/platform/signing-key';
import { eventually } from '@kraftsamling/testing';
import { eachOf, UnexpectedAnswer } from '../src/api.ts';
import type { Api } from '../src/api.ts';
import { onceReplicated } from '../src/arranging.ts';
import { campaignActivityKinds, emptyIn, expectedActivitiesOfCampaign } from '../src/expected-activity-figures.ts';
import type { ListedActivity } from '../src/expected-activity-figures.ts';
import { differences, shown } from '../src/expected-figures.ts';
import type { ListedOrganisation } from '../src/expected-figures.ts';
import { openCampaign, registrationFor } from '../src/requests.ts';
import { activityOf, ArrangingLoad, takenOf } from './arranging-load.ts';
import { world } from './world.ts';
import type { World } from './world.ts';

const KILLS = 10;
const DAY = '2024-11-15';
const HOLD_SECONDS = 15;

let all: World;
let registrations: Api;
let secretariat: Api;
let activities: Api;
let statistics: Api;
beforeAll(async () => {
  all = await world({ HOLD_SECONDS: String(HOLD_SECONDS) });
  registrations = all.api('registrations');
  secretariat = all.api('registrations', 'secretariat');
  activities = all.api('activities', 'secretariat');
  statistics = all.api('statistics');
});
afterAll(async () => all[Symbol.asyncDispose]());

describe('the platform', () => {
  let load: ArrangingLoad;
  let coaches: string[];

  it('counts every acknowledged activity once, though activities is killed ten times while it is planned, booked, published and reported', async () => {
    await openCampaign(secretariat, 'killed', DAY);
    const [organiser = ''] = await organisations('killed', 1);
    coaches = await Promise.all(Array.from({ length: 5 }, () => addCoach(organiser)));
    load = new ArrangingLoad(activities, { campaignId: 'killed', day: DAY, organiser, coaches }, 8);
    const killed = all.platform.service('activities');
    for (let kill = 0; kill < KILLS; kill++) {
      const before = load.acknowledged.size;
      await load.until(() => expect(load.acknowledged.size).toBeGreaterThan(before + 5));
      await killed.kill();
      await killed.start();
    }
    await load.stop();

    const listed = await expectExactly('killed');
    expect(listed.map(({ title }) => title.sv).sort()).toEqual([...load.acknowledged.keys()].sort());
    const people = [...load.acknowledged.values()].reduce((sum, { people }) => sum + people, 0);
    expect((await figuresOf('killed')).people.total).toBe(people);
  });

  it('has given no coach to two activities at once, and refused those who came second', async () => {
    expect(load.refused).toBeGreaterThan(0);
    for (const coach of coaches) {
      const taken = (await takenOf(activities, coach, DAY)).sort((a, b) => a.start.localeCompare(b.start));
      const over = taken.filter(({ start }, at) => at > 0 && start < (taken[at - 1]?.end ?? ''));
      expect(over).toEqual([]);
    }
  });

  it('counts forty people whom five organisers report, and of any corrections the last', async () => {
    await openCampaign(secretariat, 'together', DAY);
    const five = await organisations('together', 5);
    const members = await Promise.all(five.map((id) => as({ role: 'organisation', organisation: id })));
    const body = { ...activityOf('together', 'Öppet hus', '2081', five), sessions: [at(10)] };
    const { id } = await onceReplicated(() => members[0]!.post<{ id: string }>('/v1/activities', body));
    for (const other of members.slice(1)) await other.post(`/v1/activities/${id}/agreement`);
    await onceReplicated(() => members[0]!.post(`/v1/activities/${id}/publication`));

    await Promise.all(members.map((member) => member.post(`/v1/activities/${id}/report`, reportOf(40))));
    await eventually(async () => expect((await figuresOf('together')).people.total).toBe(40));
    await expectExactly('together');

    // All five correct the same version at once: one is taken, the others are asked to read it again.
    const seen = await versionOf(id);
    const corrections = await Promise.allSettled(members.map((member, n) => correct(member, id, 50 + n, seen)));
    const refused = corrections.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(4);
    for (const { reason } of refused as PromiseRejectedResult[])
      expect(reason).toEqual(expect.objectContaining({ status: 412 }));

    for (const people of [60, 30, 45, 30, 41]) await correct(members[people % 5]!, id, people, await versionOf(id));
    await eventually(async () => expect((await figuresOf('together')).people.total).toBe(41));
    await expectExactly('together');
  });

  it('names the 74 municipalities that 216 covered ones leave, and a 75th within two seconds of a cancellation', async () => {
    await openCampaign(secretariat, 'covered', DAY);
    const [organiser = ''] = await organisations('covered', 1);
    const [first = '', ...others] = municipalities.slice(0, 216).map(({ code }) => code);
    const ids = new Map<string, string>();
    await eachOf([first, ...others], 16, async (municipality) => {
      const body = { ...activityOf('covered', 'Drop-in', municipality, [organiser]), sessions: [at(10)] };
      const { id } = await onceReplicated(() => activities.post<{ id: string }>('/v1/activities', body));
      await onceReplicated(() => activities.post(`/v1/activities/${id}/publication`));
      ids.set(municipality, id);
    });
    const uncovered = municipalities
      .slice(216)
      .map(({ code }) => code)
      .sort();
    await eventually(async () => expect(await gaps('covered')).toEqual(uncovered));
    expect(uncovered).toHaveLength(74);

    await activities.post(`/v1/activities/${ids.get(first) ?? ''}/cancellation`, { reason: 'illness' });
    const cancelled = performance.now();
    // Two seconds are promised where the platform has a machine for itself; here others may be busy beside it.
    await eventually(async () => expect(await gaps('covered')).toEqual([...uncovered, first].sort()), {
      within: 60_000,
    });
    process.stdout.write(`The gap was seen ${(performance.now() - cancelled).toFixed(0)} ms after the cancellation\n`);
    await expectExactly('covered');
  });

  it('has given back every coach who was held and never confirmed', async () => {
    const booked = [...load.acknowledged.values()].flatMap(({ booking }) => booking ?? []);
    const confirmed = booked.filter((each) => each.confirmed).map(({ id }) => id);
    expect(confirmed.length).toBeLessThan(booked.length);

    await eventually(async () => {
      const taken = (await Promise.all(coaches.map((coach) => takenOf(activities, coach, DAY)))).flat();
      expect(taken.map(({ bookingId }) => bookingId).sort()).toEqual(confirmed.sort());
      const { figures } = await statistics.get<{ figures: { bookings: Record<string, number> } }>('/v1/figures');
      expect(figures.bookings).toMatchObject({ held: 0, confirmed: confirmed.length });
    });
    process.stdout.write(`${load.acknowledged.size} activities, ${booked.length} bookings, ${load.refused} refused, ${confirmed.length} confirmed, none twice, none leaked\n`); // prettier-ignore
  });
});

const at = (hour: number) => ({ start: `${DAY}T${hour}:00`, end: `${DAY}T${hour + 1}:00` });

const reportOf = (people: number) => ({
  onSite: { evidence: 'counted', people },
  targetGroups: [],
  staffTrained: 0,
  volunteersTrained: 0,
});

async function versionOf(id: string): Promise<string> {
  return (await activities.send('GET', `/v1/activities/${id}`)).headers.get('etag') ?? '';
}

function correct(member: Api, id: string, people: number, version: string): Promise<unknown> {
  return member.put(`/v1/activities/${id}/report`, version, reportOf(people));
}

async function as(claims: { role: string; organisation: string }): Promise<Api> {
  return activities.as(await signToken(claims));
}

/** Libraries that take part in a campaign. */
async function organisations(campaignId: string, count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, n) => `Bibliotek ${n} i ${campaignId}`);
  for (const name of names)
    await registrations.post('/v1/registrations', registrationFor(campaignId, name, '2081', { day: DAY }));
  const listed = await secretariat.all<ListedOrganisation>('/v1/organisations');
  return names.map((name) => listed.find((each) => each.name === name)?.id ?? '');
}

async function addCoach(organisationId: string): Promise<string> {
  const body = { kind: 'coach', organisationId, municipality: '2081' };
  return (await onceReplicated(() => activities.post<{ id: string }>('/v1/resources', body))).id;
}

/** Statistics shows exactly the activities of a campaign that are there. */
async function expectExactly(id: string): Promise<ListedActivity[]> {
  const listed = await activities.all<ListedActivity>(`/v1/activities?campaign=${id}`);
  const expected = expectedActivitiesOfCampaign({ id, days: [DAY], goals: [] }, listed, 0);
  await eventually(async () => {
    const figures = await figuresOf(id);
    const found = new Map([...shown(figures), ...emptyIn(figures)]);
    expect(differences(expected, found, campaignActivityKinds)).toEqual([]);
  });
  return listed;
}

type CampaignFigures = Record<string, unknown> & Parameters<typeof emptyIn>[0] & { people: { total: number } };

async function figuresOf(id: string): Promise<CampaignFigures> {
  try {
    return (await statistics.get<{ figures: CampaignFigures }>(`/v1/figures/${id}`)).figures;
  } catch (error) {
    if (error instanceof UnexpectedAnswer && error.status === 404) return { people: { total: 0 } };
    throw error;
  }
}

async function gaps(campaignId: string): Promise<string[]> {
  const { items } = await statistics.get<{ items: { municipality: string }[] }>(
    `/v1/figures/${campaignId}/coverage-gaps`,
  );
  return items.map(({ municipality }) => municipality);
}
