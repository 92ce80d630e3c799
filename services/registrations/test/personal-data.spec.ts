import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@kraftsamling/service';
import { runAnew } from '@kraftsamling/service/testing';
import { mongo } from 'mongoose';
import { ContactRetention } from '../src/retention/contact-retention.service.ts';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { anOrganisation, announced, contact, submitted } from './samples.ts';

let the: Running;
let token: string;
let operator: string;
let campaign: string;

beforeAll(async () => {
  the = await running(import.meta.url);
  token = the.secretariat;
  operator = await the.key.token('operator');
  campaign = await announced(the.call, token);
});
afterAll(async () => the[Symbol.asyncDispose]());

const aPerson = () => ({ ...contact, name: 'Karin Person', email: `${crypto.randomUUID()}@person.example` });
const post = (path: string, as: string, body: unknown = {}) => the.call('POST', path, { token: as, body });

/** Where in the database it is, in whatever case: an address, or a number. */
async function lies(personal: string): Promise<string[]> {
  await using client = await mongo.MongoClient.connect(the.isolation.env.MONGODB_URI);
  const database = client.db(the.isolation.database);
  const names = ['registrations', 'organisations', 'mails', 'audit'];
  const found = await Promise.all(
    names.map(async (name) =>
      JSON.stringify(await database.collection(name).find().toArray())
        .toLowerCase()
        .includes(personal.toLowerCase()),
    ),
  );
  return names.filter((_, at) => found[at]);
}

/** What is forgotten so many days from now. */
async function after(days: number): Promise<void> {
  const clock = the.service.app.get(Clock);
  const now = clock.now.bind(clock);
  clock.now = () => new Date(now().getTime() + days * 86_400_000);
  await runAnew(the.service.app.get(ContactRetention));
  clock.now = now;
}

describe('POST /v1/registrations/{id}/erasure', () => {
  it('leaves nothing of the person, here or in the organisation, once the registration is withdrawn', async () => {
    const person = aPerson();
    const { id, secret } = await submitted(the.call, campaign, { contact: person, message: 'Ring mig.' });
    expect(await lies(person.email)).toEqual(['registrations', 'organisations']);
    expect(await post(`/v1/registrations/${id}/erasure`, secret)).toMatchObject({
      status: 409,
      body: { code: 'registration-live' },
    });

    await post(`/v1/registrations/${id}/withdrawal`, secret);
    for (const _ of ['once', 'again']) {
      const answer = await post(`/v1/registrations/${id}/erasure`, secret);
      expect(answer).toMatchObject({ status: 200, body: { status: 'withdrawn' } });
      expect(answer.body).not.toHaveProperty('contact');
      expect(answer.body).not.toHaveProperty('message');
    }
    expect(await lies(person.email)).toEqual([]);
  });

  it('leaves no number of a person either, of whom a stranger has said that it is theirs', async () => {
    const organisation = anOrganisation({ organisationNumber: '811228-9874', sector: 'private' });
    const { id, secret } = await submitted(the.call, campaign, { organisation, contact: aPerson() });
    expect(await lies('8112289874')).toEqual(['organisations']);
    expect(await lies('811228-9874')).toEqual(['registrations']);

    await post(`/v1/registrations/${id}/withdrawal`, secret);
    await post(`/v1/registrations/${id}/erasure`, secret);
    expect([...(await lies('8112289874')), ...(await lies('811228-9874'))]).toEqual([]);
  });

  it('leaves in the organisation whom another registration of it needs', async () => {
    const person = aPerson();
    const another = await announced(the.call, token);
    const { body: known } = await post('/v1/organisations', token, anOrganisation({ contacts: [person] }));
    const register = (campaignId: string) =>
      post('/v1/registrations', token, { campaignId, organisationId: known.id, contact: person, days: ['2024-11-15'] });
    const { body: first } = await register(campaign);
    await register(another);

    await post(`/v1/registrations/${first.id}/rejection`, token, { reason: 'outside-the-campaign' });
    await post(`/v1/registrations/${first.id}/erasure`, token);
    expect(await the.call('GET', `/v1/organisations/${known.id}`, { token })).toMatchObject({
      body: { contacts: [person] },
    });
  });
});

