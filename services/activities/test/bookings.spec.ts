import { afterEach, beforeAll, afterAll, describe, expect, it, jest } from '@jest/globals';
import { activityCancelled } from '@kraftsamling/contracts';
import { Clock } from '@kraftsamling/service';
import type { RunningService } from '@kraftsamling/service';
import { callerOf, eventually, infrastructure, proxy } from '@kraftsamling/testing';
import type { Answer, Call } from '@kraftsamling/testing';
import { Activities } from '../src/activity/activity.store.ts';
import { BookingsService } from '../src/booking/bookings.service.ts';
import { WhenActivityCancelled } from '../src/booking/when-activity-cancelled.handler.ts';
import { aCoach, added, aVenue, campaignPublished, newId, organisationPublished, planned } from './samples.ts';
import { running } from './running.ts';
import type { Running } from './running.ts';

let the: Running;
let other: RunningService;
let elsewhere: Call;
let token: string;

beforeAll(async () => {
  the = await running(import.meta.url);
  token = the.secretariat;
  other = await the.replica();
  elsewhere = callerOf(other.url);
});
afterAll(async () => the[Symbol.asyncDispose]());
afterEach(() => {
  jest.restoreAllMocks();
});

interface Alternative {
  readonly kind: 'time' | 'place';
  readonly minutesLater?: number;
  readonly distanceKm?: number;
  readonly resourceIds: readonly string[];
  readonly sessions: readonly { readonly start: string; readonly localStart: string; readonly localEnd: string }[];
}

const venue = (change: Record<string, unknown> = {}) =>
  added(the.call, token, aVenue({ municipality: '0160', ...change }));
const coach = (change: Record<string, unknown> = {}) => added(the.call, token, aCoach(change));
const at = (start: string, end: string) => ({ sessions: [{ start, end }] });
const activity = (change: Record<string, unknown> = {}) => planned(the.call, token, change);
const hold = (activityId: string, resourceIds: readonly string[], call = the.call, as = token) =>
  call('POST', '/v1/bookings', { token: as, body: { activityId, resourceIds } });
const confirm = (id: string, call = the.call, as = token) =>
  call('POST', `/v1/bookings/${id}/confirmation`, { token: as });
const release = (id: string, call = the.call, as = token) => call('POST', `/v1/bookings/${id}/release`, { token: as });
const approve = (id: string, as: string) => the.call('POST', `/v1/bookings/${id}/approval`, { token: as });
const recall = (id: string, as: string) =>
  the.call('POST', `/v1/bookings/${id}/recall`, { token: as, body: { reason: 'renovation' } });
const get = (id: string) => the.call('GET', `/v1/bookings/${id}`, { token });
const cancel = (id: string) =>
  the.call('POST', `/v1/activities/${id}/cancellation`, { token, body: { reason: 'illness' } });
const move = async (id: string, sessions: unknown, change: object = {}) => {
  const { headers } = await the.call('GET', `/v1/activities/${id}`, { token });
  const ifMatch = headers.get('etag') ?? '';
  const body = { sessions, ...change };
  return the.call('PATCH', `/v1/activities/${id}`, { token, body, headers: { 'if-match': ifMatch } });
};
const taken = async (id: string, as?: string, year = 2024) => {
  const address = `/v1/resources/${id}/calendar?from=${year}-01-01&to=${year}-12-31`;
  const { body } = await the.call('GET', address, as === undefined ? {} : { token: as });
  return body.taken as { start: string; status: string; bookingId?: string }[];
};
const held = async (activityId: string, resourceIds: readonly string[]): Promise<string> => {
  const answer = await hold(activityId, resourceIds);
  expect(answer).toMatchObject({ status: 201, body: { status: 'held' } });
  return answer.body.id as string;
};
const confirmed = async (activityId: string, resourceIds: readonly string[]): Promise<string> => {
  const id = await held(activityId, resourceIds);
  expect(await confirm(id)).toMatchObject({ status: 200, body: { status: 'confirmed' } });
  return id;
};
/** In their order: each replica publishes its own. */
const eventsOf = async (id: unknown) =>
  (await the.streams.events())
    .filter(({ subject }) => subject === id)
    .sort((one, other) => one.sequence.localeCompare(other.sequence));
