import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { kitIssued, registrationContacted, registrationSubmitted } from '@kraftsamling/contracts';
import { eventually, proxy, sampleOf } from '@kraftsamling/testing';
import { mongo } from 'mongoose';
import { Mails } from '../src/mail/mail.store.ts';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { announced, contact, submitted } from './samples.ts';

let the: Running;
let token: string;
let campaign: string;

beforeAll(async () => {
  the = await running(import.meta.url);
  token = the.secretariat;
  campaign = await announced(the.call, token);
});
afterAll(async () => the[Symbol.asyncDispose]());

const mailTo = (id: string) => `${id.slice(-12)}@bibliotek.example`;

/** Registers somebody with an address of their own, to which all of their mail goes. */
async function register(language: 'sv' | 'en' = 'sv') {
  const email = mailTo(crypto.randomUUID());
  const registration = await submitted(the.call, campaign, { contact: { ...contact, email, language } });
  return { ...registration, email };
}

const sentTo = (address: string) => the.mailServer.messages.filter(({ to }) => to.includes(address));

async function status(id: string, template: string): Promise<{ status: string; reason?: string } | undefined> {
  const { body } = await the.call('GET', '/v1/mails?limit=100', { token });
  const items = body.items as { id: string; status: string; reason?: string }[];
  return items.find((mail) => mail.id === `${id}.${template}`);
}

