import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { organisationAmended } from '@kraftsamling/contracts';
import type { CaseData, OrganisationData } from '@kraftsamling/contracts';
import { eventually } from '@kraftsamling/testing';
import { CaseDeadlines } from '../src/case/case-deadlines.service.ts';
import { Organisations } from '../src/organisation/organisation.replica.ts';
import { running, setClock } from './running.ts';
import type { Running } from './running.ts';
import {
  activityIs,
  aNeed,
  anOrganisation,
  asked,
  campaignPublished,
  offer,
  organisationPublished,
} from './samples.ts';

let the: Running;
let token: string;
let campaign: string;

beforeAll(async () => {
  setClock('2024-10-01T08:00:00Z');
  the = await running(import.meta.url);
  token = the.secretariat;
  campaign = await campaignPublished(the);
});
beforeEach(() => setClock('2024-10-01T08:00:00Z'));
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(async () => the[Symbol.asyncDispose]());

const of = (organisation: { id: string }) => the.key.token('organisation', { organisation: organisation.id });
const post = async (path: string, as: string, body?: unknown) => the.call('POST', path, { token: as, body });
const typesOf = async (address: string) =>
  (await the.streams.events())
    .filter(({ subject }) => address.endsWith(subject))
    .map(({ type }) => type.split('.')[2] ?? '');
const reservedOf = async ({ id }: OrganisationData) =>
  (await the.service.app.get(Organisations).standings([id])).get(id)?.reserved ?? [];
const statuses = (body: unknown) => (body as CaseData).invitations.map(({ status }) => status);
const accept = async (address: string, as: string, id = '1') => post(`${address}/invitations/${id}/acceptance`, as);