const outcomes = (answers: readonly Answer[]) =>
  answers.map(({ status, body }) => (status === 409 ? (body.code as string) : status)).sort();

/** Every replica's clock shows this. */
function itIs(instant: Date): void {
  for (const { app } of [the.service, other]) jest.spyOn(app.get(Clock), 'now').mockReturnValue(instant);
}

describe('POST /v1/bookings', () => {
  it('holds resources for fifteen minutes, during all sessions, and publishes an event', async () => {
    const [room, helper] = [await venue(), await coach()];
    const id = await activity({
      sessions: [
        { start: '2024-10-16T10:00', end: '2024-10-16T12:00', repeats: { every: 'week', until: '2024-11-06' } },
      ],
    });
    const { status, headers, body } = await hold(id, [room, helper]);

    expect({ status, location: headers.get('location'), etag: headers.get('etag') }).toEqual({
      status: 201,
      location: `/v1/bookings/${body.id}`,
      etag: '"1"',
    });
    expect(Date.parse(body.heldUntil as string) - Date.parse(body.heldAt as string)).toBe(15 * 60_000);
    // At ten on Swedish clocks, before and after 27 October.
    const starts = ['2024-10-16T08', '2024-10-23T08', '2024-10-30T09', '2024-11-06T09'].map((h) => `${h}:00:00.000Z`);
    expect((body.sessions as { start: string }[]).map(({ start }) => start)).toEqual(starts);
    for (const resource of [room, helper])
      expect((await taken(resource)).map(({ start, status }) => [start, status])).toEqual(
        starts.map((start) => [start, 'held']),
      );
    await eventually(async () => {
      const [held] = await eventsOf(body.id);
      expect(held).toMatchObject({ type: 'activities.booking.held.v1', data: body });
    });
  });

  it('lets one of many through who ask at once, from two replicas', async () => {
    const room = await venue();
    const ids = await Promise.all(Array.from({ length: 16 }, () => activity()));
    const answers = await Promise.all(ids.map((id, n) => hold(id, [room], n % 2 === 0 ? the.call : elsewhere)));

    expect(outcomes(answers)).toEqual([201, ...Array<string>(15).fill('resource-taken')]);
    expect(await taken(room)).toHaveLength(1);
  });

  it('lets both have a place that one leaves when the other comes', async () => {
    const room = await venue();
    await confirmed(await activity(at('2024-11-15T10:00', '2024-11-15T12:00')), [room]);
    await confirmed(await activity(at('2024-11-15T12:00', '2024-11-15T14:00')), [room]);
    await confirmed(await activity(at('2024-11-15T08:00', '2024-11-15T10:00')), [room]);
    expect(await hold(await activity(at('2024-11-15T11:59', '2024-11-15T12:01')), [room])).toMatchObject({
      status: 409,
    });
  });

  it('sees what goes on past midnight, in UTC and in Sweden', async () => {
    const room = await venue();
    await confirmed(await activity(at('2024-11-15T22:00', '2024-11-16T04:00')), [room]);
    expect(await hold(await activity(at('2024-11-15T23:30', '2024-11-15T23:45')), [room])).toMatchObject({
      status: 409,
    });
    expect(await hold(await activity(at('2024-11-16T03:00', '2024-11-16T05:00')), [room])).toMatchObject({
      status: 409,
    });
    expect(await taken(room)).toHaveLength(1);
  });

  it('holds all of a bundle or nothing of it', async () => {
    const [room, helper, another] = [await venue(), await coach(), await coach()];
    await confirmed(await activity(), [helper]);

    expect(await hold(await activity(), [room, another, helper])).toMatchObject({
      status: 409,
      body: { code: 'resource-taken' },
    });
    expect([await taken(room), await taken(another)]).toEqual([[], []]);
  });

  it('never deadlocks bundles that are asked for crosswise', async () => {
    const rooms = await Promise.all(Array.from({ length: 4 }, () => venue()));
    const ids = await Promise.all(Array.from({ length: 12 }, () => activity()));
    const answers = await Promise.all(
      ids.map((id, n) => hold(id, n % 2 === 0 ? rooms : rooms.toReversed(), n % 3 === 0 ? elsewhere : the.call)),
    );
    expect(outcomes(answers)).toEqual([201, ...Array<string>(11).fill('resource-taken')]);
  });

  it('refuses an activity that has a resource already the same resource', async () => {
    const room = await venue();
    const id = await activity();
    await held(id, [room]);
    expect(await hold(id, [room])).toMatchObject({ status: 409, body: { code: 'resource-taken' } });
    await held(id, [await coach()]);
  });

  it.each<[string, (room: string) => readonly string[]]>([
    ['a resource that stands there twice', (room) => [room, room]],
    ['no resource', () => []],
    ['eleven resources', (room) => [room, ...Array.from({ length: 10 }, (_, n) => `r${n}`)]],
    ['what is no id', () => ['a/b']],
  ])('refuses %s', async (_, resourceIds) => {
    expect(await hold(await activity(), resourceIds(await venue()))).toMatchObject({
      status: 422,
      body: { code: 'invalid-input' },
    });
  });

  it('refuses what it does not know', async () => {
    const room = await venue();
    expect(await hold('nothing', [room])).toMatchObject({ status: 422, body: { code: 'unknown-activity' } });
    expect(await hold(await activity(), [room, 'nothing'])).toMatchObject({
      status: 422,
      body: { code: 'unknown-resource', errors: [{ pointer: '/resourceIds/1' }] },
    });
  });

  it('refuses what has been retired, and leaves what is booked', async () => {
    const room = await venue();
    const id = await held(await activity(), [room]);
    await the.call('POST', `/v1/resources/${room}/retirement`, { token });

    expect(await confirm(id)).toMatchObject({ status: 200 });
    const later = await activity(at('2024-11-16T10:00', '2024-11-16T12:00'));
    expect(await hold(later, [room])).toMatchObject({ status: 409, body: { code: 'resource-retired' } });
  });

  it('refuses an activity that is cancelled', async () => {
    const id = await activity();
    await cancel(id);
    expect(await hold(id, [await venue()])).toMatchObject({ status: 409, body: { code: 'activity-cancelled' } });
  });

  it('is for those who may change the activity, whosever resource it is', async () => {
    const room = await venue({ organisationId: 'another' });
    const id = await activity({ organisers: ['library'] });
    const own = await the.key.token('organisation', { organisation: 'library' });
    const owner = await the.key.token('organisation', { organisation: 'another' });
    const stranger = await the.key.token('organisation', { organisation: 'stranger' });

    expect(await hold(id, [room], the.call, owner)).toMatchObject({ status: 422, body: { code: 'unknown-activity' } });
    const { body } = await hold(id, [room], the.call, own);
    expect(await the.call('POST', '/v1/bookings', { body: {} })).toMatchObject({ status: 401 });

    const address = `/v1/bookings/${body.id}`;
    for (const reader of [own, owner, token])
      expect(await the.call('GET', address, { token: reader })).toMatchObject({ status: 200, body });
    const yields = { status: 403, body: { code: 'not-yours' } };
    const hidden = { status: 404, body: { code: 'not-found' } };
    expect(await the.call('GET', address, { token: stranger })).toMatchObject(hidden);
    for (const [as, answer] of [
      [owner, yields],
      [stranger, hidden],
    ] as const) {
      expect(await confirm(body.id as string, the.call, as)).toMatchObject(answer);
      expect(await release(body.id as string, the.call, as)).toMatchObject(answer);
    }
    for (const [as, answer] of [
      [own, yields],
      [stranger, hidden],
    ] as const) {
      expect(await approve(body.id as string, as)).toMatchObject(answer);
      expect(await recall(body.id as string, as)).toMatchObject(answer);
    }
    for (const reader of [undefined, stranger]) expect((await taken(room, reader))[0]).not.toHaveProperty('bookingId');
    expect(await taken(room, owner)).toMatchObject([{ bookingId: body.id, activityId: id, status: 'held' }]);
  });

  it('with the same Idempotency-Key answers the same', async () => {
    const [id, room] = [await activity(), await venue()];
    const request = {
      token,
      body: { activityId: id, resourceIds: [room] },
      headers: { 'idempotency-key': newId('booking-of-a-room') },
    };
    const first = await the.call('POST', '/v1/bookings', request);
    expect(await the.call('POST', '/v1/bookings', request)).toMatchObject({ status: 201, body: first.body });
  });
});

