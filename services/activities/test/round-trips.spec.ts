import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, ready, roundTripsOf } from '@kraftsamling/testing';
import type { DocumentStore } from '@kraftsamling/messaging';
import { Activities } from '../src/activity/activity.store.ts';
import { Bookings } from '../src/booking/booking.store.ts';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { added, aVenue, planned } from './samples.ts';

let the: Running;
beforeAll(async () => {
  the = await running(import.meta.url);
  await ready(the.call);
});
afterAll(async () => the[Symbol.asyncDispose]());

const post = (path: string, body?: object) => the.call('POST', path, { token: the.secretariat, body });
const roundTrips = async (route: string, status: number) =>
  roundTripsOf(String((await the.call('GET', '/metrics')).body), 'POST', route, status);

/** A transaction starts over when the relay takes an event out of a document that it changes: here that is over before it begins. */
async function everythingIsPublished(): Promise<void> {
  await eventually(async () => {
    const stores = [Activities, Bookings].map((store) => the.service.app.get<DocumentStore<unknown>>(store));
    for (const { documents } of stores)
      expect(await documents.countDocuments({ 'outbox.at': { $exists: true } })).toBe(0);
  });
}

/** Taking published events out of their documents is the background's and not counted. */
describe('the database is asked', () => {
  it('seven times to hold one resource on one day, and to confirm or release it', async () => {
    const resourceId = await added(the.call, the.secretariat, aVenue());
    const activityId = await planned(the.call, the.secretariat);
    await everythingIsPublished();

    const { body } = await post('/v1/bookings', { activityId, resourceIds: [resourceId] });
    expect(await roundTrips('/v1/bookings', 201)).toBe(7);

    await everythingIsPublished();
    await post(`/v1/bookings/${body.id}/confirmation`);
    expect(await roundTrips('/v1/bookings/:id/confirmation', 200)).toBe(7);

    await everythingIsPublished();
    await post(`/v1/bookings/${body.id}/release`);
    expect(await roundTrips('/v1/bookings/:id/release', 200)).toBeLessThanOrEqual(8);
  });

  it('three times for a cancellation: activity, write, audit', async () => {
    const activityId = await planned(the.call, the.secretariat);
    await post(`/v1/activities/${activityId}/cancellation`, { reason: 'illness' });
    expect(await roundTrips('/v1/activities/:id/cancellation', 200)).toBe(3);
  });
});
