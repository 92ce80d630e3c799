import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  activityPublished,
  eventOf,
  organisationAmended,
  registrationConfirmed,
  registrationWithdrawn,
} from '@kraftsamling/contracts';
import type { ActivityData, CaseData, OrganisationData } from '@kraftsamling/contracts';
import { runAnew } from '@kraftsamling/service/testing';
import { anyDelivery, eventually } from '@kraftsamling/testing';
import fc from 'fast-check';
import { ActivityReplicaHandler } from '../src/activity/activity-replica.handler.ts';
import { CaseDeadlines } from '../src/case/case-deadlines.service.ts';
import { Organisations } from '../src/organisation/organisation.replica.ts';
import { OrganisationReplicaHandler } from '../src/organisation/organisation-replica.handler.ts';
import { RegistrationReplicaHandler } from '../src/registration/registration-replica.handler.ts';
import { running, setClock } from './running.ts';
import type { Running } from './running.ts';
import {
  anActivity,
  aNeed,
  aRegistration,
  asked,
  campaignPublished,
  newId,
  offer,
  organisationPublished,
} from './samples.ts';

let the: Running;
let other: Awaited<ReturnType<Running['replica']>>;
let token: string;
let campaign: string;

beforeAll(async () => {
  setClock('2024-10-01T08:00:00Z');
  the = await running(import.meta.url);
  other = await the.replica();
  token = the.secretariat;
  campaign = await campaignPublished(the);
});
beforeEach(() => setClock('2024-10-01T08:00:00Z'));
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(async () => the[Symbol.asyncDispose]());

const eventId = '01924b10-6c3a-7e21-9a40-2b8d51c7f390';
const of = (organisation: { id: string }) => the.key.token('organisation', { organisation: organisation.id });
const post = async (path: string, as: string, body?: unknown) => the.call('POST', path, { token: as, body });
const seen = async (address: string) => (await the.call('GET', address, { token })).body as CaseData;
const statuses = async (address: string) => (await seen(address)).invitations.map(({ status }) => status);
const accept = async (address: string, as: string, id = '1') => post(`${address}/invitations/${id}/acceptance`, as);
const decline = async (address: string, as: string, id: string) =>
  post(`${address}/invitations/${id}/decline`, as, { reason: 'no-staff' });
const reservedOf = async ({ id }: { id: string }) =>
  (await the.service.app.get(Organisations).standings([id])).get(id)?.reserved ?? [];
const amended = (data: OrganisationData, version: number) =>
  eventOf(organisationAmended, { id: eventId, subject: data.id, version, time: new Date(), data });

/**
 * Something happens at the worst moment: once, when everything has been read for a decision that is not written yet. Whatever else the
 * service decides at that moment waits for it as well: it may come first.
 */
function meanwhile(happens: () => Promise<void>) {
  const organisations = the.service.app.get(Organisations);
  const read = organisations.standings.bind(organisations);
  let happened: Promise<void> | undefined;
  return jest.spyOn(organisations, 'standings').mockImplementation(async (ids, session) => {
    const standings = await read(ids, session);
    await (happened ??= happens());
    return standings;
  });
}

describe('an acceptance that is being written', () => {
  it('promises nothing when the registration whose need it meets is withdrawn meanwhile', async () => {
    const [library, student] = [await organisationPublished(the), await organisationPublished(the)];
    const registration = aRegistration({
      campaignId: campaign,
      organisationId: library.id,
      needs: [offer('coaches', 2)],
    });
    const event = { id: eventId, subject: registration.id, time: new Date() };
    const handler = other.app.get(RegistrationReplicaHandler);
    await handler.handle(eventOf(registrationConfirmed, { ...event, version: 3, data: registration }));
    const address = `/v1/cases/${registration.id}`;
    const members = [{ organisationId: student.id, brings: [{ capability: 'coaches', amount: 2 }] }];
    await post(`${address}/inventory`, token, { members });
    expect((await post(`${address}/contact`, token, { proposal: 0 })).status).toBe(200);

    const reading = meanwhile(async () => {
      const data = { ...registration, status: 'withdrawn', withdrawnAt: '2024-10-01T08:00:00.000Z' } as const;
      await handler.handle(eventOf(registrationWithdrawn, { ...event, version: 4, data }));
    });
    expect(await accept(address, await of(student))).toMatchObject({ status: 409, body: { code: 'case-closed' } });
    expect(reading.mock.calls.length).toBeGreaterThan(1);
    expect(await reservedOf(student)).toEqual([]);
    expect(await seen(address)).toMatchObject({ status: 'closed', closureReason: 'registration-withdrawn' });
  });

  it('promises nothing of an offer that is taken back meanwhile, and somebody else is asked', async () => {
    const [student, teacher] = [await organisationPublished(the), await organisationPublished(the)];
    const address = await asked(the, campaign, [student, teacher]);
    const reading = meanwhile(async () =>
      other.app.get(OrganisationReplicaHandler).handle(amended({ ...student, offers: [offer('coaches', 1)] }, 2)),
    );

    const answer = await accept(address, await of(student));
    expect(answer).toMatchObject({ status: 409, body: { code: 'invitation-superseded' } });
    expect(reading.mock.calls.length).toBeGreaterThan(1);
    expect(await reservedOf(student)).toEqual([]);
    expect(await statuses(address)).toEqual(['superseded', 'invited']);
  });

  it('promises nothing when its case is closed meanwhile', async () => {
    const student = await organisationPublished(the);
    const address = await asked(the, campaign, [student]);
    const reading = meanwhile(async () => {
      const closure = await fetch(`${other.url}${address}/closure`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ reason: 'no-longer-needed' }),
      });
      expect(closure.status).toBe(200);
    });
    expect(await accept(address, await of(student))).toMatchObject({ status: 409, body: { code: 'case-closed' } });
    expect(reading.mock.calls.length).toBeGreaterThan(1);
    expect(await reservedOf(student)).toEqual([]);
  });
});