describe('a refusal', () => {
  const alternativesTo = async (id: string, resources: readonly string[], code = 'resource-taken') => {
    const answer = await hold(id, resources);
    expect(answer).toMatchObject({ status: 409, body: { code } });
    return answer.body.alternatives as Alternative[];
  };
  const takeIt = async (id: string, { kind, resourceIds, sessions }: Alternative) => {
    if (kind === 'time') {
      const moved = sessions.map(({ localStart, localEnd }) => ({ start: localStart, end: localEnd }));
      expect(await move(id, moved)).toMatchObject({ status: 200 });
    }
    return held(id, resourceIds);
  };

  it('carries the two nearest other times and the nearest other place, each of which can be had', async () => {
    const room = await venue({ municipality: '2081', capacity: 55 });
    const near = await venue({ municipality: '2081', capacity: 60 });
    await venue({ municipality: '2080', capacity: 60 });
    await venue({ municipality: '2081', capacity: 54 });
    await confirmed(await activity(), [room]);
    const ids = await Promise.all([activity(), activity(), activity()]);

    const found = await alternativesTo(ids[0], [room]);
    expect(found).toMatchObject([
      {
        kind: 'time',
        minutesLater: 120,
        sessions: [{ start: '2024-11-15T11:00:00.000Z', localStart: '2024-11-15T12:00' }],
      },
      { kind: 'time', minutesLater: -120, resourceIds: [room] },
      { kind: 'place', distanceKm: 0, resourceIds: [near], sessions: [{ start: '2024-11-15T09:00:00.000Z' }] },
    ]);
    for (const [n, alternative] of found.entries()) await takeIt(ids[n]!, alternative);
  });

  it('keeps to the hours of the resource and to the counting period', async () => {
    const campaign = await campaignPublished(the, { countingPeriod: { from: '2024-11-15', to: '2024-11-16' } });
    const room = await venue({ capacity: 1000, hours: { from: '09:00', to: '12:00' } });
    await confirmed(await activity(at('2024-11-15T09:00', '2024-11-15T12:00')), [room]);
    const id = await activity({ campaigns: [campaign] });

    const found = await alternativesTo(id, [room]);
    expect(found.map(({ sessions: [session] }) => session!.localStart)).toEqual([
      '2024-11-16T09:00',
      '2024-11-16T09:30',
      '2024-11-16T10:00',
    ]);
    await takeIt(id, found[0]!);
  });

  it('comes too when a resource cannot be had at that time of day', async () => {
    const room = await venue({ capacity: 2000, hours: { from: '13:00', to: '16:00' } });
    const id = await activity();
    const found = await alternativesTo(id, [room], 'outside-hours');
    expect(found).toMatchObject([{ minutesLater: 180 }, { minutesLater: 210 }, { minutesLater: 240 }]);
    await takeIt(id, found[2]!);
  });

  it('replaces only what is taken of a bundle, each with something like it', async () => {
    const room = await venue();
    const [helper, same, less] = [
      await coach({ languages: ['so'] }),
      await coach({ languages: ['so', 'en'] }),
      await coach({ languages: ['en'] }),
    ];
    await confirmed(await activity(), [helper]);
    const id = await activity();
    // While something is booked for it, an activity stays where it is: only another place is an alternative.
    await held(id, [less]);

    const found = await alternativesTo(id, [room, helper]);
    expect(found).toMatchObject([{ kind: 'place', resourceIds: [room, same] }]);
    await takeIt(id, found[0]!);
  });
});

