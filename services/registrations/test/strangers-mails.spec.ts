import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Clock } from '@kraftsamling/service';
import { eventually } from '@kraftsamling/testing';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { announced, contact, submitted } from './samples.ts';

let the: Running;
let campaign: string;
let token: string;
beforeAll(async () => {
  the = await running(import.meta.url, { STRANGERS_MAIL_MINUTES: '60' });
  token = the.secretariat;
  campaign = await announced(the.call, token);
});
afterAll(async () => the[Symbol.asyncDispose]());

const mails = async () => {
  const { body } = await the.call('GET', '/v1/mails?limit=100', { token });
  return body.items as { registrationId: string; status: string; attempts: number; reason?: string }[];
};

it('strangers make us write to an address once in an hour, and what staff cause goes there all the same', async () => {
  const victim = { ...contact, name: 'Win at https://evil.example', email: 'victim@bibliotek.example' };
  const registrations = [];
  for (const email of [
    victim.email,
    'VICTIM@bibliotek.example',
    victim.email,
    'Victim@Bibliotek.Example',
    victim.email,
  ])
    registrations.push(await submitted(the.call, campaign, { contact: { ...victim, email } }));
  await eventually(async () => {
    const settled = (await mails()).map(({ status, reason }) => reason ?? status).toSorted();
    expect(settled).toEqual(['sent', ...Array<string>(4).fill('written-to-lately')]);
  });

  for (const { id } of registrations.slice(0, 2)) await the.call('POST', `/v1/registrations/${id}/contact`, { token });
  await eventually(() => expect(the.mailServer.messages).toHaveLength(3));
  expect(JSON.stringify(the.mailServer.messages)).not.toContain('evil');
  expect(the.mailServer.messages[0]?.text).toContain('Hej där!');
});

it('they make us write once more when an hour has passed', async () => {
  const register = () => submitted(the.call, campaign, { contact: { ...contact, email: 'later@bibliotek.example' } });
  const outcomeOf = async ({ id }: { id: string }) =>
    eventually(async () => {
      const mail = (await mails()).find(({ registrationId }) => registrationId === id);
      expect(['sent', 'failed']).toContain(mail?.status);
      return mail?.reason ?? mail?.status;
    });
  expect(await outcomeOf(await register())).toBe('sent');
  expect(await outcomeOf(await register())).toBe('written-to-lately');

  const clock = the.service.app.get(Clock);
  const now = clock.now.bind(clock);
  clock.now = () => new Date(now().getTime() + 61 * 60_000);
  expect(await outcomeOf(await register())).toBe('sent');
  clock.now = now;
});

it('a mail that the mail server did not take goes out when it is tried again', async () => {
  the.mailServer.refuse('temporarily');
  const { id } = await submitted(the.call, campaign, { contact: { ...contact, email: 'again@bibliotek.example' } });
  const mail = async () => (await mails()).find(({ registrationId }) => registrationId === id);
  await eventually(async () => expect((await mail())?.attempts).toBeGreaterThanOrEqual(1));

  the.mailServer.accept();
  await eventually(async () => expect(await mail()).toMatchObject({ status: 'sent' }));
});
