import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ready, roundTripsOf } from '@kraftsamling/testing';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { announced, aRegistration, submitted } from './samples.ts';

let the: Running;
let campaignId: string;
beforeAll(async () => {
  the = await running(import.meta.url);
  await ready(the.call);
  campaignId = await announced(the.call, the.secretariat);
});
afterAll(async () => the[Symbol.asyncDispose]());

const roundTrips = async (method: string, route: string, status: number) =>
  roundTripsOf(String((await the.call('GET', '/metrics')).body), method, route, status);

/** Mails, and taking published events out of their documents, are the background's and not counted. */
describe('the database is asked', () => {
  it('three times for a registration of a new organisation, and twice more with an Idempotency-Key', async () => {
    await the.call('POST', '/v1/registrations', { body: aRegistration(campaignId) });
    expect(await roundTrips('POST', '/v1/registrations', 201)).toBe(3);

    const headers = { 'idempotency-key': crypto.randomUUID() };
    await the.call('POST', '/v1/registrations', { body: aRegistration(campaignId), headers });
    expect(await roundTrips('POST', '/v1/registrations', 201)).toBe((3 + 5) / 2);
  });

  it('three times more for the confirmation of an organisation that nobody has read yet: whether it may be known, too', async () => {
    const { id } = await submitted(the.call, campaignId);
    const address = `/v1/registrations/${id}/confirmation`;
    expect((await the.call('POST', address, { token: the.secretariat })).status).toBe(200);
    expect(await roundTrips('POST', '/v1/registrations/:id/confirmation', 200)).toBe(7);
  });

  it.each(['contact', 'rejection', 'withdrawal'])(
    'four times for a %s: registration, campaign, write, audit',
    async (transition) => {
      const { id } = await submitted(the.call, campaignId);
      const body = transition === 'rejection' || transition === 'withdrawal' ? { reason: 'no-staff' } : undefined;
      const address = `/v1/registrations/${id}/${transition}`;
      expect((await the.call('POST', address, { token: the.secretariat, body })).status).toBe(200);

      expect(await roundTrips('POST', `/v1/registrations/:id/${transition}`, 200)).toBe(4);
    },
  );
});