describe('when everybody declines', () => {
  it('one after the other is asked, until nobody is left: the case waits for people, with its seats open', async () => {
    const all = [await organisationPublished(the), await organisationPublished(the), await organisationPublished(the)];
    const address = await asked(the, campaign, all);
    for (const [at, organisation] of all.entries())
      expect((await decline(address, await of(organisation), String(at + 1))).status).toBe(200);

    expect(await seen(address)).toMatchObject({ status: 'contacting', members: [], openSeats: [0] });
    expect(await statuses(address)).toEqual(['declined', 'declined', 'declined']);
    expect(await Promise.all(all.map(reservedOf))).toEqual([[], [], []]);

    const company = await organisationPublished(the);
    await post(`${address}/invitations`, token, { seat: 0, organisationId: company.id });
    expect((await accept(address, await of(company), '4')).body).toMatchObject({
      status: 'matched',
      members: [company.id],
    });
  });

  it('at once, from two replicas, each seat ends up with whom nobody has asked before', async () => {
    const [students, teachers, company] = await Promise.all([1, 2, 3].map(() => organisationPublished(the)));
    const opened = await post('/v1/cases', token, { campaignId: campaign, municipality: '2081', need: aNeed(4) });
    const address = `/v1/cases/${opened.body.id as string}`;
    const bringing = ({ id }: OrganisationData) => ({
      organisationId: id,
      brings: [{ capability: 'coaches', amount: 2 }],
    });
    const replacements = [bringing(company!)];
    const members = [students!, teachers!].map((each) => ({ ...bringing(each), replacements }));
    await post(`${address}/inventory`, token, { members });
    await post(`${address}/contact`, token, { proposal: 0 });

    const declining = [students!, teachers!].map(async (each, at) =>
      fetch(`${at === 0 ? the.service.url : other.url}${address}/invitations/${at + 1}/decline`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await of(each)}`, 'content-type': 'application/json' },
        body: JSON.stringify({ reason: 'no-staff' }),
      }),
    );
    expect((await Promise.all(declining)).map(({ status }) => status)).toEqual([200, 200]);
    expect(await statuses(address)).toEqual(['declined', 'declined', 'invited']);
    expect((await seen(address)) as object).toMatchObject({ openSeats: [expect.any(Number)] });
  });
});

describe('events that come twice and in any order, on any replica', () => {
  const handled = async <Data>(order: readonly Data[], handle: (data: Data, replica: number) => Promise<void>) => {
    for (const [n, data] of order.entries()) await handle(data, n % 2);
  };
  const replicas = () => [the.service, other] as const;

  it.each([
    ['consents no longer', { consentsToMatching: false }, 'invited', ['superseded', 'invited']],
    ['offers something else', { offers: [offer('venue', 1)] }, 'accepted', ['left', 'invited']],
    ['offers more', { offers: [offer('coaches', 9)] }, 'accepted', ['accepted']],
  ] as const)('let go of an organisation that in the end %s', async (_, change, before, after) => {
    await fc.assert(
      fc.asyncProperty(anyDelivery([1, 2, 3, 4]), async (order) => {
        const [student, teacher] = [await organisationPublished(the), await organisationPublished(the)];
        const address = await asked(the, campaign, [student, teacher]);
        if (before === 'accepted') expect((await accept(address, await of(student))).status).toBe(200);

        const life: readonly OrganisationData[] = [
          student,
          { ...student, targetGroups: [] } as OrganisationData,
          { ...student, offers: [offer('coaches', 2), offer('venue', 1)] },
          { ...student, ...change, offers: 'offers' in change ? [...change.offers] : student.offers },
        ];
        await handled(order, async (version, replica) =>
          replicas()
            [replica as 0 | 1].app.get(OrganisationReplicaHandler)
            .handle(amended(life[version - 1]!, version)),
        );
        expect(await statuses(address)).toEqual(after);
        expect(await reservedOf(student)).toHaveLength(after[0] === 'accepted' ? 1 : 0);
      }),
      { numRuns: 8 },
    );
  });

  it('begin the work of a coalition once', async () => {
    await fc.assert(
      fc.asyncProperty(anyDelivery([1, 2, 3]), async (order) => {
        const student = await organisationPublished(the);
        const address = await asked(the, campaign, [student]);
        await accept(address, await of(student));
        const caseId = address.split('/').at(-1)!;
        const activity = anActivity({ caseId, organisers: [student.id], campaigns: [campaign] });
        const life: readonly ActivityData[] = [
          { ...activity, status: 'planned' },
          { ...activity, status: 'published' },
          { ...activity, status: 'reported' },
        ];
        await handled(order, async (version, replica) =>
          replicas()
            [replica as 0 | 1].app.get(ActivityReplicaHandler)
            .handle(
              eventOf(activityPublished, {
                id: eventId,
                subject: activity.id,
                version,
                time: new Date(),
                data: life[version - 1]!,
              }),
            ),
        );
        expect(await seen(address)).toMatchObject({ status: 'collaborating', activityId: activity.id });
        await eventually(async () => {
          const events = (await the.streams.events()).filter(({ subject }) => subject === caseId);
          expect(events.filter(({ type }) => type.includes('collaboration-begun'))).toHaveLength(1);
          expect(events.filter(({ type }) => type.includes('amended'))).toHaveLength(0);
        });
      }),
      { numRuns: 5 },
    );
  });
});

describe('events that should not be', () => {
  it('from the far future are the newest that is known, and break nothing that has been decided', async () => {
    const student = await organisationPublished(the);
    const address = await asked(the, campaign, [student]);
    await accept(address, await of(student));

    const future = { ...student, name: 'I framtiden', offers: [offer('coaches', 3)] };
    const handler = the.service.app.get(OrganisationReplicaHandler);
    await handler.handle(amended(future, 9_999_999_999));
    await handler.handle(amended({ ...student, offers: [] }, 2));
    expect((await the.service.app.get(Organisations).known([student.id])).get(student.id)).toEqual(future);
    expect(await seen(address)).toMatchObject({ status: 'matched', members: [student.id] });
    expect(await reservedOf(student)).toHaveLength(1);
  });

  it('about things that nobody has heard of, or cases that are not there, are nobody’s fault', async () => {
    const activity = anActivity({ caseId: newId('case'), organisers: [newId('nobody')] });
    const event = { id: eventId, subject: activity.id, version: 1, time: new Date(), data: activity };
    await expect(
      the.service.app.get(ActivityReplicaHandler).handle(eventOf(activityPublished, event)),
    ).resolves.toBeUndefined();

    const registration = aRegistration({ campaignId: newId('campaign'), needs: [offer('venue', 1)] });
    const confirmed = { ...event, subject: registration.id, data: registration };
    await the.service.app.get(RegistrationReplicaHandler).handle(eventOf(registrationConfirmed, confirmed));
    expect(await seen(`/v1/cases/${registration.id}`)).toMatchObject({ originId: registration.id });
  });
});

describe('when the clock jumps', () => {
  const passTime = async () => Promise.all([the.service, other].map(({ app }) => runAnew(app.get(CaseDeadlines))));

  it('forward and back, what has expired stays so, and who was asked instead can answer', async () => {
    const [student, teacher] = [await organisationPublished(the), await organisationPublished(the)];
    const address = await asked(the, campaign, [student, teacher]);
    setClock('2024-10-09T08:00:00Z');
    await eventually(async () => expect(await statuses(address)).toEqual(['expired', 'invited']));

    setClock('2024-10-01T07:00:00Z');
    await passTime();
    expect(await statuses(address)).toEqual(['expired', 'invited']);
    expect((await accept(address, await of(student))).body.code).toBe('invitation-expired');
    expect((await accept(address, await of(teacher), '2')).body).toMatchObject({
      status: 'matched',
      members: [teacher.id],
    });
    expect(await reservedOf(student)).toEqual([]);
  });

  it('over years, each invitation ends once, and each reminder is sent once', async () => {
    const [student, teacher] = [await organisationPublished(the), await organisationPublished(the)];
    const address = await asked(the, campaign, [student, teacher]);
    setClock('2024-10-05T08:00:00Z');
    await eventually(async () => expect((await seen(address)).invitations[0]).toHaveProperty('remindedAt'));
    setClock('2024-10-01T08:00:00Z');
    await passTime();
    setClock('2024-10-05T09:00:00Z');
    await passTime();
    for (const at of ['2034-10-05T08:00:00Z', '2044-10-05T08:00:00Z']) {
      setClock(at);
      await passTime();
    }
    await eventually(async () => expect(await statuses(address)).toEqual(['expired', 'expired']));

    // They come in the order in which they happened: with the last of them all are there.
    await eventually(async () => {
      const types = (await the.streams.events())
        .filter(({ subject }) => address.endsWith(subject))
        .map(({ type }) => type.split('.')[2]);
      expect(types.filter((type) => type === 'member-reminded')).toHaveLength(1);
      expect(types.filter((type) => type === 'invitation-expired')).toHaveLength(2);
    });
  });
});
