import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { firstVersionOf, registrationConfirmed, registrationsRepublished } from '@kraftsamling/contracts';
import type { CaseData } from '@kraftsamling/contracts';
import { eventually } from '@kraftsamling/testing';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { aRegistration, offer } from './samples.ts';

let the: Running;
beforeAll(async () => {
  the = await running(import.meta.url);
  await the.replica();
});
afterAll(async () => the[Symbol.asyncDispose]());

const seen = async (id: string) =>
  (await the.call('GET', `/v1/cases/${id}`, { token: the.secretariat })).body as Partial<CaseData>;

describe('registrations, restored from a backup', () => {
  it('closes the cases of those that are not registered any more, once it has said everything', async () => {
    const needs = [offer('coaches', 2)];
    const [kept, lost] = [aRegistration({ needs }), aRegistration({ needs })];
    for (const data of [kept, lost])
      await the.streams.publish(registrationConfirmed, { subject: data.id, version: 3, data });
    for (const { id } of [kept, lost])
      await eventually(async () => expect((await seen(id)).status).toBe('inventoried'));

    const epoch = 25_000;
    const aggregates = [{ aggregate: 'registration', count: 1 }];
    const data = { ...registrationsRepublished.example, epoch, aggregates };
    const version = firstVersionOf(epoch) + 1;
    await the.streams.publish(registrationsRepublished, { subject: data.id, version, data });
    await the.streams.publish(registrationConfirmed, { subject: kept.id, version: version + 2, data: kept });

    await eventually(async () =>
      expect(await seen(lost.id)).toMatchObject({ status: 'closed', closureReason: 'registration-withdrawn' }),
    );
    expect((await seen(kept.id)).status).toBe('inventoried');
  });
});