describe('the mails of a registration', () => {
  it('are received, contacted and kit, each once, in the language of the contact', async () => {
    const swedish = await register();
    const english = await register('en');
    for (const { id } of [swedish, english]) {
      await eventually(async () => expect(await status(id, 'received')).toMatchObject({ status: 'sent' }));
      await the.call('POST', `/v1/registrations/${id}/contact`, { token });
      await eventually(async () => expect(await status(id, 'contacted')).toMatchObject({ status: 'sent' }));
      await the.call('POST', `/v1/registrations/${id}/confirmation`, { token });
      await eventually(async () => expect(await status(id, 'kit')).toMatchObject({ status: 'sent' }));
    }

    expect(sentTo(swedish.email).map(({ subject }) => subject)).toEqual([
      'Tack för er intresseanmälan till Digitala dagar',
      'Vi har varit i kontakt om Digitala dagar',
      'Ni är med i Digitala dagar',
    ]);
    expect(sentTo(english.email).map(({ subject }) => subject)).toEqual([
      'Thank you for registering in Digital Days',
      'We have been in touch about Digital Days',
      'You are taking part in Digital Days',
    ]);
    const [received, , kit] = sentTo(swedish.email);
    expect(received?.text).toContain(`https://registrations.example/manage/${swedish.id}#${swedish.secret}`);
    expect(received?.from).toBe('kansli@kraftsamling.example');
    expect(received?.headers['message-id']).toBe(`<${swedish.id}.received@kraftsamling.example>`);
    expect(kit?.text).toContain('https://kit.example/stod.pdf');
  });

  it('come once when the event comes twice', async () => {
    const { id, email } = await register();
    const data = await eventually(async () => {
      const event = (await the.streams.events()).find(({ subject }) => subject === id);
      return event!.data as never;
    });
    for (let again = 0; again < 3; again++)
      await the.streams.publish(registrationSubmitted, { subject: id, version: 1, data });
    // What comes after them has been sent: so have they been handled.
    await the.call('POST', `/v1/registrations/${id}/confirmation`, { token });
    await eventually(() => expect(sentTo(email)).toHaveLength(2));
    await the.streams.publish(kitIssued, { subject: id, version: 2, data });

    const { email: last } = await register();
    await eventually(() => expect(sentTo(last)).toHaveLength(1));
    expect(sentTo(email)).toHaveLength(2);
  });

  it('are owed by the registration, and not by an event that says what has not happened', async () => {
    const forged = await register();
    await eventually(async () => expect(await status(forged.id, 'received')).toMatchObject({ status: 'sent' }));
    const { data } = (await the.streams.events()).find(({ subject }) => subject === forged.id)!;
    for (const contract of [registrationContacted, kitIssued])
      await the.streams.publish(contract, {
        subject: forged.id,
        version: 2,
        data: { ...data, status: 'confirmed' } as never,
      });
    for (const contract of [registrationSubmitted, kitIssued])
      await the.streams.publish(contract, { subject: 'nobody', version: 2, data: { ...data, id: 'nobody' } as never });

    // What comes after them has been sent: so have they been handled.
    const { id } = await register();
    await the.call('POST', `/v1/registrations/${id}/contact`, { token });
    await the.call('POST', `/v1/registrations/${id}/confirmation`, { token });
    for (const template of ['received', 'contacted', 'kit'])
      await eventually(async () => expect(await status(id, template)).toMatchObject({ status: 'sent' }));
    await eventually(async () => {
      const { body } = await the.call('GET', '/metrics');
      for (const handler of ['mail-received', 'mail-kit'])
        expect(sampleOf(body as string, 'consumer_lag_events', { handler })).toBe(0);
    });

    expect(sentTo(forged.email)).toHaveLength(1);
    for (const template of ['contacted', 'kit']) expect(await status(forged.id, template)).toBeUndefined();
    for (const template of ['received', 'kit']) expect(await status('nobody', template)).toBeUndefined();
  });

  it('wait while the mail server wants none, and are sent once when it does', async () => {
    the.mailServer.refuse('temporarily');
    const registrations = await Promise.all([register(), register(), register()]);
    await eventually(async () => {
      for (const { id } of registrations) expect(await status(id, 'received')).toMatchObject({ status: 'waiting' });
      const { body } = await the.call('GET', '/v1/mails?status=waiting', { token });
      expect((body.items as { attempts: number }[]).every(({ attempts }) => attempts >= 1)).toBe(true);
    });

    the.mailServer.accept();
    await eventually(() => {
      for (const { email } of registrations) expect(sentTo(email)).toHaveLength(1);
    });
  });

  it('fail when they are refused for good, and can be tried again', async () => {
    the.mailServer.refuse('for-good');
    const { id, email, secret } = await register();
    await eventually(async () => expect(await status(id, 'received')).toMatchObject({ status: 'failed' }));
    the.mailServer.accept();

    const failed = await the.call('GET', '/v1/mails?status=failed', { token });
    expect(failed.body).toMatchObject({ items: [{ id: `${id}.received`, reason: 'smtp-550' }], page: { total: 1 } });
    expect(JSON.stringify(failed.body)).not.toContain(email);

    // The address was wrong; now it is right.
    const right = mailTo(crypto.randomUUID());
    await the.call('PATCH', `/v1/registrations/${id}`, {
      token: secret,
      body: { contact: { ...contact, email: right } },
      headers: { 'if-match': '"1"' },
    });
    expect(await the.call('POST', `/v1/mails/${id}.received/dispatch`, { token })).toMatchObject({
      status: 200,
      body: { status: 'waiting' },
    });
    // With it, the link that whoever is the contact now is sent.
    await eventually(() => expect(sentTo(right)).toHaveLength(2));
    expect(sentTo(email)).toHaveLength(0);
    await eventually(async () => expect(await status(id, 'received')).toMatchObject({ status: 'sent' }));
  });

  it('are listed for the secretariat only', async () => {
    const coordinator = await the.key.token('coordinator', { counties: ['20'] });
    expect(await the.call('GET', '/v1/mails', { token: coordinator })).toMatchObject({ status: 403 });
    expect(await the.call('GET', '/v1/mails')).toMatchObject({ status: 401 });
    expect(await the.call('POST', '/v1/mails/nothing/dispatch', { token })).toMatchObject({ status: 404 });
  });
});