describe('a case', () => {
  it('goes through the six steps', async () => {
    const student = await organisationPublished(the);
    const address = await asked(the, campaign, [student]);
    const own = await of(student);

    expect(await accept(address, own)).toMatchObject({
      status: 200,
      body: { status: 'matched', members: [student.id] },
    });
    expect(await reservedOf(student)).toEqual([
      {
        caseId: address.split('/').at(-1),
        brings: [{ capability: 'coaches', amount: 2 }],
        days: ['2024-11-15'],
      },
    ]);

    const times = [{ start: '2024-10-03T09:00:00+02:00', end: '2024-10-03T10:00:00+02:00' }];
    expect((await post(`${address}/meeting`, token, { times })).status).toBe(200);
    expect((await post(`${address}/meeting/answers`, own, { times: ['1'] })).body).toMatchObject({
      meeting: { times: [{ id: '1', suits: [student.id] }] },
    });
    expect((await post(`${address}/meeting/choice`, token, { time: '1' })).body.meeting.chosen).toBe('1');

    expect((await post(`${address}/collaboration`, token)).body).toMatchObject({
      status: 'collaborating',
      followUp: { dueAt: '2024-11-29T00:00:00.000Z' },
    });
    setClock('2024-11-29T00:00:00Z');
    await eventually(async () => {
      expect((await the.call('GET', address, { token })).body.followUp).toHaveProperty('askedAt');
    });
    const answer = { outcome: 'succeeded', wouldDoItAgain: true, lessons: 'Fler affischer.' };
    expect((await post(`${address}/follow-up/answers`, own, answer)).body).toMatchObject({
      status: 'followed-up',
      followUp: { outcome: 'succeeded', answers: [{ lessons: 'Fler affischer.' }] },
    });
    expect(await reservedOf(student)).toEqual([]);

    await eventually(async () =>
      expect(new Set(await typesOf(address))).toEqual(
        new Set([
          'identified',
          'inventoried',
          'contact-begun',
          'member-invited',
          'member-accepted',
          'matched',
          'meeting-proposed',
          'meeting-answered',
          'meeting-chosen',
          'collaboration-begun',
          'follow-up-due',
          'follow-up-answered',
          'followed-up',
        ]),
      ),
    );
    expect(JSON.stringify(await the.streams.events())).not.toContain('affischer');
  });

  it('is refused with everything that is wrong with it', async () => {
    const open = async (change: object) =>
      post('/v1/cases', token, { campaignId: campaign, municipality: '2081', need: aNeed(), ...change });
    const codes = async (change: object) =>
      ((await open(change)).body as { errors: { code: string }[] }).errors.map(({ code }) => code);
    expect(await codes({ need: { demands: [] } })).toEqual(['need-without-capability']);
    expect(await codes({ municipality: '9999', campaignId: 'unknown' })).toEqual([
      'unknown-campaign',
      'unknown-municipality',
    ]);
    expect(await codes({ need: { ...aNeed(), days: ['2024-09-30'] } })).toEqual(['day-in-the-past']);
    for (const amount of [0, -1, 0.5, '2'])
      expect(await open({ need: { demands: [{ capability: 'coaches', amount }] } })).toMatchObject({ status: 422 });
    expect(await open({ unheardOf: 1 })).toMatchObject({ status: 422 });
  });

  it('begins to work when an activity of its coalition is published, told twice', async () => {
    const student = await organisationPublished(the);
    const address = await asked(the, campaign, [student]);
    await accept(address, await of(student));
    const caseId = address.split('/').at(-1)!;

    const stranger = await activityIs(the, 'published', { caseId, organisers: ['a-stranger'], campaigns: [] });
    const activity = await activityIs(the, 'published', { caseId, organisers: [student.id], campaigns: [] });
    await activityIs(the, 'published', activity, 2);
    await eventually(async () =>
      expect((await the.call('GET', address, { token })).body).toMatchObject({
        status: 'collaborating',
        activityId: activity.id,
      }),
    );
    expect(activity.id).not.toBe(stranger.id);
    await eventually(async () =>
      expect((await typesOf(address)).filter((type) => type === 'collaboration-begun')).toHaveLength(1),
    );
  });

  it('is closed, and gives back what was reserved', async () => {
    const student = await organisationPublished(the);
    const address = await asked(the, campaign, [student]);
    await accept(address, await of(student));
    expect((await post(`${address}/closure`, token, { reason: 'no-longer-needed' })).body).toMatchObject({
      status: 'closed',
      closedFrom: 'matched',
    });
    expect(await reservedOf(student)).toEqual([]);
    expect((await accept(address, await of(student))).body).toMatchObject({ code: 'case-closed' });
    expect((await post(`${address}/closure`, token, { reason: 'again' })).body.closureReason).toBe('no-longer-needed');
  });

  it('is recorded by organisations that have found each other', async () => {
    const [library, student] = [await organisationPublished(the), await organisationPublished(the)];
    const record = async (as: string, ownerId = library.id) =>
      post('/v1/cases/self-organised', as, {
        campaignId: campaign,
        ownerId,
        municipality: '2081',
        need: aNeed(),
        members: [{ organisationId: student.id, brings: [{ capability: 'coaches', amount: 2 }] }],
      });
    expect((await record(await of(student))).body.code).toBe('not-yours');
    expect(await record(await of(library))).toMatchObject({
      status: 201,
      body: { status: 'matched', members: [library.id, student.id] },
    });
    expect(await record(await of(library))).toMatchObject({ status: 409, body: { code: 'over-capacity' } });
    expect(await reservedOf(student)).toHaveLength(1);
  });
});

