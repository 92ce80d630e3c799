import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kraftsamling/testing';
import { mongo } from 'mongoose';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { aCampaign } from './campaign-samples.ts';
import { anOrganisation, announced, aRegistration, contact, submitted } from './samples.ts';

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

const submit = (
  campaignId: string,
  change: Record<string, unknown> = {},
  options: Parameters<Running['call']>[2] = {},
) => the.call('POST', '/v1/registrations', { body: aRegistration(campaignId, change), ...options });

const eventNamesOf = async (id: string) =>
  (await the.streams.events()).filter(({ subject }) => subject === id).map(({ type }) => type.split('.')[2]);

const organisationOf = async ({ id }: { id: string }): Promise<string> => {
  const { body } = await the.call('GET', `/v1/registrations/${id}`, { token });
  return body.organisationId as string;
};

describe('POST /v1/registrations', () => {
  it('takes what people write as it was meant: spaces, invisible signs and decomposed letters are no reason to refuse it', async () => {
    const campaign = await announced(the.call, token);
    const { status, body } = await submit(campaign, {
      organisation: anOrganisation({ name: ' A\u030Akers\u00A0bibliotek\u200B ', category: 'public-library ' }),
      contact: { name: 'Eva\u00A0Exempel', email: ' eva@bibliotek.example\u200B ', language: 'sv' },
      days: ['2024-11-15T00:00:00'],
      message: 'Hej!\r\n\r\nVi ses. ',
    });
    expect(status).toBe(201);
    expect(await the.call('GET', `/v1/registrations/${body.id as string}`, { token })).toMatchObject({
      body: {
        contact: { name: 'Eva Exempel', email: 'eva@bibliotek.example' },
        days: ['2024-11-15'],
        message: 'Hej!\r\n\r\nVi ses.',
      },
    });
    const organisation = await organisationOf(body as { id: string });
    expect(await the.call('GET', `/v1/organisations/${organisation}`, { token })).toMatchObject({
      body: { name: 'Åkers bibliotek', category: 'public-library' },
    });
  });

  it('takes a registration without an account and answers with a secret link', async () => {
    const campaign = await announced(the.call, token);
    const { status, headers, body } = await submit(campaign);

    expect({ status, etag: headers.get('etag') }).toEqual({ status: 201, etag: '"1"' });
    expect(body).toEqual({
      id: expect.any(String),
      status: 'submitted',
      managementLink: expect.stringMatching(/^https:\/\/registrations\.example\/manage\/[^#]+#[\w-]{43}$/),
    });
    await eventually(async () => expect(await eventNamesOf(body.id as string)).toEqual(['submitted']));
    const { body: seen } = await the.call('GET', `/v1/registrations/${body.id}`, { token });
    await eventually(async () => expect(await eventNamesOf(seen.organisationId as string)).toEqual(['joined']));
  });

  it('keeps neither the secret nor anything personal where it does not belong', async () => {
    const campaign = await announced(the.call, token);
    const { id, secret } = await submitted(the.call, campaign, { message: 'Ring Eva på 0243-740 00.' });

    await using client = await mongo.MongoClient.connect(the.isolation.env.MONGODB_URI);
    const document = await client
      .db(the.isolation.database)
      .collection('registrations')
      .findOne({ _id: id as never });
    expect(JSON.stringify(document)).not.toContain(secret);
    await eventually(async () => expect(await eventNamesOf(id)).toEqual(['submitted']));
    expect(JSON.stringify(await the.streams.events())).not.toMatch(/Eva|0243-740|bibliotek\.example|"linkHash"/);
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>, number, string]>([
    [
      'before the window opens',
      { registrationWindow: { opens: '2120-01-01T00:00:00Z', closes: '2121-01-01T00:00:00Z' } },
      {},
      409,
      'registration-not-open',
    ],
    [
      'after the window has closed',
      { registrationWindow: { opens: '2020-01-01T00:00:00Z', closes: '2021-01-01T00:00:00Z' } },
      {},
      409,
      'registration-over',
    ],
    ['for a day the campaign does not have', {}, { days: ['2024-11-17'] }, 422, 'unknown-day'],
    ['without a day', {}, { days: [] }, 422, 'no-day-chosen'],
    [
      'of a category the campaign is not for',
      { partnerCategories: ['service-centre'] },
      {},
      422,
      'category-not-invited',
    ],
    [
      'from an unknown municipality',
      {},
      { organisation: anOrganisation({ municipality: '2018' }) },
      422,
      'unknown-municipality',
    ],
    [
      'with a number that is none',
      {},
      { organisation: anOrganisation({ organisationNumber: '1234567890' }) },
      422,
      'organisation-number-invalid',
    ],
    ['without an organisation', {}, { organisation: undefined }, 422, 'one-organisation'],
    ['with an organisation twice', {}, { organisationId: 'library' }, 422, 'one-organisation'],
  ])('refuses a registration %s', async (_, campaignChange, change, status, code) => {
    const campaign = await announced(the.call, token, campaignChange);
    expect(await submit(campaign, change)).toMatchObject({ status, body: { code } });
  });

  it('lets nobody join the network by a registration that is refused', async () => {
    const campaign = await announced(the.call, token);
    const organisation = anOrganisation({ municipality: '2584' });
    await submit(campaign, { organisation, days: ['2024-11-17'] });
    expect(await the.call('GET', '/v1/organisations?municipality=2584')).toMatchObject({ body: { items: [] } });
  });

  it('suggests the municipality that was meant', async () => {
    const campaign = await announced(the.call, token);
    const { body } = await submit(campaign, { organisation: anOrganisation({ municipality: 'Borlange' }) });
    expect(body.errors).toEqual([
      {
        pointer: '/organisation/municipality',
        code: 'unknown-municipality',
        detail: expect.stringContaining('2081 Borlänge'),
      },
    ]);
  });

  it('refuses campaigns that are unknown, not announced or closed', async () => {
    expect(await submit('no-such-campaign')).toMatchObject({ status: 422, body: { code: 'unknown-campaign' } });

    const draft = aCampaign();
    await the.call('POST', '/v1/campaigns', { token, body: draft });
    for (const options of [{}, { token: dalarna }])
      expect(await submit(draft.id, {}, options)).toMatchObject({ status: 422, body: { code: 'unknown-campaign' } });
    expect(await submit(draft.id, {}, { token })).toMatchObject({
      status: 409,
      body: { code: 'campaign-not-announced' },
    });

    const closed = await announced(the.call, token);
    await the.call('POST', `/v1/campaigns/${closed}/closure`, { token });
    expect(await submit(closed)).toMatchObject({ status: 409, body: { code: 'campaign-closed' } });
  });

  it('takes one live registration for an organisation and a campaign, however many come at once', async () => {
    const campaign = await announced(the.call, token);
    const { body: known } = await the.call('POST', '/v1/organisations', { token, body: anOrganisation() });
    const change = { organisation: undefined, organisationId: known.id };
    const answers = await Promise.all(Array.from({ length: 8 }, () => submit(campaign, change, { token })));

    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
    expect(answers.find(({ status }) => status === 409)).toMatchObject({ body: { code: 'already-registered' } });
  });

  it('takes another one when the first was withdrawn', async () => {
    const campaign = await announced(the.call, token);
    const organisation = anOrganisation();
    const first = (await submit(campaign, { organisation }, { token })).body;
    expect(await submit(campaign, { organisation }, { token })).toMatchObject({ body: { code: 'already-registered' } });
    await the.call('POST', `/v1/registrations/${first.id}/withdrawal`, { token });

    expect(await submit(campaign, { organisation }, { token })).toMatchObject({ status: 201 });
  });

  it('takes the id of an organisation from those who belong to it or look after it', async () => {
    const campaigns = [await announced(the.call, token), await announced(the.call, token)] as const;
    const { body: library } = await the.call('POST', '/v1/organisations', { token, body: anOrganisation() });
    const change = { organisation: undefined, organisationId: library.id };
    const member = await the.key.token('organisation', { organisation: library.id });

    expect(await submit(campaigns[0], change)).toMatchObject({ status: 403, body: { code: 'not-yours' } });
    expect(await submit(campaigns[0], change, { token: stockholm })).toMatchObject({ status: 403 });
    expect(await submit(campaigns[0], change, { token: member })).toMatchObject({
      status: 201,
      body: { organisationId: library.id },
    });
    expect(await submit(campaigns[1], change, { token: dalarna })).toMatchObject({ status: 201 });
  });

  it('answers the same again to the same Idempotency-Key, and refuses it with another body', async () => {
    const campaign = await announced(the.call, token);
    const body = aRegistration(campaign);
    const headers = { 'idempotency-key': crypto.randomUUID() };

    const first = await the.call('POST', '/v1/registrations', { body, headers });
    const again = await the.call('POST', '/v1/registrations', { body, headers });
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(
      await the.call('POST', '/v1/registrations', { body: { ...body, days: ['2024-11-16'] }, headers }),
    ).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });
});

describe('the transitions of a registration', () => {
  const transition = (id: string, noun: string, as = token, body?: unknown) =>
    the.call('POST', `/v1/registrations/${id}/${noun}`, { token: as, ...(body !== undefined && { body }) });

  it('POST /contact and /confirmation: contacted, confirmed, and the kit handed over', async () => {
    const { id } = await submitted(the.call, await announced(the.call, token));

    expect(await transition(id, 'contact')).toMatchObject({ status: 200, body: { status: 'contacted' } });
    expect(await transition(id, 'confirmation', dalarna)).toMatchObject({
      status: 200,
      body: { status: 'confirmed', contactedAt: expect.any(String), kitIssuedAt: expect.any(String) },
    });
    expect(await transition(id, 'confirmation')).toMatchObject({ status: 200 });
    await eventually(async () =>
      expect(await eventNamesOf(id)).toEqual(['submitted', 'contacted', 'confirmed', 'kit-issued']),
    );
  });

  it('POST /rejection: declined with a reason that is a word, not a text', async () => {
    const { id } = await submitted(the.call, await announced(the.call, token));

    expect(await transition(id, 'rejection', token, { reason: 'Eva is rude' })).toMatchObject({ status: 422 });
    expect(await transition(id, 'rejection', token, {})).toMatchObject({ status: 422 });
    expect(await transition(id, 'rejection', token, { reason: 'outside-the-campaign' })).toMatchObject({
      status: 200,
      body: { status: 'declined', declineReason: 'outside-the-campaign' },
    });
    for (const noun of ['contact', 'confirmation', 'withdrawal'])
      expect(await transition(id, noun)).toMatchObject({ status: 409, body: { code: 'registration-declined' } });
  });

  it('POST /rejection is refused once confirmed', async () => {
    const { id } = await submitted(the.call, await announced(the.call, token));
    await transition(id, 'confirmation');
    expect(await transition(id, 'rejection', token, { reason: 'too-late' })).toMatchObject({
      status: 409,
      body: { code: 'registration-confirmed' },
    });
  });

  it('POST /withdrawal: by the organisation itself, with its link', async () => {
    const { id, secret } = await submitted(the.call, await announced(the.call, token));

    expect(await transition(id, 'withdrawal', secret, { reason: 'no-staff' })).toMatchObject({
      status: 200,
      body: { status: 'withdrawn', withdrawalReason: 'no-staff' },
    });
    expect(await transition(id, 'withdrawal', secret)).toMatchObject({ status: 200 });
    expect(await transition(id, 'confirmation')).toMatchObject({
      status: 409,
      body: { code: 'registration-withdrawn' },
    });
    await eventually(async () => expect(await eventNamesOf(id)).toEqual(['submitted', 'withdrawn']));
  });

  it('are for those who look after it', async () => {
    const { id, secret } = await submitted(the.call, await announced(the.call, token));
    const organisationId = await organisationOf({ id });
    const member = await the.key.token('organisation', { organisation: organisationId });
    const other = await the.key.token('organisation', { organisation: 'another' });

    for (const noun of ['contact', 'confirmation']) {
      expect(await the.call('POST', `/v1/registrations/${id}/${noun}`)).toMatchObject({ status: 401 });
      for (const reader of [secret, member]) expect(await transition(id, noun, reader)).toMatchObject({ status: 403 });
      expect(await transition(id, noun, stockholm)).toMatchObject({
        status: 403,
        body: { code: 'not-in-your-counties' },
      });
    }
    expect(await transition(id, 'withdrawal', other)).toMatchObject({ status: 403, body: { code: 'not-yours' } });
    expect(await transition(id, 'withdrawal', member)).toMatchObject({ status: 200 });
  });

  it('happen once when many ask at once', async () => {
    const { id } = await submitted(the.call, await announced(the.call, token));
    const answers = await Promise.all(Array.from({ length: 6 }, () => transition(id, 'confirmation')));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    await eventually(async () => expect(await eventNamesOf(id)).toEqual(['submitted', 'confirmed', 'kit-issued']));
  });
});

describe('GET /v1/registrations/{id}', () => {
  it('shows contact and message to itself and to those who look after it only', async () => {
    const registration = await submitted(the.call, await announced(the.call, token), { message: 'Hej' });
    const address = `/v1/registrations/${registration.id}`;
    const member = await the.key.token('organisation', { organisation: await organisationOf(registration) });

    for (const reader of [token, dalarna, member, registration.secret])
      expect(await the.call('GET', address, { token: reader })).toMatchObject({
        status: 200,
        body: { contact, message: 'Hej' },
      });
    expect(await the.call('GET', address)).toMatchObject({ status: 401 });
    expect(await the.call('GET', address, { token: stockholm })).toMatchObject({ status: 403 });
  });

  it('does not say to the holder of a link which organisation a number belongs to', async () => {
    const campaign = await announced(the.call, token);
    const registration = await submitted(the.call, campaign, {
      organisation: anOrganisation({ organisationNumber: '811228-9874' }),
    });
    const { id, secret } = registration;
    const organisation = await organisationOf(registration);
    const member = await the.key.token('organisation', { organisation });
    const see = (as: string) => the.call('GET', `/v1/registrations/${id}`, { token: as });

    for (const reader of [token, dalarna, member])
      expect(await see(reader)).toMatchObject({ body: { organisationId: organisation } });
    const change = { token: secret, body: { days: ['2024-11-16'] }, headers: { 'if-match': '"1"' } };
    const answers = [
      registration,
      await see(secret),
      await the.call('PATCH', `/v1/registrations/${id}`, change),
      await the.call('POST', `/v1/registrations/${id}/withdrawal`, { token: secret }),
    ];
    for (const answer of answers) expect(JSON.stringify(answer)).not.toContain(organisation);
  });

  it('is opened by its own link only', async () => {
    const campaign = await announced(the.call, token);
    const [mine, theirs] = [await submitted(the.call, campaign), await submitted(the.call, campaign)];
    const read = (id: string, secret: string) => the.call('GET', `/v1/registrations/${id}`, { token: secret });

    expect(await read(mine.id, mine.secret)).toMatchObject({ status: 200 });
    expect(await read(theirs.id, mine.secret)).toMatchObject({ status: 403, body: { code: 'not-yours' } });
    expect(
      await read(
        mine.id,
        mine.secret.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      ),
    ).toMatchObject({ status: 403 });
    expect(await read('no-such-registration', mine.secret)).toMatchObject({ status: 403, body: { code: 'not-yours' } });
    expect(await the.call('GET', '/v1/registrations', { token: mine.secret })).toMatchObject({ status: 403 });
  });

  it('refuses expired and forged tokens', async () => {
    const { id } = await submitted(the.call, await announced(the.call, token));
    const expired = await the.key.token('secretariat', { exp: Math.floor(Date.now() / 1000) - 3600 });
    const foreign = await the.key.token('secretariat', { aud: 'another-platform' });
    for (const bad of [expired, foreign, `${token.slice(0, -4)}AAAA`, 'a.b.c'])
      expect(await the.call('GET', `/v1/registrations/${id}`, { token: bad })).toMatchObject({ status: 401 });
  });

  it('puts on record who of the staff has read it', async () => {
    const { id, secret } = await submitted(the.call, await announced(the.call, token));
    await the.call('GET', `/v1/registrations/${id}`, { token: secret });
    await the.call('GET', `/v1/registrations/${id}`, { token: dalarna });

    await using client = await mongo.MongoClient.connect(the.isolation.env.MONGODB_URI);
    const entries = await client.db(the.isolation.database).collection('audit').find({ id }).toArray();
    expect(entries).toMatchObject([{ did: 'read', who: 'test-coordinator', thing: 'registration' }]);
  });
});

describe('PATCH /v1/registrations/{id}', () => {
  const amend = (id: string, body: Record<string, unknown>, as: string, version = 1) =>
    the.call('PATCH', `/v1/registrations/${id}`, { token: as, body, headers: { 'if-match': `"${version}"` } });

  it('lets the organisation change its days with its link, and publishes the change', async () => {
    const { id, secret } = await submitted(the.call, await announced(the.call, token));
    expect(await amend(id, { days: ['2024-11-15', '2024-11-16'] }, secret)).toMatchObject({
      status: 200,
      body: { days: ['2024-11-15', '2024-11-16'] },
    });
    expect(await amend(id, { contact: { ...contact, name: 'Erik Exempel' } }, secret, 2)).toMatchObject({
      status: 200,
      body: { contact: { name: 'Erik Exempel' } },
    });
    await eventually(async () => expect(await eventNamesOf(id)).toEqual(['submitted', 'amended']));
  });

  it('lets one of two people who edit at once through', async () => {
    const { id, secret } = await submitted(the.call, await announced(the.call, token));
    const answers = await Promise.all([
      amend(id, { days: ['2024-11-16'] }, secret),
      amend(id, { days: ['2024-11-15', '2024-11-16'] }, dalarna),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('must say which version was read', async () => {
    const { id, secret } = await submitted(the.call, await announced(the.call, token));
    expect(await the.call('PATCH', `/v1/registrations/${id}`, { token: secret, body: {} })).toMatchObject({
      status: 428,
    });
  });

  it('refuses other days than those of the campaign, and what cannot be changed', async () => {
    const { id, secret } = await submitted(the.call, await announced(the.call, token));
    expect(await amend(id, { days: ['2024-12-24'] }, secret)).toMatchObject({
      status: 422,
      body: { code: 'unknown-day' },
    });
    expect(await amend(id, { days: [] }, secret)).toMatchObject({ status: 422, body: { code: 'no-day-chosen' } });
    expect(await amend(id, { status: 'confirmed' }, secret)).toMatchObject({ status: 422 });
    expect(await amend(id, { days: null }, secret)).toMatchObject({ status: 422 });
  });
});

describe('GET /v1/registrations', () => {
  let campaign: string;
  beforeAll(async () => {
    campaign = await announced(the.call, token);
    const places = ['2081', '2080', '0180', '0114'];
    for (const [at, municipality] of places.entries()) {
      const { id } = await submitted(the.call, campaign, {
        organisation: anOrganisation({ municipality, category: at % 2 === 0 ? 'public-library' : 'company' }),
        days: at === 0 ? ['2024-11-15', '2024-11-16'] : ['2024-11-16'],
      });
      if (at === 3) await the.call('POST', `/v1/registrations/${id}/confirmation`, { token });
    }
  });

  const search = async (query: string, as = token) => {
    const { status, body } = await the.call('GET', `/v1/registrations?campaign=${campaign}${query}`, { token: as });
    expect(status).toBe(200);
    return (body.items as { municipality: string }[]).map(({ municipality }) => municipality);
  };

  it('searches by campaign, status, category, county, municipality and day, oldest first', async () => {
    expect(await search('')).toEqual(['2081', '2080', '0180', '0114']);
    expect(await search('&status=confirmed')).toEqual(['0114']);
    expect(await search('&category=company')).toEqual(['2080', '0114']);
    expect(await search('&county=20')).toEqual(['2081', '2080']);
    expect(await search('&municipality=0180')).toEqual(['0180']);
    expect(await search('&day=2024-11-15')).toEqual(['2081']);
    expect(await search('&county=01&status=submitted&day=2024-11-16')).toEqual(['0180']);
  });

  it('shows a coordinator their own counties, whatever they ask for', async () => {
    expect(await search('', dalarna)).toEqual(['2081', '2080']);
    expect(await search('&county=01', dalarna)).toEqual([]);
    expect(await search('&county=01', stockholm)).toEqual(['0180', '0114']);
  });

  it('comes in pages with totals, and names the organisations', async () => {
    const { body } = await the.call('GET', `/v1/registrations?campaign=${campaign}&limit=3&page=2`, { token });
    expect(body).toMatchObject({
      items: [{ municipality: '0114', organisationName: expect.stringContaining('Biblioteket') }],
      page: { limit: 3, offset: 3, page: 2, total: 4, pages: 2 },
    });
    expect(JSON.stringify(body)).not.toContain(contact.email);
  });

  it('searches by organisation', async () => {
    const organisationId = await organisationOf(await submitted(the.call, campaign));
    expect(await search(`&organisation=${organisationId}`)).toHaveLength(1);
  });

  it('refuses operators and unknown fields in the query', async () => {
    for (const query of ['status[$ne]=x', 'county[$gt]=', 'status=unknown', 'name=x', 'limit=1000', 'page=0'])
      expect(await the.call('GET', `/v1/registrations?${query}`, { token })).toMatchObject({ status: 422 });
  });
});

describe('the page behind a management link', () => {
  it('is the same for everyone, and its scripts and styles come from here only', async () => {
    const { status, headers, body } = await the.call('GET', '/manage/any-id');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('text/html');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    for (const [, address] of (body as string).matchAll(/(?:src|href)="([^"]+)"/g))
      expect(await the.call('GET', address ?? '')).toMatchObject({ status: 200 });
    expect(body).not.toMatch(/<script>|<style>|\son\w+=|https?:/);
  });
});
