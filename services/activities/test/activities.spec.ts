import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { campaignAmended } from '@kraftsamling/contracts';
import { eventually, ready } from '@kraftsamling/testing';
import type { Answer } from '@kraftsamling/testing';
import { Campaigns } from '../src/campaign/campaign.replica.ts';
import { running } from './running.ts';
import type { Running } from './running.ts';
import {
  aCampaign,
  added,
  anActivity,
  aVenue,
  campaignPublished,
  newId,
  organisationPublished,
  planned,
  published,
} from './samples.ts';

let the: Running;
let token: string;
let library: string;
let librarian: string;
let campaign: string;

beforeAll(async () => {
  the = await running(import.meta.url);
  token = the.secretariat;
  await ready(the.call);
  library = await organisationPublished(the);
  librarian = await the.key.token('organisation', { organisation: library });
  campaign = await campaignPublished(the);
});
afterAll(async () => the[Symbol.asyncDispose]());
afterEach(() => {
  jest.restoreAllMocks();
});

const plan = (change: Record<string, unknown> = {}, as = librarian) =>
  the.call('POST', '/v1/activities', { token: as, body: anActivity({ organisers: [library], ...change }) });

const planOne = (change: Record<string, unknown> = {}) =>
  planned(the.call, librarian, { organisers: [library], ...change });

const publishOne = (change: Record<string, unknown> = {}) =>
  published(the.call, librarian, { organisers: [library], campaigns: [campaign], ...change });

const publish = (id: string, as = librarian) => the.call('POST', `/v1/activities/${id}/publication`, { token: as });

const cancel = (id: string, as = librarian) =>
  the.call('POST', `/v1/activities/${id}/cancellation`, { token: as, body: { reason: 'illness' } });

async function amend(id: string, change: Record<string, unknown>, ifMatch?: string, as = librarian): Promise<Answer> {
  const { headers } = await the.call('GET', `/v1/activities/${id}`, { token });
  return the.call('PATCH', `/v1/activities/${id}`, {
    token: as,
    body: change,
    headers: { 'if-match': ifMatch ?? headers.get('etag') ?? '' },
  });
}

const eventNamesOf = async (id: string) =>
  (await the.streams.events()).filter(({ subject }) => subject === id).map(({ type }) => type.split('.')[2]);

const idsOf = ({ body }: Answer) => (body.items as { id: string }[]).map(({ id }) => id);