describe('POST /v1/bookings/{id}/confirmation', () => {
  it('books for good, and twice changes nothing', async () => {
    const room = await venue();
    const id = await held(await activity(), [room]);
    const { body } = await confirm(id);
    expect(body).toMatchObject({ status: 'confirmed' });
    expect(await confirm(id, elsewhere)).toMatchObject({ status: 200, body });
    expect(await taken(room)).toMatchObject([{ status: 'confirmed' }]);

    itIs(new Date('2100-01-01T00:00:00Z'));
    expect(await hold(await activity(), [room])).toMatchObject({ body: { code: 'resource-taken' } });
  });

  it('is refused from the instant at which the hold has expired', async () => {
    const { body } = await hold(await activity(), [await venue()]);
    const until = new Date(body.heldUntil as string);
    jest.spyOn(the.service.app.get(Clock), 'now').mockReturnValue(until);
    expect(await confirm(body.id as string)).toMatchObject({ status: 409, body: { code: 'hold-expired' } });
  });

  it('is refused to whom has lost the place, even by a clock that is slow', async () => {
    const room = await venue();
    const first = await hold(await activity(), [room]);
    const until = new Date(first.body.heldUntil as string);

    jest.spyOn(other.app.get(BookingsService), 'expireOverdue').mockResolvedValue();
    jest.spyOn(other.app.get(Clock), 'now').mockReturnValue(until);
    expect(await hold(await activity(), [room], elsewhere)).toMatchObject({ status: 201 });
    expect(await confirm(first.body.id as string)).toMatchObject({ status: 409, body: { code: 'hold-expired' } });
  });

  it('is refused after a release', async () => {
    const id = await held(await activity(), [await venue()]);
    await release(id);
    expect(await confirm(id)).toMatchObject({ status: 409, body: { code: 'booking-released' } });
  });
});

