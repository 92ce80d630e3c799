import { Api } from '@kraftsamling/acceptance/api';
import { onceReplicated } from '@kraftsamling/acceptance/arranging';
import { registrationFor } from '@kraftsamling/acceptance/requests';
import { until } from '@kraftsamling/infrastructure/until';
import type { Platform } from '@kraftsamling/platform';
import { signToken } from '@kraftsamling/platform/signing-key';
import { roundTripsOf } from '@kraftsamling/testing';
import { activityFor, anOwner, roomFor } from './booking.ts';

const COMMANDS = 20;

export interface RoundTrips {
  readonly command: string;
  readonly each: number;
  readonly atMost: number;
}

/** How many commands the driver sends for one command of ours: the same on every machine. Mails and the relay are not counted. */
export async function countRoundTrips(platform: Platform, campaignId: string): Promise<RoundTrips[]> {
  const token = await signToken({ role: 'secretariat' });
  const [registrations, activities] = [platform.service('registrations').url, platform.service('activities').url];
  const anybody = new Api(registrations);
  const staff = anybody.as(token);
  const arranging = new Api(activities, token);

  const owner = await anOwner(staff);
  const bookings: { activityId: string; resourceIds: string[] }[] = [];
  for (let n = 0; n < COMMANDS; n++) {
    const { id } = await anybody.post<{ id: string }>(
      '/v1/registrations',
      registrationFor(campaignId, `Bibliotek rundresa ${n}`, '2081'),
    );
    await staff.post(`/v1/registrations/${id}/contact`);

    const resource = await onceReplicated(() => arranging.post<{ id: string }>('/v1/resources', roomFor(owner, 0, n)));
    const wish = { resource: n, day: '2030-10-20', hour: 10 };
    const activity = await arranging.post<{ id: string }>('/v1/activities', activityFor(0, n, wish));
    bookings.push({ activityId: activity.id, resourceIds: [resource.id] });
  }
  // A transaction starts over when the relay takes a published event out of a document that it changes: that is to be over by then.
  const unpublished = async () => pendingIn(await metricsOf(activities));
  await until('every event is published', async () => (await unpublished()) === 0, unpublished);
  for (const booking of bookings) await arranging.post('/v1/bookings', booking);

  const each = async (url: string, route: string, status: number) =>
    roundTripsOf(await metricsOf(url), 'POST', route, status);
  return [
    {
      command: 'a registration of a new organisation',
      each: await each(registrations, '/v1/registrations', 201),
      atMost: 5,
    },
    { command: 'a transition', each: await each(registrations, '/v1/registrations/:id/contact', 200), atMost: 4 },
    { command: 'a hold of one resource on one day', each: await each(activities, '/v1/bookings', 201), atMost: 7 },
  ];
}

async function metricsOf(url: string): Promise<string> {
  return (await fetch(`${url}/metrics`)).text();
}

/** Documents whose events are not published yet, of all collections. */
function pendingIn(metrics: string): number {
  return [...metrics.matchAll(/^outbox_pending_documents\{.*\} (\d+)$/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );
}