describe('an organisation without consent', () => {
  it('is not there for others that say they have found it, and for staff it is', async () => {
    const [library, silent] = [
      await organisationPublished(the),
      await organisationPublished(the, { consentsToMatching: false }),
    ];
    const record = async (as: string, organisationId: string, ownerId = library.id) => {
      const members = [{ organisationId, brings: [{ capability: 'coaches', amount: 2 }] }];
      const body = { campaignId: campaign, municipality: '2081', need: aNeed(), ownerId, members };
      return post('/v1/cases/self-organised', as, body);
    };
    const [answer, nobody] = [await record(await of(library), silent.id), await record(await of(library), 'nobody')];
    expect(answer).toMatchObject({ status: 422, body: { code: 'unknown-organisation' } });
    expect({ ...answer.body, traceId: '' }).toEqual(
      JSON.parse(JSON.stringify({ ...nobody.body, traceId: '' }).replaceAll('nobody', silent.id)),
    );
    for (const owner of [silent.id, 'nobody'])
      expect((await record(await of(library), library.id, owner)).body.code).toBe('not-yours');
    expect(await record(token, silent.id)).toMatchObject({ status: 201, body: { members: [library.id, silent.id] } });
  });
});

describe('an invitation', () => {
  it('is answered once: twice changes nothing, and no other answer is taken', async () => {
    const student = await organisationPublished(the);
    const address = await asked(the, campaign, [student]);
    const first = await accept(address, await of(student));
    const second = await accept(address, await of(student));
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
    const decline = await post(`${address}/invitations/1/decline`, await of(student), { reason: 'no-staff' });
    expect(decline).toMatchObject({ status: 409, body: { code: 'invitation-accepted' } });
  });

  it('is not there for other organisations, nor may one member answer for another', async () => {
    const [student, teacher, stranger] = await Promise.all([1, 2, 3].map(() => organisationPublished(the)));
    const address = await asked(the, campaign, [student!, teacher!]);
    expect((await accept(address, await of(stranger!))).status).toBe(404);
    expect((await accept(address, await of(teacher!))).status).toBe(404);

    await post(`${address}/invitations/1/decline`, await of(student!), { reason: 'no-staff' });
    expect((await accept(address, await of(student!), '2')).body.code).toBe('not-yours');
    expect((await accept(address, await of(teacher!), '2')).status).toBe(200);
    expect((await accept(address, await of(teacher!), '9')).status).toBe(404);
  });

  it('expires by itself, and the next is asked at once', async () => {
    const [student, teacher] = [await organisationPublished(the), await organisationPublished(the)];
    const address = await asked(the, campaign, [student, teacher]);

    setClock('2024-10-05T08:00:00Z');
    await eventually(async () => expect(await typesOf(address)).toContain('member-reminded'));
    setClock('2024-10-08T08:00:00Z');
    expect((await accept(address, await of(student))).body.code).toBe('invitation-expired');
    await eventually(async () =>
      expect(statuses((await the.call('GET', address, { token })).body)).toEqual(['expired', 'invited']),
    );
    expect((await accept(address, await of(student))).body.code).toBe('invitation-expired');
    expect((await accept(address, await of(teacher), '2')).body.status).toBe('matched');
  });

  it('expires once, on however many replicas', async () => {
    const other = await the.replica();
    const [student, teacher] = [await organisationPublished(the), await organisationPublished(the)];
    const address = await asked(the, campaign, [student, teacher]);
    setClock('2024-10-08T08:00:00Z');
    await Promise.all([the.service, other].map(({ app }) => app.get(CaseDeadlines).wake()));
    await eventually(async () =>
      expect(statuses((await the.call('GET', address, { token })).body)).toEqual(['expired', 'invited']),
    );
    await the.stop(other);
  });

  it('is superseded by one that is sent by hand', async () => {
    const [student, company] = [await organisationPublished(the), await organisationPublished(the)];
    const address = await asked(the, campaign, [student]);
    const invite = async () => post(`${address}/invitations`, token, { seat: 0, organisationId: company.id });
    expect(statuses((await invite()).body)).toEqual(['superseded', 'invited']);
    expect(statuses((await invite()).body)).toEqual(['superseded', 'invited']);
    expect((await accept(address, await of(student))).body.code).toBe('invitation-superseded');
  });

  it('may be given back: the seat is offered anew, and what was reserved is free', async () => {
    const [student, teacher] = [await organisationPublished(the), await organisationPublished(the)];
    const address = await asked(the, campaign, [student, teacher]);
    await accept(address, await of(student));
    const left = await post(`${address}/invitations/1/departure`, await of(student));
    expect(left.body).toMatchObject({ status: 'contacting', members: [] });
    expect(statuses((await the.call('GET', address, { token })).body)).toEqual(['left', 'invited']);
    expect(await reservedOf(student)).toEqual([]);
  });
});

