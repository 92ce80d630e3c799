import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { distinguishable, runAnew } from '@kraftsamling/service/testing';
import { eventually, ready } from '@kraftsamling/testing';
import { mongo } from 'mongoose';
import { RequestedLinks } from '../src/link-request/requested-links.service.ts';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { announced, contact, submitted } from './samples.ts';

let the: Running;
let token: string;
let campaign: string;

beforeAll(async () => {
  the = await running(import.meta.url, {
    STRANGERS_MAIL_MINUTES: '60',
    MAIL_REPLY_TO: 'Digitala dagar <hej@digitaladagar.example>',
  });
  await ready(the.call);
  token = the.secretariat;
  campaign = await announced(the.call, token);
});
afterAll(async () => the[Symbol.asyncDispose]());

const aPerson = () => ({ ...contact, email: `${randomUUID()}@person.example` });
const sentTo = (address: string) => the.mailServer.messages.filter(({ to }) => to.includes(address));
const secretIn = (text = '') => /\/manage\/[\w-]+#([\w-]+)/.exec(text)?.[1] ?? '';

/** Registers somebody, who has had the first mail. */
async function registered(person = aPerson(), campaignId = campaign) {
  const registration = await submitted(the.call, campaignId, { contact: person });
  await eventually(() => expect(sentTo(person.email).length).toBeGreaterThan(0));
  return { ...registration, person, path: `/v1/registrations/${registration.id}` };
}

async function corrected(path: string, to: unknown, as = token) {
  const { headers } = await the.call('GET', path, { token });
  return the.call('PATCH', path, {
    token: as,
    body: { contact: to },
    headers: { 'if-match': headers.get('etag') ?? '' },
  });
}

const statusOf = async (path: string, as: string) => (await the.call('GET', path, { token: as })).status;

/** The newest link that has come to an address. */
async function linkTo(email: string, mails = 1): Promise<string> {
  return eventually(() => {
    expect(sentTo(email)).toHaveLength(mails);
    return secretIn(sentTo(email).at(-1)?.text);
  });
}

/** Everything that has been put in has been sent, or is not to be. */
async function quiet(): Promise<void> {
  await eventually(async () => {
    for (const status of ['waiting', 'sending'])
      expect((await the.call('GET', `/v1/mails?status=${status}`, { token })).body.page.total).toBe(0);
  });
}

describe('the management link', () => {
  it('dies when staff correct the address, and the new contact is sent another one', async () => {
    const { path, person, secret } = await registered();
    const right = aPerson();
    expect(await corrected(path, right)).toMatchObject({ status: 200 });

    expect(await the.call('GET', path, { token: secret })).toMatchObject({ status: 403, body: { code: 'not-yours' } });
    expect((await the.call('POST', `${path}/withdrawal`, { token: secret, body: {} })).status).toBe(403);
    const link = await linkTo(right.email);
    expect(sentTo(right.email)[0]?.subject).toBe('Länken till er anmälan till Digitala dagar');
    expect(await the.call('GET', path, { token: link })).toMatchObject({ status: 200, body: { contact: right } });

    // And back: the first link is not the one that holds again.
    await corrected(path, person);
    expect(await statusOf(path, secret)).toBe(403);
    expect(await statusOf(path, link)).toBe(403);
    const again = await linkTo(person.email, 2);
    expect((await the.call('POST', `${path}/withdrawal`, { token: again, body: {} })).status).toBe(200);
  });

  it('dies as well when whoever has it names another contact', async () => {
    const { path, secret } = await registered();
    const colleague = aPerson();
    expect((await corrected(path, colleague, secret)).status).toBe(200);
    expect(await statusOf(path, secret)).toBe(403);
    expect(await statusOf(path, await linkTo(colleague.email))).toBe(200);
  });

  it('goes to nobody more than once an hour by the word of whoever has it', async () => {
    const { path, secret, person } = await registered();
    const victim = aPerson();
    await corrected(path, victim, secret);
    const given = await linkTo(victim.email);
    await corrected(path, person, given);
    await quiet();
    await corrected(path, victim);
    await linkTo(victim.email, 2);
    expect(sentTo(person.email)).toHaveLength(1);
    const { body } = await the.call('GET', '/v1/mails?status=failed&limit=100', { token });
    expect(body.items).toContainEqual(expect.objectContaining({ template: 'link', reason: 'written-to-lately' }));
  });

  it('stays while the address does', async () => {
    const { path, person, secret } = await registered();
    await corrected(path, { ...person, name: 'Erik Exempel', phone: '08-123 45 67' });
    expect(await statusOf(path, secret)).toBe(200);
    await quiet();
    expect(sentTo(person.email)).toHaveLength(1);
  });

  it('comes in a mail whose answers go to the organiser, where the campaign says where that is', async () => {
    const replyTo = 'digitalavecka@kommun.example';
    const own = await announced(the.call, token, { replyTo });
    const { person } = await registered(aPerson(), own);
    expect(sentTo(person.email).map(({ headers }) => headers['reply-to'])).toEqual([replyTo]);

    expect((await the.call('GET', `/v1/campaigns/${own}`)).body).toMatchObject({ replyTo });
    const events = await eventually(async () => {
      const found = (await the.streams.events()).filter(({ subject }) => subject === own);
      expect(found).not.toEqual([]);
      return found;
    });
    expect(JSON.stringify(events)).not.toContain('kommun.example');
  });

  it('is sent again by staff, as often as they like, and an answer to it goes to the secretariat', async () => {
    const { id, path, person, secret } = await registered();
    for (const mails of [2, 3]) {
      expect((await the.call('POST', `${path}/link`, { token })).status).toBe(200);
      expect(await linkTo(person.email, mails)).toBe(secret);
    }
    for (const { headers } of sentTo(person.email))
      expect(headers['reply-to']).toBe('Digitala dagar <hej@digitaladagar.example>');

    expect((await the.call('POST', `${path}/link`, { token: secret })).status).toBe(403);
    const stockholm = await the.key.token('coordinator', { counties: ['01'] });
    for (const way of ['link', 'link-revocation'])
      expect((await the.call('POST', `${path}/${way}`, { token: stockholm, body: { reason: 'lost' } })).status).toBe(
        403,
      );
    expect(await audit(id)).toContain('sent-link');
  });

  it('is revoked by staff, with a reason and on record, until they send a new one', async () => {
    const { id, path, person, secret } = await registered();
    const revoked = await the.call('POST', `${path}/link-revocation`, { token, body: { reason: 'forwarded' } });
    expect(revoked).toMatchObject({ status: 200, body: { linkRevoked: { reason: 'forwarded' } } });
    expect(await statusOf(path, secret)).toBe(403);
    expect(await audit(id)).toContain('revoked-link');
    const own = await the.key.token('organisation', { organisation: revoked.body.organisationId as string });
    expect((await the.call('GET', path, { token: own })).body).not.toHaveProperty('linkRevoked');

    // Neither whoever asks for it, nor the first mail once more, brings it back.
    await ask(person.email);
    await the.call('POST', `/v1/mails/${id}.received/dispatch`, { token });
    await quiet();
    expect(sentTo(person.email)).toHaveLength(1);

    expect((await the.call('POST', `${path}/link`, { token })).body).not.toHaveProperty('linkRevoked');
    const link = await linkTo(person.email, 2);
    expect(link).not.toBe(secret);
    expect([await statusOf(path, link), await statusOf(path, secret)]).toEqual([200, 403]);
  });
});

