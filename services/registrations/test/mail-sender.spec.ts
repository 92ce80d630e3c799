import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '@kraftsamling/testing';
import { MailSender } from '../src/mail/mail-sender.service.ts';
import { Mails } from '../src/mail/mail.store.ts';
import { Registrations } from '../src/registration/registration.store.ts';
import { running } from './running.ts';
import { announced, contact, submitted } from './samples.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

describe('sending the mail that is due', () => {
  it('sends soon what the database could not be asked about, and what was claimed before it went away', async () => {
    await using the = await running(import.meta.url);
    const { app } = the.service;
    const campaign = await announced(the.call, the.secretariat);
    const mails = app.get(Mails);
    const take = mails.take.bind(mails);
    const taking = jest.spyOn(mails, 'take').mockResolvedValue(undefined);
    const first = await submitted(the.call, campaign);
    const second = await submitted(the.call, campaign, { contact: { ...contact, email: 'second@bibliotek.example' } });
    const withStatus = async (status: string) => {
      const { body } = await the.call('GET', `/v1/mails?status=${status}`, { token: the.secretariat });
      return (body.items as { id: string }[]).map(({ id }) => id);
    };
    await eventually(async () => expect(await withStatus('waiting')).toHaveLength(2));

    const away = new Error('The database has gone away.');
    jest.spyOn(app.get(Registrations), 'get').mockRejectedValueOnce(away);
    taking.mockImplementationOnce(take).mockRejectedValueOnce(away).mockImplementation(take);
    await eventually(async () =>
      expect((await withStatus('sent')).toSorted()).toEqual([`${first.id}.received`, `${second.id}.received`]),
    );
    expect(the.mailServer.messages).toHaveLength(2);
  });

  it('sends no kit to who has withdrawn meanwhile', async () => {
    await using the = await running(import.meta.url);
    const token = the.secretariat;
    const campaign = await announced(the.call, token);
    the.mailServer.refuse('temporarily');
    const { id } = await submitted(the.call, campaign);
    await the.call('POST', `/v1/registrations/${id}/confirmation`, { token });
    await eventually(async () => {
      const { body } = await the.call('GET', '/v1/mails?status=waiting', { token });
      expect(body.page.total).toBe(2);
    });
    await the.call('POST', `/v1/registrations/${id}/withdrawal`, { token });
    // Accepted later, so that no attempt from before the withdrawal succeeds after it.
    await eventually(async () => {
      const { body } = await the.call('GET', '/v1/mails?status=failed', { token });
      expect(body.page.total).toBe(1);
    });
    the.mailServer.accept();

    await eventually(async () => {
      const { body } = await the.call('GET', '/v1/mails', { token });
      const mails = (body.items as { id: string }[]).toSorted((one, other) => one.id.localeCompare(other.id));
      expect(mails).toMatchObject([
        { id: `${id}.kit`, status: 'failed', reason: 'registration-withdrawn' },
        { id: `${id}.received`, status: 'sent' },
      ]);
    });
    expect(the.mailServer.messages).toHaveLength(1);
  });

  it('ends, when the service stops, with every mail in flight settled, although one could not be read', async () => {
    await using the = await running(import.meta.url);
    const { app } = the.service;
    const campaign = await announced(the.call, the.secretariat);

    const taking = jest.spyOn(app.get(Mails), 'take').mockResolvedValue(undefined);
    const unread = await submitted(the.call, campaign);
    const slow = await submitted(the.call, campaign, { contact: { ...contact, email: 'slow@bibliotek.example' } });
    await eventually(async () => {
      const { body } = await the.call('GET', '/v1/mails?status=waiting', { token: the.secretariat });
      expect(body.page.total).toBe(2);
    });

    const registrations = app.get(Registrations);
    const asItIs = registrations.get.bind(registrations);
    const held = Promise.withResolvers<undefined>();
    const reading = jest.spyOn(registrations, 'get').mockImplementation(async (id) => {
      if (id === unread.id) throw new Error('The database has gone away.');
      await held.promise;
      return asItIs(id);
    });
    taking.mockRestore();
    await eventually(() => expect(reading.mock.calls.map(([id]) => id)).toContain(slow.id));

    let stopped = false;
    const stopping = app
      .get(MailSender)
      .beforeApplicationShutdown()
      .then(() => (stopped = true));
    // As long as the other one takes, and longer.
    await the.call('GET', '/health/live');
    expect(stopped).toBe(false);
    held.resolve(undefined);
    await stopping;

    const { body } = await the.call('GET', '/v1/mails', { token: the.secretariat });
    const found = body.items as { id: string; status: string }[];
    expect(found).toHaveLength(2);
    expect(found.find(({ id }) => id === `${unread.id}.received`)).toMatchObject({ status: 'waiting' });
    expect(found.find(({ id }) => id === `${slow.id}.received`)).toMatchObject({ status: 'sent', attempts: 1 });
    expect(the.mailServer.messages.map(({ to }) => to)).toEqual([expect.arrayContaining(['slow@bibliotek.example'])]);
  });
});