describe('whoever takes back a consent or an offer', () => {
  const amended = async (organisation: OrganisationData, change: Partial<OrganisationData>, times = 1) => {
    const data = { ...organisation, ...change };
    for (let n = 0; n < times; n++)
      await the.streams.publish(organisationAmended, { subject: data.id, version: 2, data });
  };

  it('is asked no longer, told twice, and somebody else is', async () => {
    const [student, teacher] = [await organisationPublished(the), await organisationPublished(the)];
    const address = await asked(the, campaign, [student, teacher]);
    await amended(student, { consentsToMatching: false }, 2);
    await eventually(async () =>
      expect(statuses((await the.call('GET', address, { token })).body)).toEqual(['superseded', 'invited']),
    );
    expect((await accept(address, await of(student))).body.code).toBe('invitation-superseded');
  });

  it('is let out of the coalition whose seat it can no longer fill', async () => {
    const [student, teacher] = [await organisationPublished(the), await organisationPublished(the)];
    const address = await asked(the, campaign, [student, teacher]);
    await accept(address, await of(student));
    await amended(student, { offers: [offer('venue', 1)] });
    await eventually(async () =>
      expect(statuses((await the.call('GET', address, { token })).body)).toEqual(['left', 'invited']),
    );
    expect(await reservedOf(student)).toEqual([]);
  });

  /** Consent is withdrawn at the worst moment: when it has been read for a decision that is not written yet. */
  const withdrawnMeanwhile = (organisation: OrganisationData) => {
    const organisations = the.service.app.get(Organisations);
    const read = organisations.standings.bind(organisations);
    const withdrawn = { ...organisation, consentsToMatching: false };
    let happened: Promise<unknown> | undefined;
    return jest.spyOn(organisations, 'standings').mockImplementation(async (ids, session) => {
      const standings = await read(ids, session);
      if (session && ids.includes(organisation.id))
        await (happened ??= organisations.apply({
          subject: organisation.id,
          sequence: '0000000002',
          data: withdrawn,
        } as never));
      return standings;
    });
  };

  it('is not held to an acceptance that was being written meanwhile', async () => {
    const student = await organisationPublished(the);
    const address = await asked(the, campaign, [student]);
    const reading = withdrawnMeanwhile(student);

    expect(await accept(address, await of(student))).toMatchObject({ status: 409, body: { code: 'no-consent' } });
    expect(reading.mock.calls.length).toBeGreaterThan(1);
    expect(await reservedOf(student)).toEqual([]);
  });

  it('is not asked in the place of another, though it was to be when it was read', async () => {
    const [student, teacher, company] = [
      await organisationPublished(the),
      await organisationPublished(the),
      await organisationPublished(the),
    ];
    const address = await asked(the, campaign, [student, teacher, company]);
    const reading = withdrawnMeanwhile(teacher);

    const { body } = await post(`${address}/invitations/1/decline`, token, { reason: 'no-staff' });
    expect(reading.mock.calls.length).toBeGreaterThan(1);
    expect(body).toMatchObject({ invitations: [{ status: 'declined' }, { organisationId: company.id }] });
  });
});