describe('a mail that was sent', () => {
  it('goes out once more as a mail of its own, to the address that holds now', async () => {
    const { id, person, secret } = await registered();
    await quiet();
    const { status, body } = await the.call('POST', `/v1/mails/${id}.received/dispatch`, { token });
    expect({ status, body }).toMatchObject({ status: 200, body: { again: `${id}.received`, status: 'waiting' } });
    expect(await linkTo(person.email, 2)).toBe(secret);
    await quiet();

    // And that one too: it says of which it is the same.
    const third = await the.call('POST', `/v1/mails/${String(body.id)}/dispatch`, { token });
    expect(third.body).toMatchObject({ again: `${id}.received` });
    await linkTo(person.email, 3);
    const ids = sentTo(person.email).map(({ headers }) => headers['message-id']);
    expect(new Set(ids).size).toBe(3);
  });
});

describe('whoever has lost the link', () => {
  it('asks for it on a page, and is sent it where it belongs, once an hour', async () => {
    const person = aPerson();
    const [first, second] = [await registered(person), await registered(person)];
    const [mine, others] = [first.path, second.path];
    await the.call('POST', `${others}/withdrawal`, { token: second.secret, body: {} });
    await quiet();
    const before = sentTo(person.email).length;

    const answer = await ask(person.email.toUpperCase());
    expect(answer).toEqual(await ask(aPerson().email));
    expect(await linkTo(person.email, before + 1)).toBe(first.secret);
    expect(await statusOf(mine, first.secret)).toBe(200);

    await ask(person.email);
    await quiet();
    expect(sentTo(person.email)).toHaveLength(before + 1);
  });

  it('learns nothing of whose address is known, and nothing is kept of it', async () => {
    const { person } = await registered();
    const unknown = aPerson();
    const guesses = () => [{ known: person.email, unknown: unknown.email }];
    const asks = (email: string) => ({ path: '/manage/new-link', form: { email, lang: 'sv' } });
    expect(await distinguishable(the.service.url, { 'POST /manage/new-link': { guesses, asks } })).toEqual([]);

    await runAnew(the.service.app.get(RequestedLinks));
    await using client = await mongo.MongoClient.connect(the.isolation.env.MONGODB_URI);
    expect(await client.db(the.isolation.database).collection('link-requests').countDocuments()).toBe(0);
  });

  it('is told in words when it was no address', async () => {
    const { status, text } = await posted({ email: 'nobody', lang: 'en' });
    expect({ status, text }).toMatchObject({ status: 422, text: expect.stringContaining('name@example.org') });
    expect(await page('/manage/new-link?lang=sv')).toContain('E-postadress');
    expect(await page('/manage/new-link?lang=sv&utm_source=x')).toContain('E-postadress');
    expect(await page('/manage/new-link?lang=en&asked=yes')).toContain('Look in your mailbox');
  });
});

async function page(path: string): Promise<string> {
  return (await fetch(`${the.service.url}${path}`)).text();
}

async function posted(form: Readonly<Record<string, string>>) {
  const answer = await fetch(`${the.service.url}/manage/new-link`, {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'manual',
  });
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
}

/** Asks for the links of an address, and lets the minute pass. */
async function ask(email: string) {
  const answer = await posted({ email, lang: 'sv' });
  await runAnew(the.service.app.get(RequestedLinks));
  return answer;
}

async function audit(id: string): Promise<string[]> {
  await using client = await mongo.MongoClient.connect(the.isolation.env.MONGODB_URI);
  const entries = await client.db(the.isolation.database).collection('audit').find({ id }).toArray();
  return entries.map(({ did }) => String(did));
}