describe('a hold that is not confirmed in time', () => {
  it('expires by itself: the place is free, the activity may be moved, and an event is published', async () => {
    const [room, activityId] = [await venue(), await activity()];
    const { body } = await hold(activityId, [room]);
    expect(await move(activityId, [{ start: '2024-11-16T10:00', end: '2024-11-16T12:00' }])).toMatchObject({
      status: 409,
      body: { code: 'sessions-booked' },
    });

    itIs(new Date(body.heldUntil as string));
    await eventually(async () => expect(await get(body.id as string)).toMatchObject({ body: { status: 'expired' } }));
    expect(await taken(room)).toEqual([]);
    expect(await move(activityId, [{ start: '2024-11-16T10:00', end: '2024-11-16T12:00' }])).toMatchObject({
      status: 200,
    });
    await eventually(async () => {
      const events = await eventsOf(body.id);
      expect(events.map(({ type }) => type)).toEqual(['activities.booking.held.v1', 'activities.booking.expired.v1']);
    });
  });

  it("is in nobody's way, even if nobody has cleared it away", async () => {
    for (const { app } of [the.service, other])
      jest.spyOn(app.get(BookingsService), 'expireOverdue').mockResolvedValue();
    const room = await venue();
    const first = await hold(await activity(), [room]);
    itIs(new Date(first.body.heldUntil as string));
    const second = await held(await activity(), [room]);

    jest.restoreAllMocks();
    itIs(new Date(first.body.heldUntil as string));
    await eventually(async () =>
      expect(await get(first.body.id as string)).toMatchObject({ body: { status: 'expired' } }),
    );
    expect(await taken(room, token)).toMatchObject([{ bookingId: second }]);
  });
});