describe('claiming a mail', () => {
  it('gives each mail to one, however many ask at once', async () => {
    const mails = the.service.app.get(Mails);
    // Due long ago for this clock, and never for the service's own.
    const then = new Date('2200-01-01T00:00:00Z');
    const ids = Array.from({ length: 12 }, (_, at) => `nobody-${at}`);
    for (const id of ids) await mails.putIn(id, 'kit', then);

    const taken = await Promise.all(Array.from({ length: 24 }, () => mails.take(then)));
    const later = await Promise.all(Array.from({ length: 12 }, () => mails.take(then)));
    const all = [...taken, ...later].flatMap((mail) => (mail && 'registrationId' in mail ? mail.registrationId : []));
    expect(new Set(all).size).toBe(all.length);
    expect(all.every((id) => id.startsWith('nobody-'))).toBe(true);
  });

  it('happens once it is to be tried again, which says that it waits all the same', async () => {
    const mails = the.service.app.get(Mails);
    // As above.
    const then = new Date('2200-01-01T00:00:00Z');
    const ids = Array.from({ length: 20 }, (_, at) => `refused-${at}`);
    for (const id of ids) {
      await mails.putIn(id, 'kit', then);
      const mail = await mails.take(then);
      await mails.settle(mail!, { status: 'failed', failedAt: then, reason: 'smtp-550' });
    }

    let trying = true;
    const claiming = Array.from({ length: 4 }, async () => {
      while (trying) await mails.take(then);
    });
    const tried = await Promise.all(ids.map((id) => mails.dispatch(`${id}.kit`, then)));
    trying = false;
    await Promise.all(claiming);
    expect(tried.map(({ progress }) => progress)).toEqual(ids.map(() => ({ status: 'waiting', dueAt: then })));
  });

  it('happens again when whoever claimed it has died', async () => {
    const taking = jest.spyOn(the.service.app.get(Mails), 'take').mockResolvedValue(undefined);
    const { id, email } = await register();
    await eventually(async () => expect(await status(id, 'received')).toMatchObject({ status: 'waiting' }));
    await using client = await mongo.MongoClient.connect(the.isolation.env.MONGODB_URI);
    // As a process leaves it that dies after it has claimed the mail.
    const claimed = { progress: { status: 'sending', dueAt: new Date() }, attempts: 1 };
    await client
      .db(the.isolation.database)
      .collection('mails')
      .updateOne({ _id: `${id}.received` as never }, { $set: claimed });
    taking.mockRestore();

    await eventually(async () => expect(await status(id, 'received')).toMatchObject({ status: 'sent', attempts: 2 }));
    expect(sentTo(email)).toHaveLength(1);
  });
});

describe('two replicas and a mail server that goes and comes', () => {
  it('send each mail exactly once', async () => {
    const way = await proxy(the.mailServer.url.replace('smtp:', 'nats:'));
    const smtpUrl = `smtp://127.0.0.1:${way.port}`;
    await using team = await running(import.meta.url, { SMTP_URL: smtpUrl });
    await team.replica();
    way.cut();

    const days = await announced(team.call, team.secretariat);
    const addresses = Array.from({ length: 12 }, () => mailTo(crypto.randomUUID()));
    await Promise.all(addresses.map((email) => submitted(team.call, days, { contact: { ...contact, email } })));
    await eventually(async () => {
      const { body } = await team.call('GET', '/v1/mails?status=waiting', { token: team.secretariat });
      expect(body.page.total).toBe(12);
      expect((body.items as { attempts: number }[]).every(({ attempts }) => attempts >= 1)).toBe(true);
    });
    expect(addresses.flatMap(sentTo)).toEqual([]);

    way.restore();
    await eventually(() => expect(addresses.flatMap(sentTo)).toHaveLength(12));
    await eventually(async () => {
      const { body } = await team.call('GET', '/v1/mails?status=sent', { token: team.secretariat });
      expect(body.page.total).toBe(12);
    });
    for (const address of addresses) expect(sentTo(address)).toHaveLength(1);
    await way.close();
  });
});
