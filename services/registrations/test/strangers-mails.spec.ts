import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@kraftsamling/testing';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { announced, contact, submitted } from './samples.ts';

let the: Running;
let token: string;
beforeAll(async () => {
  the = await running(import.meta.url, { STRANGERS_MAIL_MINUTES: '60' });
  token = the.secretariat;
});
afterAll(async () => the[Symbol.asyncDispose]());

it('strangers make us write to an address once in an hour, and what staff cause goes there all the same', async () => {
  const campaign = await announced(the.call, token);
  const victim = { ...contact, name: 'Win at https://evil.example', email: 'victim@bibliotek.example' };
  const registrations = [];
  for (let n = 0; n < 5; n++) registrations.push(await submitted(the.call, campaign, { contact: victim }));
  const mails = async () => {
    const { body } = await the.call('GET', '/v1/mails?limit=100', { token });
    return body.items as { id: string; status: string; reason?: string }[];
  };
  await eventually(async () => {
    const settled = (await mails()).map(({ status, reason }) => reason ?? status).toSorted();
    expect(settled).toEqual(['sent', ...Array<string>(4).fill('written-to-lately')]);
  });

  for (const { id } of registrations.slice(0, 2)) await the.call('POST', `/v1/registrations/${id}/contact`, { token });
  await eventually(() => expect(the.mailServer.messages).toHaveLength(3));
  expect(JSON.stringify(the.mailServer.messages)).not.toContain('evil');
  expect(the.mailServer.messages[0]?.text).toContain('Hej där!');
});
