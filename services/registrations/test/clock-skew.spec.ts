import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';
import { testEnvironment } from '@kraftsamling/service/testing';
import { callerOf, clockAhead, eventually, ready, sourceProcess } from '@kraftsamling/testing';
import { registrationsEnvironment, running } from './running.ts';
import { announced, contact, submitted } from './samples.ts';

const registered = 300;

it('no mail goes twice when a replica has a clock that is ten minutes ahead', async () => {
  await using the = await running(import.meta.url);
  const campaign = await announced(the.call, the.secretariat);

  const ahead = sourceProcess(join(import.meta.dirname, 'replica.main.ts'), {
    ...testEnvironment('registrations', the.isolation, the.key),
    ...registrationsEnvironment(the.mailServer),
    ...clockAhead(10),
  });
  const errors = text(ahead.stderr);
  const gone = once(ahead, 'exit');
  await using _ended = {
    [Symbol.asyncDispose]: async () => {
      ahead.kill('SIGTERM');
      await gone;
    },
  };
  const listening = once(createInterface(ahead.stdout), 'line') as Promise<[string]>;
  const ended = gone.then(async () => Promise.reject(new Error(`It has ended: ${await errors}`)));
  const [address] = await Promise.race([listening, ended]);
  await ready(callerOf(address));

  // All of them wait when both begin, so that both are at it all the time.
  the.mailServer.refuse('temporarily');
  const addresses = Array.from({ length: registered }, (_, at) => `nr-${at}@bibliotek.example`);
  for (let at = 0; at < registered; at += 20)
    await Promise.all(
      addresses.slice(at, at + 20).map((email) => submitted(the.call, campaign, { contact: { ...contact, email } })),
    );
  the.mailServer.accept();

  await eventually(async () => {
    const { body } = await the.call('GET', '/v1/mails?status=sent&limit=1', { token: the.secretariat });
    expect(body.page.total).toBe(registered);
  });
  const sent = Map.groupBy(the.mailServer.messages, ({ to }) => to.join());
  const twice = [...sent].filter(([, mails]) => mails.length > 1);
  process.stdout.write(`${twice.length} of ${sent.size} mails went twice.\n`);
  expect(sent.size).toBe(registered);
  expect(twice.map(([to]) => to)).toEqual([]);
});