describe('a hold that cannot be ended', () => {
  it('keeps no other from expiring', async () => {
    const [lost, room] = [await activity(), await venue()];
    await held(lost, [await venue()]);
    const { body } = await hold(await activity(), [room]);
    await the.service.app.get(Activities).model.deleteOne({ _id: lost });

    itIs(new Date(body.heldUntil as string));
    await eventually(async () => expect(await get(body.id as string)).toMatchObject({ body: { status: 'expired' } }));
  });
});

describe('POST /v1/bookings/{id}/release', () => {
  it('gives back what was held or confirmed, once', async () => {
    for (const book of [held, confirmed]) {
      const room = await venue();
      const id = await book(await activity(), [room]);
      const { body } = await release(id);
      expect(body).toMatchObject({ status: 'released' });
      expect(await release(id, elsewhere)).toMatchObject({ status: 200, body });
      expect(await taken(room)).toEqual([]);
      await confirmed(await activity(), [room]);
    }
  });

  it('is refused for the venue that people are invited to, until the activity moves or is cancelled', async () => {
    const room = await venue({ municipality: '2081' });
    const id = await activity({ venue: undefined, venueId: room, organisers: [await organisationPublished(the)] });
    const publish = () => the.call('POST', `/v1/activities/${id}/publication`, { token });
    const booking = await held(id, [room]);
    expect(await publish()).toMatchObject({ body: { code: 'venue-not-booked' } });
    await confirm(booking);
    expect(await publish()).toMatchObject({ status: 200, body: { status: 'published' } });

    expect(await release(booking)).toMatchObject({ status: 409, body: { code: 'activity-published' } });
    await cancel(id);
    await eventually(async () => expect(await get(booking)).toMatchObject({ body: { status: 'released' } }));
  });

  it('races with a confirmation, and one of both is what happened', async () => {
    for (let round = 0; round < 5; round++) {
      const room = await venue();
      const id = await held(await activity(), [room]);
      await Promise.all([confirm(id), release(id, elsewhere)]);
      expect(await get(id)).toMatchObject({ body: { status: 'released' } });
      expect(await taken(room)).toEqual([]);
    }
  });
});

describe('when an activity is cancelled', () => {
  it('what it has booked is free again, however often the event comes', async () => {
    const [room, helper] = [await venue(), await coach()];
    const id = await activity();
    const bookings = [await confirmed(id, [room]), await held(id, [helper])];
    await cancel(id);

    await eventually(async () => {
      for (const booking of bookings) expect(await get(booking)).toMatchObject({ body: { status: 'released' } });
    });
    expect([await taken(room), await taken(helper)]).toEqual([[], []]);

    await confirmed(await activity(), [room]);
    const event = (await eventsOf(id)).find(({ type }) => type === activityCancelled.type);
    await the.service.app.get(WhenActivityCancelled).handle(event as never);
    expect(await taken(room)).toHaveLength(1);
  });

  it('by whoever says so, and not by the activity itself, what it has booked stays', async () => {
    const [room, helper, other] = [await venue(), await coach(), await venue()];
    const id = await activity();
    const bookings = { [await confirmed(id, [room])]: 'confirmed', [await held(id, [helper])]: 'held' };
    const { data } = await eventually(async () => {
      const [found] = await eventsOf(id);
      expect(found).toBeDefined();
      return found!;
    });
    const forged = {
      ...data,
      status: 'cancelled',
      cancelledAt: '2024-10-01T08:00:00.000Z',
      cancellationReason: 'illness',
    };
    await the.streams.publish(activityCancelled, { subject: id, version: 9, data: forged as never });

    // What comes after it has been handled, and so has it.
    const really = await activity();
    await confirmed(really, [other]);
    await cancel(really);
    await eventually(async () => expect(await taken(other)).toEqual([]));
    await eventually(async () =>
      expect((await the.call('GET', '/metrics')).body).toMatch(/consumer_lag_events\{handler="release-bookings"\} 0/),
    );
    for (const [booking, status] of Object.entries(bookings))
      expect(await get(booking)).toMatchObject({ body: { status } });
  });

  it('while somebody books for it, nothing stays booked', async () => {
    for (let round = 0; round < 5; round++) {
      const room = await venue();
      const id = await activity();
      await Promise.all([hold(id, [room], elsewhere), cancel(id)]);
      await eventually(async () => expect(await taken(room)).toEqual([]));
    }
  });
});

