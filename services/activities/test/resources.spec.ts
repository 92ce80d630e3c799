import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kraftsamling/testing';
import { aCoach, added, anOrganisation, aVenue, organisationPublished } from './samples.ts';
import { running } from './running.ts';
import type { Running } from './running.ts';

let the: Running;
let token: string;

beforeAll(async () => {
  the = await running(import.meta.url);
  token = the.secretariat;
});
afterAll(async () => the[Symbol.asyncDispose]());

const add = (body: unknown, as = token) => the.call('POST', '/v1/resources', { token: as, body });
const amend = (id: string, body: unknown, version = 1, as = token) =>
  the.call('PATCH', `/v1/resources/${id}`, { token: as, body, headers: { 'if-match': `"${version}"` } });
const eventsOf = async (id: string) => (await the.streams.events()).filter(({ subject }) => subject === id);

describe('POST /v1/resources', () => {
  it('adds a venue, and publishes it without its address and hours', async () => {
    const { status, headers, body } = await add(
      aVenue({ address: 'Hagavägen 1', hours: { from: '08:00', to: '20:00' } }),
    );
    expect({ status, location: headers.get('location') }).toEqual({
      status: 201,
      location: `/v1/resources/${body.id}`,
    });
    expect(body).toMatchObject({ county: '20', status: 'available', address: 'Hagavägen 1', hours: { to: '20:00' } });

    const event = await eventually(async () => {
      const [added] = await eventsOf(body.id as string);
      expect(added).toMatchObject({ type: 'activities.resource.added.v1', data: { kind: 'venue', capacity: 40 } });
      return JSON.stringify(added);
    });
    expect(event).not.toMatch(/Hagavägen|20:00/);
  });

  it('refuses organisations that there are none of, until they are known', async () => {
    const late = anOrganisation();
    const body = aVenue({ bookers: ['nobody'], organisationId: late.id });
    expect(await add(body)).toMatchObject({
      status: 422,
      body: {
        code: 'unknown-organisation',
        errors: [{ pointer: '/organisationId' }, { pointer: '/bookers/0', code: 'unknown-organisation' }],
      },
    });
    await organisationPublished(the, late);
    expect(await add({ ...body, bookers: [] })).toMatchObject({ status: 201, body: { bookableBy: 'anyone' } });
  });

  it('adds a coach, of whom nothing is published that gives away who it is', async () => {
    expect(await add(aCoach())).toMatchObject({ status: 201, body: { kind: 'coach', languages: ['sv', 'ar'] } });
    expect(await add(aCoach({ name: 'Eva Exempel' }))).toMatchObject({
      status: 422,
      body: { code: 'not-of-a-coach', errors: [{ pointer: '/name' }] },
    });
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['a venue without a name', { name: undefined }, 'name-missing', '/name'],
    ['a name with a telephone number in it', { name: 'Salen, 0243-740 00' }, 'contact-in-title', '/name'],
    ['a number in its words', { accessibility: ['ring-070-123-45-67'] }, 'contact-in-title', '/accessibility/0'],
    ['a number in its topics', { topics: ['ring-070-123-45-67'] }, 'contact-in-title', '/topics/0'],
    ['an unknown municipality', { municipality: '2018' }, 'unknown-municipality', '/municipality'],
    ['hours that end when they begin', { hours: { from: '20:00', to: '20:00' } }, 'hours-empty', '/hours'],
  ])('refuses %s', async (_, change, code, pointer) => {
    expect(await add(aVenue(change))).toMatchObject({ status: 422, body: { code, errors: [{ pointer, code }] } });
  });

  it.each<[string, Record<string, unknown>]>([
    ['a capacity of zero', { capacity: 0 }],
    ['hours that no clock shows', { hours: { from: '25:00', to: '26:00' } }],
    ['a position that is nowhere', { position: { latitude: 91, longitude: 15 } }],
    ['unknown fields', { price: 100 }],
  ])('refuses %s', async (_, change) => {
    expect(await add(aVenue(change))).toMatchObject({ status: 422, body: { code: 'invalid-input' } });
  });

  it('is for those whose it is, and for those who look after where it is', async () => {
    const [own, other, borlange, falun, dalarna, stockholm] = await Promise.all([
      the.key.token('organisation', { organisation: 'library' }),
      the.key.token('organisation', { organisation: 'another' }),
      the.key.token('municipality', { municipality: '2081' }),
      the.key.token('municipality', { municipality: '2080' }),
      the.key.token('coordinator', { counties: ['20'] }),
      the.key.token('coordinator', { counties: ['01'] }),
    ]);
    const venue = aVenue({ organisationId: 'library' });
    for (const as of [own, borlange, dalarna]) expect(await add(venue, as)).toMatchObject({ status: 201 });
    for (const as of [other, falun]) expect(await add(venue, as)).toMatchObject({ body: { code: 'not-yours' } });
    expect(await add(venue, stockholm)).toMatchObject({ status: 403, body: { code: 'not-in-your-counties' } });
    expect(await the.call('POST', '/v1/resources', { body: venue })).toMatchObject({ status: 401 });
  });
});

