import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventOf, registrationConfirmed, registrationWithdrawn } from '@kraftsamling/contracts';
import type { CaseData, RegistrationData } from '@kraftsamling/contracts';
import { anyDelivery, eventually } from '@kraftsamling/testing';
import fc from 'fast-check';
import { Cases } from '../src/case/case.store.ts';
import { RegistrationReplicaHandler } from '../src/registration/registration-replica.handler.ts';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { aRegistration, newId, offer } from './samples.ts';

let the: Running;
let other: Awaited<ReturnType<Running['replica']>>;
beforeAll(async () => {
  the = await running(import.meta.url);
  other = await the.replica();
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(async () => the[Symbol.asyncDispose]());

type Seen = Partial<CaseData> & { readonly code?: string };
const seen = async (id: string) => (await the.call('GET', `/v1/cases/${id}`, { token: the.secretariat })).body as Seen;
const eventId = '01924b10-6c3a-7e21-9a40-2b8d51c7f390';
const needs = [offer('coaches', 2)];

const ends = {
  'needs more': { needs: [offer('coaches', 4)] },
  'needs nothing': { needs: [] },
  withdrawn: { status: 'withdrawn', withdrawnAt: '2024-10-30T15:05:00.000Z' },
} satisfies Record<string, Partial<RegistrationData>>;

/** A registration that is confirmed and amended, and comes to an end. */
function lifeOf(id: string, last: keyof typeof ends): RegistrationData[] {
  const data = aRegistration({ id, needs });
  return [{ ...data, status: 'submitted' }, data, { ...data, needs: [offer('venue', 1)] }, { ...data, ...ends[last] }];
}

describe('a confirmed registration', () => {
  it('that needs something opens a case of its own, told twice', async () => {
    const data = aRegistration({ needs, days: ['2024-11-16'] });
    for (let n = 0; n < 2; n++)
      await the.streams.publish(registrationConfirmed, { subject: data.id, version: 3, data });
    await eventually(async () =>
      expect(await seen(data.id)).toMatchObject({
        origin: 'registration',
        originId: data.id,
        ownerId: data.organisationId,
        status: 'inventoried',
        members: [data.organisationId],
        need: { demands: [{ capability: 'coaches', amount: 2 }], days: ['2024-11-16'], withinKm: 30 },
      }),
    );
  });

  it('that needs nothing opens none', async () => {
    const nothing = aRegistration({ needs: [] });
    const something = aRegistration({ needs });
    for (const data of [nothing, something])
      await the.streams.publish(registrationConfirmed, { subject: data.id, version: 3, data });
    await eventually(async () => expect((await seen(something.id)).status).toBe('inventoried'));
    expect((await seen(nothing.id)).code).toBe('not-found');
  });

  it('takes its case with it when it is withdrawn', async () => {
    const data = aRegistration({ needs });
    await the.streams.publish(registrationConfirmed, { subject: data.id, version: 3, data });
    await eventually(async () => expect((await seen(data.id)).status).toBe('inventoried'));
    const withdrawn = { ...data, status: 'withdrawn', withdrawnAt: '2024-10-30T15:05:00.000Z' } as const;
    await the.streams.publish(registrationWithdrawn, { subject: data.id, version: 4, data: withdrawn });
    await eventually(async () => expect((await seen(data.id)).closureReason).toBe('registration-withdrawn'));
  });

  it('has no case left when it is withdrawn while its case is being opened', async () => {
    const data = aRegistration({ needs });
    const withdrawn = { ...data, status: 'withdrawn', withdrawnAt: '2024-10-30T15:05:00.000Z' } as const;
    const event = { id: eventId, subject: data.id, time: new Date() };
    const cases = the.service.app.get(Cases);
    const create = cases.create.bind(cases);
    const opening = jest.spyOn(cases, 'create').mockImplementationOnce(async (...args) => {
      // The other replica finds no case to close.
      const handler = other.app.get(RegistrationReplicaHandler);
      await handler.handle(eventOf(registrationWithdrawn, { ...event, version: 4, data: withdrawn }));
      return create(...args);
    });

    const confirmed = eventOf(registrationConfirmed, { ...event, version: 3, data });
    await the.service.app.get(RegistrationReplicaHandler).handle(confirmed);
    expect(opening).toHaveBeenCalledTimes(1);
    expect(await seen(data.id)).toMatchObject({ status: 'closed', closureReason: 'registration-withdrawn' });
  });

  it.each([
    ['needs more', { need: { demands: [{ capability: 'coaches', amount: 4 }] } }],
    ['needs nothing', {}],
    ['withdrawn', {}],
  ] as const)(
    'comes to the same end (%s), in whatever order, however often and on which replica its events are handled',
    async (last, expected) => {
      const handlers = [the.service, other].map(({ app }) => app.get(RegistrationReplicaHandler));
      await fc.assert(
        fc.asyncProperty(anyDelivery([0, 1, 2, 3]), fc.boolean(), async (order, atOnce) => {
          const id = newId('registration');
          const life = lifeOf(id, last);
          const handle = (at: number, n: number) =>
            handlers[n % 2]!.handle(
              eventOf(registrationConfirmed, {
                id: eventId,
                subject: id,
                version: at + 1,
                time: new Date(),
                data: life[at]!,
              }),
            );
          if (atOnce) await Promise.all(order.map(handle));
          else for (const [n, at] of order.entries()) await handle(at, n);

          const kase = await seen(id);
          if (last === 'needs more') expect(kase).toMatchObject(expected);
          else expect(kase.code === 'not-found' || kase.status === 'closed').toBe(true);
        }),
        { numRuns: 20 },
      );
    },
  );
});