describe('when a process is killed between hold and confirmation', () => {
  it('another one confirms', async () => {
    const room = await venue();
    const [first, second] = [await activity(), await activity(at('2024-11-16T10:00', '2024-11-16T12:00'))];
    const doomed = await the.replica();
    const call = callerOf(doomed.url);
    const { body } = await hold(first, [room], call);
    const unconfirmed = await hold(second, [room], call);
    await doomed.stop();

    expect(await confirm(body.id as string)).toMatchObject({ status: 200, body: { status: 'confirmed' } });
    // What nobody confirms expires without it.
    itIs(new Date(unconfirmed.body.heldUntil as string));
    await eventually(async () => expect(await taken(room)).toMatchObject([{ status: 'confirmed' }]));
  });
});

describe('while the database is away', () => {
  it('nothing is booked, and nothing is left half booked', async () => {
    const way = await proxy(infrastructure().mongodbUri);
    const cutOff = await the.replica({ MONGODB_URI: way.url });
    const call = callerOf(cutOff.url);
    const [room, id] = [await venue(), await activity()];

    const answers = [hold(id, [room], call)];
    way.cut();
    answers.push(hold(id, [room], call));
    for (const { status, body } of await Promise.all(answers))
      expect([status, body.code]).toEqual([503, 'database-unavailable']);
    expect(await taken(room)).toEqual([]);

    way.restore();
    await eventually(async () => expect(await hold(id, [room], call)).toMatchObject({ status: 201 }));
    await cutOff.stop();
    await way.close();
  });
});

describe('GET /v1/resources/{id}/calendar', () => {
  it('answers the days that are asked for, by default the next thirty', async () => {
    const room = await venue();
    await confirmed(await activity(at('2024-11-15T10:00', '2024-11-15T12:00')), [room]);
    await confirmed(await activity(at('2024-11-16T00:00', '2024-11-16T01:00')), [room]);
    const on = (query: string) => the.call('GET', `/v1/resources/${room}/calendar${query}`);

    expect(await on('?from=2024-11-15&to=2024-11-15')).toMatchObject({
      body: { taken: [{ start: '2024-11-15T09:00:00.000Z' }] },
    });
    expect(await on('?from=2024-11-16&to=2024-11-16')).toMatchObject({
      body: { taken: [{ start: '2024-11-15T23:00:00.000Z' }] },
    });
    itIs(new Date('2024-11-15T23:30:00Z'));
    expect(await on('')).toMatchObject({ body: { from: '2024-11-16', to: '2024-12-16', taken: [{}] } });
    expect(await on('?from=2024-11-15&to=2024-11-14')).toMatchObject({
      status: 422,
      body: { code: 'days-out-of-range' },
    });
    expect(await on('?from=2024-11-15&to=2026-11-14')).toMatchObject({ status: 422 });
    // Clocks showed the midnight before it twice.
    expect(await on('?from=1916-10-01')).toMatchObject({ status: 200, body: { taken: [] } });
    expect(await on('?from=9999-12-01&to=9999-12-31')).toMatchObject({ status: 422 });
    expect(await the.call('GET', '/v1/resources/nothing/calendar')).toMatchObject({ status: 404 });
  });
});

