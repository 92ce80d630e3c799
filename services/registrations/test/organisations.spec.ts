import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kraftsamling/testing';
import { mongo } from 'mongoose';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { anOrganisation, announced, contact, submitted } from './samples.ts';

let the: Running;
let token: string;
let dalarna: string;
let stockholm: string;

beforeAll(async () => {
  the = await running(import.meta.url);
  token = the.secretariat;
  dalarna = await the.key.token('coordinator', { counties: ['20'] });
  stockholm = await the.key.token('coordinator', { counties: ['01'] });
});
afterAll(async () => the[Symbol.asyncDispose]());

const add = (change: Record<string, unknown> = {}, as = token) =>
  the.call('POST', '/v1/organisations', { token: as, body: anOrganisation({ contacts: [contact], ...change }) });

/** Ten digits with the right check digit, a new one each time. */
let next = 556_100_000;
function organisationNumber(): string {
  const nine = String(++next);
  const sum = Array.from(nine, Number).reduce((total, digit, at) => {
    const value = at % 2 === 0 ? digit * 2 : digit;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${nine}${(10 - (sum % 10)) % 10}`;
}

describe('POST /v1/organisations', () => {
  it('adds an organisation, and publishes it without contacts and number', async () => {
    const { status, headers, body } = await add({ organisationNumber: organisationNumber() });
    expect({ status, location: headers.get('location') }).toEqual({
      status: 201,
      location: `/v1/organisations/${body.id}`,
    });
    expect(body).toMatchObject({ county: '20', worksIn: { municipalities: ['2081'] }, consentsToMatching: false });

    const event = await eventually(async () => {
      const [joined] = (await the.streams.events()).filter(({ subject }) => subject === body.id);
      expect(joined).toMatchObject({ type: 'registrations.organisation.joined.v1', data: { name: body.name } });
      return JSON.stringify(joined);
    });
    expect(event).not.toContain(body.organisationNumber);
    expect(event).not.toContain(contact.email);
  });

  it('lets a coordinator add in their own counties', async () => {
    expect(await add({}, dalarna)).toMatchObject({ status: 201 });
    expect(await add({}, stockholm)).toMatchObject({ status: 403, body: { code: 'not-in-your-counties' } });
  });

  it('is not for everyone', async () => {
    expect(await the.call('POST', '/v1/organisations', { body: anOrganisation() })).toMatchObject({ status: 401 });
    const library = await the.key.token('organisation', { organisation: 'library' });
    expect(await add({}, library)).toMatchObject({ status: 403 });
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    [
      'a number that is none',
      { organisationNumber: '556036-0794' },
      'organisation-number-invalid',
      '/organisationNumber',
    ],
    ['an unknown municipality', { municipality: '2018' }, 'unknown-municipality', '/municipality'],
    ['an unknown county', { worksIn: { counties: ['02'] } }, 'unknown-county', '/worksIn/counties/0'],
  ])('refuses %s', async (_, change, code, pointer) => {
    expect(await add(change)).toMatchObject({ status: 422, body: { code, errors: [{ pointer, code }] } });
  });

  it('suggests municipalities', async () => {
    const { body } = await add({ municipality: 'Borlange' });
    expect(body.errors[0].detail).toContain('2081 Borlänge');
  });

  it('refuses one that is known, by its number or by its name and municipality', async () => {
    const number = organisationNumber();
    await add({ organisationNumber: number });
    expect(await add({ organisationNumber: `16${number}` })).toMatchObject({
      status: 409,
      body: { code: 'organisation-exists' },
    });
    const { body } = await add();
    expect(await add({ name: (body.name as string).toUpperCase() })).toMatchObject({ status: 409 });
  });

  it('lets one of many who add the same at once through', async () => {
    const name = anOrganisation().name;
    const answers = await Promise.all(Array.from({ length: 8 }, () => add({ name })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
  });
});

describe('GET /v1/organisations', () => {
  it('shows nobody contacts, numbers or the names of sole traders', async () => {
    await add({ name: 'Eva Exempel Data', organisationNumber: '811228-9874', municipality: '0114' });
    const { body } = await the.call('GET', '/v1/organisations?county=01');
    expect(body.items).toHaveLength(1);
    expect(JSON.stringify(body)).not.toMatch(/Eva|8112289874|identity|soleTrader/);
  });

  it('searches by category, county and municipality', async () => {
    await add({ category: 'service-centre', municipality: '2480' });
    const found = await the.call('GET', '/v1/organisations?category=service-centre&municipality=2480&county=24');
    expect(found.body).toMatchObject({ items: [{ municipality: '2480' }], page: { total: 1 } });
    expect(await the.call('GET', '/v1/organisations?category=company&municipality=2480')).toMatchObject({
      body: { items: [], page: { total: 0 } },
    });
  });

  it('refuses what it cannot search by', async () => {
    expect(await the.call('GET', '/v1/organisations?category[$ne]=x')).toMatchObject({ status: 422 });
    expect(await the.call('GET', '/v1/organisations?name=x')).toMatchObject({ status: 422 });
  });
});

describe('GET /v1/organisations/{id}', () => {
  it('shows contacts and number to itself and to those who look after it only', async () => {
    const { body } = await add({ organisationNumber: organisationNumber() });
    const address = `/v1/organisations/${body.id}`;
    const own = await the.key.token('organisation', { organisation: body.id });
    const other = await the.key.token('organisation', { organisation: 'another' });

    for (const reader of [token, dalarna, own])
      expect(await the.call('GET', address, { token: reader })).toMatchObject({
        status: 200,
        body: { contacts: [contact] },
      });
    for (const reader of [undefined, stockholm, other]) {
      const { body: seen } = await the.call('GET', address, reader === undefined ? {} : { token: reader });
      expect(seen).toMatchObject({ id: body.id, name: body.name });
      expect(seen).not.toHaveProperty('contacts');
      expect(seen).not.toHaveProperty('organisationNumber');
    }
  });

  it('puts on record who of the staff has read contacts', async () => {
    const { body } = await add();
    await the.call('GET', `/v1/organisations/${body.id}`, { token: dalarna });

    await using client = await mongo.MongoClient.connect(the.isolation.env.MONGODB_URI);
    const entries = await client
      .db(the.isolation.database)
      .collection('audit')
      .find({ id: body.id })
      .sort({ at: 1 })
      .toArray();
    expect(entries).toMatchObject([
      { did: 'added', role: 'secretariat', thing: 'organisation' },
      { did: 'read-contacts', role: 'coordinator', who: 'test-coordinator' },
    ]);
    expect(JSON.stringify(entries)).not.toContain('Eva');
  });
});

describe('PATCH /v1/organisations/{id}', () => {
  const amend = (id: string, body: Record<string, unknown>, as: string, version = 1) =>
    the.call('PATCH', `/v1/organisations/${id}`, { token: as, body, headers: { 'if-match': `"${version}"` } });

  it('is for those who look after it and for itself', async () => {
    const { body } = await add();
    const own = await the.key.token('organisation', { organisation: body.id });

    expect(await amend(body.id as string, { consentsToMatching: true }, stockholm)).toMatchObject({
      status: 403,
      body: { code: 'not-yours' },
    });
    expect(await amend(body.id as string, { consentsToMatching: true }, own)).toMatchObject({
      status: 200,
      body: { consentsToMatching: true, name: body.name, contacts: [contact] },
    });
    expect(await amend(body.id as string, { contacts: [] }, dalarna, 2)).toMatchObject({
      status: 200,
      body: { contacts: [] },
    });
    const types = await eventually(async () => {
      const mine = (await the.streams.events()).filter(({ subject }) => subject === body.id);
      expect(mine).toHaveLength(3);
      return mine.map(({ type }) => type);
    });
    // The last of them says since when links go to another contact, and nothing of whom.
    expect(types).toEqual([
      'registrations.organisation.joined.v1',
      'registrations.organisation.amended.v1',
      'registrations.organisation.amended.v1',
    ]);
  });

  it('leaves who it is to those who look after it', async () => {
    const { body } = await add();
    const own = await the.key.token('organisation', { organisation: body.id });
    for (const change of [{ organisationNumber: organisationNumber() }, { name: 'Another' }, { municipality: '2080' }])
      expect(await amend(body.id as string, change, own)).toMatchObject({
        status: 403,
        body: { code: 'identity-is-fixed' },
      });
    expect(await amend(body.id as string, { name: `Another ${body.id}` }, dalarna)).toMatchObject({ status: 200 });
  });

  it('must say which version was read, and refuses another', async () => {
    const { body } = await add();
    expect(await the.call('PATCH', `/v1/organisations/${body.id}`, { token, body: {} })).toMatchObject({ status: 428 });
    expect(await amend(body.id as string, { category: 'company' }, token, 7)).toMatchObject({
      status: 412,
      body: { code: 'version-mismatch' },
    });
  });

  it('refuses the number of another', async () => {
    const number = organisationNumber();
    await add({ organisationNumber: number });
    const { body } = await add();
    expect(await amend(body.id as string, { organisationNumber: number }, token)).toMatchObject({
      status: 409,
      body: { code: 'organisation-exists' },
    });
  });

  it('refuses null and unknown fields', async () => {
    const { body } = await add();
    expect(await amend(body.id as string, { contacts: null }, token)).toMatchObject({ status: 422 });
    expect(await amend(body.id as string, { identity: 'name:x' }, token)).toMatchObject({ status: 422 });
  });
});

describe('an organisation that is known', () => {
  it('is not changed by who registers it again', async () => {
    const { body } = await add({ organisationNumber: organisationNumber(), category: 'public-library' });
    const campaign = await announced(the.call, token);

    const registration = await submitted(the.call, campaign, {
      organisation: anOrganisation({
        organisationNumber: body.organisationNumber,
        category: 'company',
        municipality: '0114',
      }),
    });

    expect(await the.call('GET', `/v1/organisations/${body.id}`)).toMatchObject({
      body: { category: 'public-library', municipality: '2081', name: body.name },
    });
    expect(await the.call('GET', `/v1/registrations/${registration.id}`, { token })).toMatchObject({
      body: { category: 'company', municipality: '0114', resembling: [{ organisationId: body.id, name: body.name }] },
    });
  });
});

describe('an organisation that a stranger has described', () => {
  const describedIn = async (campaign: string, change: Record<string, unknown> = {}) => {
    const organisation = anOrganisation(change);
    const registration = await submitted(the.call, campaign, { organisation });
    const { body } = await the.call('GET', `/v1/registrations/${registration.id}`, { token });
    return { ...registration, name: organisation.name, organisationId: body.organisationId as string };
  };

  it('is nobody\u2019s business until somebody responsible has read it, and has its name then', async () => {
    const campaign = await announced(the.call, token);
    const described = await describedIn(campaign);
    const { id, name, organisationId } = described;
    const address = `/v1/organisations/${organisationId}`;

    expect(await the.call('GET', address)).toMatchObject({ status: 404 });
    for (const reader of [token, dalarna])
      expect(await the.call('GET', address, { token: reader })).toMatchObject({ status: 200, body: { name } });
    const listed = async (as: { token?: string } = {}) => {
      const { body } = await the.call('GET', '/v1/organisations?limit=100&municipality=2081', as);
      return (body.items as { id: string; name?: string }[]).find((each) => each.id === organisationId);
    };
    expect(await listed()).toBeUndefined();
    expect(await listed({ token: dalarna })).toBeUndefined();
    expect(await listed({ token })).toMatchObject({ name });

    await the.call('POST', `/v1/registrations/${id}/confirmation`, { token: dalarna });
    expect(await the.call('GET', address)).toMatchObject({ status: 200, body: { name } });
    expect(await listed()).toMatchObject({ name });
    const named = await eventually(async () => {
      const events = (await the.streams.events()).filter(({ subject }) => subject === organisationId);
      expect(events).toHaveLength(2);
      return events.map(({ data }) => data['name']);
    });
    expect(named).toEqual([undefined, name]);
  });
});