describe('POST /v1/activities', () => {
  it('plans an activity that nobody else sees, and publishes an event', async () => {
    const { status, headers, body } = await plan({ campaigns: [campaign] });

    expect({ status, etag: headers.get('etag'), location: headers.get('location') }).toEqual({
      status: 201,
      etag: '"1"',
      location: `/v1/activities/${body.id}`,
    });
    expect(body).toMatchObject({
      status: 'planned',
      county: '20',
      sessions: [
        {
          id: '1',
          start: '2024-11-15T09:00:00.000Z',
          end: '2024-11-15T11:00:00.000Z',
          localStart: '2024-11-15T10:00',
          localEnd: '2024-11-15T12:00',
        },
      ],
    });
    await eventually(async () => expect(await eventNamesOf(body.id as string)).toEqual(['planned']));
    expect(await the.call('GET', `/v1/activities/${body.id}`)).toMatchObject({ status: 404 });
    const other = await the.key.token('organisation', { organisation: 'another' });
    expect(await the.call('GET', `/v1/activities/${body.id}`, { token: other })).toMatchObject({ status: 404 });
    expect(await publish(body.id as string, other)).toMatchObject({ status: 404 });
    expect(await the.call('GET', `/v1/activities/${body.id}`, { token: librarian })).toMatchObject({ status: 200 });
  });

  it('keeps a weekly help desk at ten o’clock when summer time ends', async () => {
    const { body } = await plan({
      sessions: [
        {
          start: '2024-04-18T10:00',
          end: '2024-04-18T12:00',
          repeats: { every: 'week', until: '2024-11-16', except: ['2024-07-18'] },
        },
      ],
    });
    const sessions = body.sessions as { start: string; localStart: string }[];
    expect(sessions).toHaveLength(30);
    expect(sessions.every(({ localStart }) => localStart.endsWith('T10:00'))).toBe(true);
    expect(sessions.map(({ start }) => start)).toEqual(
      expect.arrayContaining(['2024-10-24T08:00:00.000Z', '2024-10-31T09:00:00.000Z']),
    );
  });

  it('plans the same activity once, however it is written and however often it is sent at once', async () => {
    const title = { sv: newId('Digital fika') };
    const body = { title, organisers: [library] };
    const answers = await Promise.all(Array.from({ length: 5 }, () => plan(body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);

    const again = {
      ...body,
      title: { sv: `${title.sv.toUpperCase()}!` },
      venue: { name: 'BORLÄNGE  bibliotek', accessibility: [] },
    };
    expect(await plan(again)).toMatchObject({ status: 409, body: { code: 'activity-exists' } });
    expect(await plan({ ...body, venue: { name: 'Medborgarhuset', accessibility: [] } })).toMatchObject({
      status: 201,
    });
  });

  it('takes what takes place instead of a cancelled activity', async () => {
    const title = { sv: newId('Digital fika') };
    await cancel(await planOne({ title }));
    expect(await plan({ title })).toMatchObject({ status: 201 });
  });

  it('waits for its campaigns to be known: what was never announced is in no event', async () => {
    const late = aCampaign();
    const body = anActivity({ organisers: [library], campaigns: [campaign, late.id] });
    const send = () => the.call('POST', '/v1/activities', { token: librarian, body });
    expect(await send()).toMatchObject({
      status: 422,
      body: { code: 'unknown-campaign', errors: [{ pointer: '/campaigns/1' }] },
    });
    await campaignPublished(the, late);
    expect(await send()).toMatchObject({ status: 201 });
  });

  it('refuses telephone numbers among its topics, and more topics than figures can show', async () => {
    const topics = ['call-070-123-45-67'];
    expect(await plan({ topics })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/topics/0', code: 'contact-in-title' }] },
    });
    expect(await plan({ topics: Array.from({ length: 11 }, (_, at) => `t${at}`) })).toMatchObject({ status: 422 });
  });

  it('answers the same again to the same Idempotency-Key', async () => {
    const body = anActivity({ organisers: [library] });
    const headers = { 'idempotency-key': newId('a-key-of-the-client') };
    const first = await the.call('POST', '/v1/activities', { token: librarian, body, headers });
    const second = await the.call('POST', '/v1/activities', { token: librarian, body, headers });
    expect(second).toMatchObject({ status: 201, body: { id: first.body.id } });
  });

  it('is for organisations in their own name, and for others in the places they look after', async () => {
    const as = async (role: string, claims: Record<string, unknown>) =>
      (await plan({ organisers: [library, 'another'] }, await the.key.token(role, claims))).status;

    expect(await as('organisation', { organisation: library })).toBe(201);
    expect(await as('organisation', { organisation: 'another' })).toBe(201);
    expect(await as('organisation', { organisation: 'a-third' })).toBe(403);
    expect(await as('municipality', { municipality: '2081' })).toBe(201);
    expect(await as('municipality', { municipality: '2080' })).toBe(403);
    expect(await as('coordinator', { counties: ['20'] })).toBe(201);
    expect(await as('coordinator', { counties: ['01', '03'] })).toBe(403);
    expect(await as('secretariat', {})).toBe(201);
    expect(await as('juror', { award: 'an-award' })).toBe(403);
    expect(await the.call('POST', '/v1/activities', { body: anActivity() })).toMatchObject({ status: 401 });
  });
});

describe('GET /v1/activities', () => {
  it('lists what the caller may change, in every state', async () => {
    const place = { municipality: '2584', venue: { name: 'Folkets hus', accessibility: [] } };
    const mine = await planOne(place);
    const cancelled = await planOne(place);
    await cancel(cancelled);
    const elsewhere = await planOne();
    const byAnother = await planned(the.call, token, { ...place, organisers: ['another'] });
    const seen = async (role: string, claims: Record<string, unknown>, query = '') =>
      idsOf(await the.call('GET', `/v1/activities?limit=100${query}`, { token: await the.key.token(role, claims) }));

    expect(await seen('municipality', { municipality: '2584' })).toEqual([mine, cancelled, byAnother]);
    expect(await seen('coordinator', { counties: ['25'] })).toEqual([mine, cancelled, byAnother]);
    expect(await seen('coordinator', { counties: ['25'] }, '&county=20')).toEqual([]);
    expect(await seen('coordinator', { counties: ['25'] }, '&status=cancelled')).toEqual([cancelled]);
    expect(await seen('organisation', { organisation: 'another' }, '&municipality=2584')).toEqual([byAnother]);
    expect(await seen('secretariat', {}, `&municipality=2584&organisation=${library}`)).toEqual([mine, cancelled]);
    expect(await seen('organisation', { organisation: library })).toContain(elsewhere);
    expect(await the.call('GET', '/v1/activities')).toMatchObject({ status: 401 });
  });
});

describe('POST /v1/activities/{id}/publication', () => {
  it('shows the activity to everybody, and publishes one event', async () => {
    const id = await planOne({ campaigns: [campaign] });
    expect(await publish(id)).toMatchObject({ status: 200, body: { status: 'published', yearRoundIn: [] } });
    expect(await publish(id)).toMatchObject({ status: 200, headers: expect.anything(), body: { status: 'published' } });

    expect(await the.call('GET', `/v1/activities/${id}`)).toMatchObject({ status: 200, body: { status: 'published' } });
    await eventually(async () => expect(await eventNamesOf(id)).toEqual(['planned', 'published']));
  });

  it('is refused until the campaign is known, and then is not', async () => {
    const id = await planOne({ campaigns: [campaign] });
    // As it is after a restore of what campaigns have said.
    const replica = jest.spyOn(Campaigns.prototype, 'known').mockResolvedValue(new Map());
    expect(await publish(id)).toMatchObject({
      status: 422,
      body: { code: 'unknown-campaign', errors: [{ pointer: '/campaigns/0' }] },
    });

    replica.mockRestore();
    expect(await publish(id)).toMatchObject({ status: 200 });
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['costs money', { freeOfCharge: false }, 'not-free-of-charge', '/freeOfCharge'],
    [
      'takes place outside the counting period',
      { sessions: [{ start: '2024-11-17T10:00', end: '2024-11-17T12:00' }] },
      'outside-counting-period',
      '/sessions',
    ],
    ['has an organiser that is not known', { organisers: ['nobody'] }, 'unknown-organisation', '/organisers/0'],
  ])('refuses what %s', async (_, change, code, pointer) => {
    const id = await planned(the.call, token, { organisers: [library], campaigns: [campaign], ...change });
    expect(await publish(id, token)).toMatchObject({ status: 422, body: { code, errors: [{ pointer, code }] } });
  });

  it('refuses what belongs to a campaign that is closed', async () => {
    const closed = await campaignPublished(the, { status: 'closed', closedAt: '2024-11-17T00:00:00.000Z' });
    const id = await planOne({ campaigns: [closed] });
    expect(await publish(id)).toMatchObject({ status: 422, body: { code: 'campaign-closed' } });
  });

  it('marks what takes place outside the days of a campaign as year-round work there', async () => {
    const id = await planOne({
      campaigns: [campaign],
      sessions: [{ start: '2024-10-15T10:00', end: '2024-10-15T12:00' }],
    });
    expect(await publish(id)).toMatchObject({ status: 200, body: { yearRoundIn: [campaign] } });
  });
});

describe('PATCH /v1/activities/{id}', () => {
  it('changes the fields that are given, aloud when everybody may know them', async () => {
    const id = await publishOne();
    expect(await amend(id, { description: { sv: 'Ta med id-handling.' } })).toMatchObject({ status: 200 });
    expect(await amend(id, { capacity: 12 })).toMatchObject({
      status: 200,
      body: { capacity: 12, description: { sv: 'Ta med id-handling.' } },
    });
    await eventually(async () => expect(await eventNamesOf(id)).toEqual(['planned', 'published', 'amended']));
  });

  it('lets one of two people who edit at once through', async () => {
    const id = await publishOne();
    const answers = await Promise.all([amend(id, { capacity: 1 }, '"2"'), amend(id, { capacity: 2 }, '"2"')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('must say which version was read', async () => {
    const id = await planOne();
    expect(await the.call('PATCH', `/v1/activities/${id}`, { token: librarian, body: { capacity: 1 } })).toMatchObject({
      status: 428,
    });
  });

  it('keeps the id of a session that is moved', async () => {
    const id = await publishOne();
    const { body } = await amend(id, {
      sessions: [
        { start: '2024-11-14T10:00', end: '2024-11-14T12:00' },
        { id: '1', start: '2024-11-16T10:00', end: '2024-11-16T12:00' },
      ],
    });
    expect(
      (body.sessions as { id: string; localStart: string }[]).map(({ id, localStart }) => [id, localStart]),
    ).toEqual([
      ['2', '2024-11-14T10:00'],
      ['1', '2024-11-16T10:00'],
    ]);
  });

  it('holds what is published to the rules of its campaigns', async () => {
    const id = await publishOne();
    expect(await amend(id, { freeOfCharge: false })).toMatchObject({
      status: 422,
      body: { code: 'not-free-of-charge' },
    });
    expect(await amend(id, { campaigns: ['not-known-yet'] })).toMatchObject({
      status: 422,
      body: { code: 'unknown-campaign' },
    });
  });

  it('refuses to become an activity that is there', async () => {
    const title = { sv: newId('Digital fika') };
    await planOne({ title });
    expect(await amend(await planOne(), { title })).toMatchObject({ status: 409, body: { code: 'activity-exists' } });
  });

  it('hands nothing over to where the caller could not have planned it', async () => {
    const id = await publishOne();
    const coordinator = await the.key.token('coordinator', { counties: ['20'] });
    expect(await amend(id, { municipality: '0114' }, undefined, coordinator)).toMatchObject({
      status: 403,
      body: { code: 'not-in-your-counties' },
    });
    for (const each of [id, await planOne()])
      expect(await amend(each, { organisers: ['another'] })).toMatchObject({
        status: 403,
        body: { code: 'not-yours' },
      });
  });

  it('is for its organisers and those who look after the place', async () => {
    const id = await publishOne();
    const other = await the.key.token('organisation', { organisation: 'another' });
    expect(await amend(id, { capacity: 3 }, undefined, other)).toMatchObject({
      status: 403,
      body: { code: 'not-yours' },
    });
    const borlange = await the.key.token('municipality', { municipality: '2081' });
    expect(await amend(id, { capacity: 3 }, undefined, borlange)).toMatchObject({ status: 200 });
  });
});

describe('an activity in a venue that is booked here', () => {
  const room = (change: Record<string, unknown> = {}) =>
    added(the.call, token, aVenue({ municipality: '2081', ...change }));
  const inRoom = (venueId: string, change: Record<string, unknown> = {}) =>
    plan({ venue: undefined, venueId, ...change });

  async function book(activityId: string, resourceId: string): Promise<string> {
    const body = { activityId, resourceIds: [resourceId] };
    const held = await the.call('POST', '/v1/bookings', { token: librarian, body });
    const id = held.body.id as string;
    await the.call('POST', `/v1/bookings/${id}/confirmation`, { token: librarian });
    return id;
  }

  it('has its name, place and accessibility from there', async () => {
    const venueId = await room({ name: 'Röda rummet', accessibility: ['hearing-loop'] });
    expect(await inRoom(venueId)).toMatchObject({
      status: 201,
      body: { venue: { resourceId: venueId, name: 'Röda rummet', accessibility: ['hearing-loop'] } },
    });
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['is unknown', { venueId: 'nothing' }, 'unknown-venue', '/venueId'],
    ['is in another municipality than stated', { municipality: '2080' }, 'venue-elsewhere', '/municipality'],
    ['is given twice', { venue: { name: 'Biblioteket', accessibility: [] } }, 'one-venue', '/venueId'],
  ])('is refused when the venue %s', async (_, change, code, pointer) => {
    expect(await inRoom(await room(), change)).toMatchObject({ status: 422, body: { code, errors: [{ pointer }] } });
  });

  it('is published when the venue has been booked for it', async () => {
    const venueId = await room();
    const { body } = await inRoom(venueId);
    const id = body.id as string;
    expect(await publish(id)).toMatchObject({
      status: 422,
      body: { code: 'venue-not-booked', errors: [{ pointer: '/venue' }] },
    });

    const booking = await book(id, venueId);
    expect(await publish(id)).toMatchObject({ status: 200, body: { bookings: [booking] } });
    expect((await the.call('GET', `/v1/activities/${id}`)).body).not.toHaveProperty('bookings');
    expect((await the.call('GET', `/v1/activities/${id}`, { token: librarian })).body.bookings).toEqual([booking]);
    expect(await amend(id, { sessions: [{ start: '2024-11-15T11:00', end: '2024-11-15T12:00' }] })).toMatchObject({
      status: 409,
      body: { code: 'sessions-booked' },
    });
    expect(await amend(id, { venueId: await room() })).toMatchObject({ body: { code: 'venue-not-booked' } });
    expect(await amend(id, { municipality: '2080' })).toMatchObject({ body: { code: 'venue-elsewhere' } });
    expect(await the.call('POST', `/v1/bookings/${booking}/release`, { token: librarian })).toMatchObject({
      body: { code: 'activity-published' },
    });
  });

  it('moves to another venue, booked or not', async () => {
    const [first, second] = [await room(), await room()];
    const { body } = await inRoom(first);
    const id = body.id as string;
    const booking = await book(id, first);
    await publish(id);

    await book(id, second);
    expect(await amend(id, { venueId: second })).toMatchObject({
      status: 200,
      body: { venue: { resourceId: second } },
    });
    expect(await the.call('POST', `/v1/bookings/${booking}/release`, { token: librarian })).toMatchObject({
      status: 200,
    });
    const library = { name: 'Biblioteket', accessibility: [] };
    expect(await amend(id, { venue: library })).toMatchObject({ status: 200, body: { venue: library } });
  });
});

describe('POST /v1/activities/{id}/cancellation', () => {
  it('cancels for good, and publishes one event', async () => {
    const id = await publishOne();
    expect(await cancel(id)).toMatchObject({
      status: 200,
      body: { status: 'cancelled', cancellationReason: 'illness' },
    });
    expect(await cancel(id)).toMatchObject({ status: 200 });

    expect(await publish(id)).toMatchObject({ status: 409, body: { code: 'activity-cancelled' } });
    expect(await amend(id, { capacity: 3 })).toMatchObject({ status: 409, body: { code: 'activity-cancelled' } });
    expect(await the.call('GET', `/v1/activities/${id}`)).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    await eventually(async () => expect(await eventNamesOf(id)).toEqual(['planned', 'published', 'cancelled']));
  });

  it('shows nobody what was never in the programme', async () => {
    const id = await planOne();
    await cancel(id);
    expect(await the.call('GET', `/v1/activities/${id}`)).toMatchObject({ status: 404 });
    expect(await the.call('GET', `/v1/activities/${id}`, { token: librarian })).toMatchObject({ status: 200 });
  });
});

describe('GET /v1/campaigns/{id}/affected-activities', () => {
  it('lists what the changed rules of a campaign would refuse or mark otherwise, until that is mended', async () => {
    const data = aCampaign();
    await campaignPublished(the, data);
    const early = await publishOne({
      campaigns: [data.id],
      sessions: [{ start: '2024-04-18T10:00', end: '2024-04-18T12:00' }],
    });
    const onTheDay = await publishOne({ campaigns: [data.id] });
    const unaffected = await publishOne({
      campaigns: [data.id],
      sessions: [{ start: '2024-11-16T10:00', end: '2024-11-16T12:00' }],
    });
    const list = async (query = '') =>
      the.call('GET', `/v1/campaigns/${data.id}/affected-activities${query}`, { token });
    expect(await list()).toMatchObject({ status: 200, body: { items: [], page: { total: 0 } } });

    const amended = { ...data, days: ['2024-11-16'], countingPeriod: { from: '2024-05-01', to: '2024-11-16' } };
    await the.streams.publish(campaignAmended, { subject: data.id, version: 2, data: amended });

    const { body } = await eventually(async () => {
      const answer = await list();
      expect(answer.body.page.total).toBe(2);
      return answer;
    });
    expect(body.items).toMatchObject([
      { id: early, faults: [{ pointer: '/sessions', code: 'outside-counting-period' }] },
      { id: onTheDay, faults: [], yearRound: true },
    ]);
    expect(body.items[0]).not.toHaveProperty('yearRound');
    expect(idsOf(await list('?limit=1&page=2'))).toEqual([onTheDay]);

    expect(await publish(onTheDay)).toMatchObject({ body: { yearRoundIn: [data.id] } });
    await cancel(early);
    expect((await list()).body).toMatchObject({ items: [] });
    expect(await the.call('GET', `/v1/activities/${unaffected}`)).toMatchObject({ body: { status: 'published' } });
    await eventually(async () => expect(await eventNamesOf(onTheDay)).toEqual(['planned', 'published', 'amended']));
  });

  it('is for those who look after the places', async () => {
    const path = `/v1/campaigns/${campaign}/affected-activities`;
    expect(await the.call('GET', path, { token: librarian })).toMatchObject({ status: 403 });
    expect(await the.call('GET', '/v1/campaigns/nothing/affected-activities', { token })).toMatchObject({
      status: 404,
    });
  });
});

describe('what this service has published', () => {
  it('holds no long texts and no addresses', async () => {
    const id = await publishOne({
      description: { sv: 'Fråga efter Eva.' },
      yearRoundHelp: { sv: 'Eva hjälper dig hela året.' },
      venue: { name: 'Medborgarhuset', address: 'Evas väg 1', accessibility: [] },
    });
    await eventually(async () => expect(await eventNamesOf(id)).toEqual(['planned', 'published']));
    const events = (await the.streams.events()).filter(({ subject }) => subject === id);
    expect(JSON.stringify(events)).not.toContain('Eva');
    expect(events[0]?.data).toMatchObject({ offersYearRoundHelp: true });
  });
});

describe('POST and DELETE /v1/activities/{id}/agreement', () => {
  const agree = (id: string, as: string) => the.call('POST', `/v1/activities/${id}/agreement`, { token: as });
  const read = (id: string, as?: string) =>
    the.call('GET', `/v1/activities/${id}`, as === undefined ? {} : { token: as });
  const organisersIn = async (id: string) =>
    (await the.streams.events()).filter(({ subject }) => subject === id).map(({ data }) => data['organisers']);

  it('makes an organiser of whom others have named, who is nowhere public before', async () => {
    const club = await organisationPublished(the);
    const member = await the.key.token('organisation', { organisation: club });
    const id = await planOne({ organisers: [library, club] });
    await publish(id);

    expect(await read(id)).toMatchObject({ body: { organisers: [library] } });
    expect(JSON.stringify((await read(id)).body)).not.toContain(club);
    expect(await read(id, librarian)).toMatchObject({ body: { organisers: [library], invited: [club] } });
    const { body } = await the.call('GET', '/v1/activities', { token: member });
    expect(body).toMatchObject({ items: [{ id }], page: { total: 1 } });
    expect(await amend(id, { capacity: 4 }, undefined, member)).toMatchObject({ status: 403 });

    expect(await agree(id, member)).toMatchObject({ status: 200, body: { organisers: [library, club], invited: [] } });
    expect(await agree(id, member)).toMatchObject({ status: 200 });
    await eventually(async () => expect((await organisersIn(id)).at(-1)).toEqual([library, club]));
    expect((await organisersIn(id)).slice(0, -1).flat()).not.toContain(club);
    expect(await the.call('GET', `/v1/programme?organisation=${club}`)).toMatchObject({ body: { page: { total: 1 } } });
  });

  it('is declined, and is not there for who has not been named', async () => {
    const id = await planOne({ organisers: [library, 'another'] });
    const another = await the.key.token('organisation', { organisation: 'another' });
    const stranger = await the.key.token('organisation', { organisation: 'stranger' });
    const hidden = { status: 404, body: { code: 'not-found' } };
    expect(await agree(id, stranger)).toMatchObject(hidden);
    expect(await read(id, another)).toMatchObject({ status: 200 });

    const decline = () => the.call('DELETE', `/v1/activities/${id}/agreement`, { token: another });
    expect(await decline()).toMatchObject({ status: 204 });
    expect(await read(id, another)).toMatchObject(hidden);
    expect(await decline()).toMatchObject(hidden);
    expect(await agree(id, another)).toMatchObject(hidden);
  });

  it('is not needed by those who answer for the place', async () => {
    const body = anActivity({ organisers: [library, 'another'] });
    expect(await the.call('POST', '/v1/activities', { token, body })).toMatchObject({
      body: { organisers: [library, 'another'], invited: [] },
    });
  });
});