describe('the retention of contacts', () => {
  it('forgets what has been over for as long as the policy says, and nothing else', async () => {
    const [gone, staying] = [aPerson(), aPerson()];
    const { id, secret } = await submitted(the.call, campaign, { contact: gone });
    await submitted(the.call, campaign, { contact: staying });
    await post(`/v1/registrations/${id}/withdrawal`, secret);

    await after(0);
    expect(await lies(gone.email)).toEqual(['registrations', 'organisations']);

    await after(31);
    expect(await lies(gone.email)).toEqual([]);
    expect(await lies(staying.email)).toEqual(['registrations', 'organisations']);
  });
});

describe('what is over', () => {
  it.each<[string, number, (id: string, own: string) => string, object]>([
    ['declined', 90, (id) => `/v1/registrations/${id}/rejection`, { reason: 'no-staff' }],
    ['in a campaign that is closed', 365, (_, own) => `/v1/campaigns/${own}/closure`, {}],
  ])('is forgotten when it was %s, after %d days', async (_what, days, end, body) => {
    const own = await announced(the.call, token);
    const person = aPerson();
    const { id } = await submitted(the.call, own, { contact: person });
    expect(await post(end(id, own), token, body)).toMatchObject({ status: 200 });

    await after(days - 1);
    expect(await lies(person.email)).toEqual(['registrations', 'organisations']);
    await after(days + 1);
    expect(await lies(person.email)).toEqual([]);
  });
});

describe('POST /v1/personal-data', () => {
  it('exports and erases all that lies here of one person, on record and for the operator alone', async () => {
    const [person, other] = [aPerson(), aPerson()];
    const { id } = await submitted(the.call, campaign, { contact: person, message: 'Ring mig.' });
    await submitted(the.call, campaign, { contact: other });
    const { body: shared } = await post('/v1/organisations', token, anOrganisation({ contacts: [other, person] }));
    for (const route of ['export', 'erasure'])
      expect(await post(`/v1/personal-data/${route}`, token, { email: person.email })).toMatchObject({ status: 403 });

    const about = { email: person.email.toUpperCase() };
    expect(await post('/v1/personal-data/export', operator, about)).toMatchObject({
      status: 200,
      body: {
        registrations: [{ id, contact: person, message: 'Ring mig.' }],
        organisations: [{ contacts: [person] }, { id: shared.id, contacts: [person] }],
      },
    });
    expect(await post('/v1/personal-data/erasure', operator, about)).toMatchObject({
      status: 200,
      body: { registrations: [id], kept: [{ kind: 'audit', why: expect.any(String) }] },
    });
    expect(await lies(person.email)).toEqual([]);
    expect(await lies(other.email)).toEqual(['registrations', 'organisations']);
    expect(await post('/v1/personal-data/export', operator, about)).toMatchObject({
      body: { registrations: [], organisations: [] },
    });
    expect(await the.call('GET', `/v1/registrations/${id}`, { token })).toMatchObject({
      body: { status: 'submitted' },
    });

    await using client = await mongo.MongoClient.connect(the.isolation.env.MONGODB_URI);
    const entries = await client.db(the.isolation.database).collection('audit').find({ thing: 'person' }).toArray();
    expect(entries.map(({ did }) => did as string)).toEqual(['exported', 'erased', 'exported']);
  });

  it('says what is kept, for how long and why', async () => {
    expect(await the.call('GET', '/v1/personal-data/policy', { token: operator })).toMatchObject({
      status: 200,
      body: { kept: expect.arrayContaining([expect.objectContaining({ kind: 'withdrawn', days: 30 })]) },
    });
  });
});