describe('GET /v1/resources', () => {
  it('is for everybody, and finds by kind, place, owner and status', async () => {
    const owner = await organisationPublished(the);
    const venue = await added(the.call, token, aVenue({ organisationId: owner, municipality: '2480' }));
    const coach = await added(the.call, token, aCoach({ organisationId: owner, municipality: '2480' }));

    const ids = async (query: string) => {
      const { body } = await the.call('GET', `/v1/resources?organisation=${owner}&${query}`);
      return (body.items as { id: string }[]).map(({ id }) => id);
    };
    expect(await ids('')).toEqual([venue, coach]);
    expect(await ids('kind=coach&municipality=2480&county=24&status=available')).toEqual([coach]);
    expect(await ids('status=retired')).toEqual([]);
    expect(await the.call('GET', '/v1/resources?kind[$ne]=coach')).toMatchObject({ status: 422 });
    expect(await the.call('GET', `/v1/resources/${venue}`)).toMatchObject({ status: 200, body: { id: venue } });
    expect(await the.call('GET', '/v1/resources/nothing')).toMatchObject({ status: 404 });
  });
});

describe('PATCH /v1/resources/{id}', () => {
  it('publishes a change only if everybody may know of it', async () => {
    const id = await added(the.call, token, aVenue());
    expect(await amend(id, { hours: { from: '00:00', to: '24:00' } })).toMatchObject({ status: 200 });
    expect(await amend(id, { capacity: 45 }, 2)).toMatchObject({ status: 200, body: { capacity: 45 } });
    await eventually(async () => {
      const events = await eventsOf(id);
      expect(events.map(({ type }) => type)).toEqual([
        'activities.resource.added.v1',
        'activities.resource.amended.v1',
      ]);
    });
  });

  it('changes neither what it is nor whose', async () => {
    const id = await added(the.call, token, aVenue());
    for (const change of [{ kind: 'coach' }, { organisationId: 'another' }, { municipality: '2080' }, { name: null }])
      expect(await amend(id, change)).toMatchObject({ status: 422, body: { code: 'invalid-input' } });
  });

  it('must say which version was read', async () => {
    const id = await added(the.call, token, aVenue());
    expect(await the.call('PATCH', `/v1/resources/${id}`, { token, body: {} })).toMatchObject({ status: 428 });
    expect(await amend(id, { capacity: 1 }, 7)).toMatchObject({ status: 412 });
  });

  it('is not for others', async () => {
    const id = await added(the.call, token, aVenue());
    const other = await the.key.token('organisation', { organisation: 'another' });
    expect(await amend(id, { capacity: 1 }, 1, other)).toMatchObject({ status: 403, body: { code: 'not-yours' } });
  });
});

describe('POST /v1/resources/{id}/retirement', () => {
  it('happens once, and nothing changes after that', async () => {
    const id = await added(the.call, token, aVenue());
    const retire = () => the.call('POST', `/v1/resources/${id}/retirement`, { token });
    const { body } = await retire();
    expect(body).toMatchObject({ status: 'retired' });
    expect(await retire()).toMatchObject({ status: 200, body });
    expect(await amend(id, { capacity: 1 }, 2)).toMatchObject({ status: 409, body: { code: 'resource-retired' } });
    await eventually(async () => expect(await eventsOf(id)).toHaveLength(2));
  });
});