describe('a resource whose owner says who may book it', () => {
  it('is held for an organisation of its choice, and for nobody else', async () => {
    const room = await venue({ organisationId: 'another', bookableBy: 'named-organisations', bookers: ['library'] });
    const chosen = await activity({ organisers: ['library'] });
    const other = await activity({ organisers: ['organisation-1'] });
    const member = await the.key.token('organisation', { organisation: 'organisation-1' });
    const library = await the.key.token('organisation', { organisation: 'library' });
    expect(await hold(other, [room], the.call, member)).toMatchObject({
      status: 409,
      body: { code: 'booking-not-allowed' },
    });
    expect(await hold(chosen, [room], the.call, library)).toMatchObject({ status: 201, body: { awaiting: [] } });

    const listed = await the.call('GET', `/v1/resources/${room}`, { token: member });
    expect(listed).toMatchObject({ body: { bookableBy: 'named-organisations' } });
    expect(listed.body).not.toHaveProperty('bookers');
  });

  it('is confirmed when the owner approves; and a refusal is seen by the organisers, with its reason', async () => {
    const owner = await the.key.token('organisation', { organisation: 'another' });
    const member = await the.key.token('organisation', { organisation: 'library' });
    const room = await venue({ organisationId: 'another', bookableBy: 'on-approval' });
    const id = await activity({ organisers: ['library'] });

    const { body: first } = await hold(id, [room], the.call, member);
    expect(first).toMatchObject({ status: 'held', awaiting: [room] });
    expect(Date.parse(first.heldUntil as string) - Date.parse(first.heldAt as string)).toBe(604_800_000);
    expect(await confirm(first.id as string, the.call, member)).toMatchObject({
      status: 409,
      body: { code: 'approval-pending' },
    });
    expect(await recall(first.id as string, owner)).toMatchObject({
      body: { status: 'released', reason: 'renovation' },
    });
    expect(await the.call('GET', `/v1/activities/${id}`, { token: member })).toMatchObject({
      body: { bookings: [], recalled: [{ bookingId: first.id, resourceIds: [room], reason: 'renovation' }] },
    });

    const { body: second } = await hold(id, [room], the.call, member);
    expect(await approve(second.id as string, owner)).toMatchObject({ status: 200, body: { awaiting: [] } });
    expect(await confirm(second.id as string, the.call, member)).toMatchObject({ status: 200 });
  });

  it('is taken back by its owner with the notice that the resource gives, and not after', async () => {
    const owner = await the.key.token('organisation', { organisation: 'another' });
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const id = await activity(at(`${inDays(20)}T10:00`, `${inDays(20)}T12:00`));
    const [long, usual] = [
      await venue({ organisationId: 'another', noticeDays: 30 }),
      await venue({ organisationId: 'another' }),
    ];
    expect(await the.call('GET', `/v1/resources/${usual}`, { token })).toMatchObject({ body: { noticeDays: 7 } });
    for (const [room, answer] of [
      [long, { status: 409, body: { code: 'notice-too-short' } }],
      [usual, { status: 200, body: { status: 'released', reason: 'renovation' } }],
    ] as const) {
      const { body } = await hold(id, [room]);
      await confirm(body.id as string);
      expect(await recall(body.id as string, owner)).toMatchObject(answer);
    }
  });

  it('is free again when its owner takes back what was confirmed, and an event says why', async () => {
    const owner = await the.key.token('organisation', { organisation: 'another' });
    const room = await venue({ organisationId: 'another' });
    const id = await activity(at('2124-11-15T10:00', '2124-11-15T12:00'));
    const { body } = await hold(id, [room]);
    await confirm(body.id as string);
    expect(await recall(body.id as string, owner)).toMatchObject({ status: 200, body: { status: 'released' } });
    expect(await recall(body.id as string, owner)).toMatchObject({ status: 200 });
    expect(await taken(room, undefined, 2124)).toEqual([]);
    await eventually(async () => {
      const events = await eventsOf(body.id);
      expect(events.at(-1)).toMatchObject({
        type: 'activities.booking.released.v1',
        data: { status: 'released', reason: 'renovation' },
      });
    });
  });
});