describe('the capacity of an organisation', () => {
  it('is never exceeded by acceptances that race for it on two replicas', async () => {
    const other = await the.replica();
    const company = await organisationPublished(the, { offers: [offer('coaches', 5)] });
    const addresses: string[] = [];
    for (let n = 0; n < 12; n++) addresses.push(await asked(the, campaign, [company]));
    const own = await of(company);

    const answers = await Promise.all(
      addresses.map((address, at) =>
        fetch(`${(at % 2 === 0 ? the.service : other).url}${address}/invitations/1/acceptance`, {
          method: 'POST',
          headers: { authorization: `Bearer ${own}` },
        }).then(async (answer) => [answer.status, ((await answer.json()) as { code?: string }).code]),
      ),
    );

    expect(answers.filter(([status]) => status === 200)).toHaveLength(2);
    expect(answers.filter(([status]) => status !== 200)).toEqual(Array(10).fill([409, 'over-capacity']));
    expect(await reservedOf(company)).toHaveLength(2);
    await the.stop(other);
  });

  it('is free again on the day that nobody has promised it for', async () => {
    const student = await organisationPublished(the);
    await accept(await asked(the, campaign, [student]), await of(student));
    expect(await reservedOf(student)).toHaveLength(1);
    const refused = await post('/v1/cases', token, { campaignId: campaign, municipality: '2081', need: aNeed() });
    const address = `/v1/cases/${refused.body.id as string}`;
    const members = [{ organisationId: student.id, brings: [{ capability: 'coaches', amount: 2 }] }];
    await post(`${address}/inventory`, token, { members });
    expect((await post(`${address}/contact`, token, { proposal: 0 })).body.code).toBe('proposal-outdated');
  });
});

describe('who sees what', () => {
  it('is its counties for a coordinator, and its own cases for an organisation', async () => {
    const student = await organisationPublished(the);
    const address = await asked(the, campaign, [student]);
    const [dalarna, skane] = await Promise.all(
      ['20', '12'].map((county) => the.key.token('coordinator', { counties: [county] })),
    );
    expect((await the.call('GET', address, { token: dalarna! })).status).toBe(200);
    expect((await the.call('GET', address, { token: skane! })).body.code).toBe('not-in-your-counties');
    expect((await post(`${address}/closure`, skane!, { reason: 'mine' })).body.code).toBe('not-in-your-counties');
    expect((await post(`${address}/closure`, await of(student), { reason: 'mine' })).status).toBe(403);
    expect((await the.call('GET', address)).status).toBe(401);

    const total = async (as: string, query = '') =>
      (await the.call('GET', `/v1/cases?limit=1${query}`, { token: as })).body.page.total as number;
    expect(await total(skane!)).toBe(0);
    expect(await total(skane!, '&county=20')).toBe(0);
    expect(await total(dalarna!)).toBe(await total(token));
    expect(await total(await of(student))).toBe(1);
    expect(await total(await of(anOrganisation()))).toBe(0);
    expect(await total(token, '&status=identified&origin=survey&municipality=2081&campaign=none')).toBe(0);
  });

  it('is for an organisation neither who else was asked, nor why they declined, nor who may be next', async () => {
    const [student, teacher, company] = await Promise.all([1, 2, 3].map(() => organisationPublished(the)));
    const address = await asked(the, campaign, [student!, teacher!, company!]);
    await post(`${address}/invitations/1/decline`, await of(student!), { reason: 'no-staff' });

    const staff = JSON.stringify((await the.call('GET', address, { token })).body);
    for (const { id, name } of [student!, teacher!, company!]) {
      expect(staff).toContain(id);
      expect(staff).toContain(name);
    }
    const seen = (await the.call('GET', address, { token: await of(teacher!) })).body;
    expect(seen.invitations).toMatchObject([{ id: '2', organisationId: teacher!.id }]);
    expect(JSON.stringify(seen)).not.toMatch(new RegExp(`${student!.id}|${company!.id}|no-staff|inventory|proposals`));
    const former = (await the.call('GET', address, { token: await of(student!) })).body;
    expect(JSON.stringify(former)).not.toContain(teacher!.id);
    expect(former.invitations).toMatchObject([{ status: 'declined', declineReason: 'no-staff' }]);
  });
});
