import { describe, expect, it } from '@jest/globals';
import {
  bookingConfirmed,
  bookingExpired,
  bookingHeld,
  bookingReleased,
  parseEvent,
  resourceAdded,
} from '@kraftsamling/contracts';
import { becomes, nothingHappens } from '@kraftsamling/messaging/decision';
import { serializedEvent } from '@kraftsamling/testing/serialized-event';
import { cancelActivity, planActivity } from '../activity/activity.ts';
import type { Activity } from '../activity/activity.state.ts';
import { publicResource } from '../resource/public-resource.ts';
import { addResource, amendResource, retireResource } from '../resource/resource.ts';
import type { Resource } from '../resource/resource.state.ts';
import {
  approveBooking,
  bookedBy,
  confirmBooking,
  expireHold,
  freedFrom,
  holdResources,
  recallBooking,
  releaseBooking,
} from './booking.ts';
import type { Booking } from './booking.ts';
import { publicBooking } from './public-booking.ts';

const now = new Date('2024-10-01T08:00:00Z');
const until = new Date('2024-10-01T08:15:00Z');
const untilApproved = new Date('2024-10-08T08:00:00Z');
const asked = { now, until, untilApproved, own: new Set<string>() };
const recall = { reason: 'renovation', now, own: [{}] };
const planned = planActivity(
  {
    title: { sv: 'Kom igång med e-legitimation' },
    form: 'drop-in',
    topics: [],
    targetGroups: [],
    languages: ['sv'],
    mode: 'on-site',
    municipality: '2081',
    venue: { resourceId: 'hall', name: 'Stora salen', accessibility: [] },
    sessions: [{ start: '2024-11-15T10:00', end: '2024-11-15T12:00' }],
    freeOfCharge: true,
    organisers: ['library'],
    campaigns: [],
  },
  now,
).state;
const published = { ...planned, status: 'published', publishedAt: now } as Activity;
const cancelled = (cancelActivity(planned, 'illness', now) as { state: Activity }).state;
const reported = { ...published, status: 'reported', reportedAt: now } as Activity;

const hall = addResource(
  { kind: 'venue', organisationId: 'library', name: 'Stora salen', municipality: '2081', accessibility: [], languages: [], topics: [] }, // prettier-ignore
  now,
).state;
const coach = addResource(
  { kind: 'coach', organisationId: 'library', municipality: '2081', accessibility: [], languages: ['sv'], topics: [] },
  now,
).state;
const resources = new Map<string, Resource>([
  ['hall', hall],
  ['coach', coach],
]);

const hold = (activity: Activity, known: ReadonlyMap<string, Resource> = resources) =>
  holdResources({ activityId: 'activity', resourceIds: [...known.keys()] }, activity, known, asked);
const held = hold(planned).state;
const stateOf = (decision: unknown) => (decision as { state: Booking }).state;
const confirmed = stateOf(confirmBooking(held, planned, now));
const released = stateOf(releaseBooking(confirmed, planned, now));
const expired = stateOf(expireHold(held, until));
const refusal = (code: string) => expect.objectContaining({ code });

describe('a venue that says it takes more than any', () => {
  const arena = { kind: 'venue', organisationId: 'library', name: 'Arenan', municipality: '2081', capacity: 50_000, accessibility: [], languages: [], topics: [] } as const; // prettier-ignore

  it('is asked back', () => {
    expect(() => addResource(arena, now)).toThrow(refusal('unusual-number'));
    expect(addResource({ ...arena, confirmUnusual: true }, now).state).not.toHaveProperty('confirmUnusual');
    expect(() => amendResource(hall, { capacity: 50_000 })).toThrow(refusal('unusual-number'));
    expect(amendResource(hall, { capacity: 50_000, confirmUnusual: true })).toMatchObject({ state: { capacity: 50_000 } }); // prettier-ignore
  });
});

describe('holding resources', () => {
  it('is for all sessions of an activity that is to come', () => {
    expect(hold(planned)).toEqual({
      state: {
        activityId: 'activity',
        resourceIds: ['hall', 'coach'],
        sessions: [{ start: new Date('2024-11-15T09:00:00Z'), end: new Date('2024-11-15T11:00:00Z') }],
        status: 'held',
        heldAt: now,
        heldUntil: until,
      },
      events: [bookingHeld],
    });
    expect(hold(published).events).toEqual([bookingHeld]);
  });

  it.each<[string, Activity, string]>([
    ['is cancelled', cancelled, 'activity-cancelled'],
    ['has taken place', reported, 'activity-reported'],
  ])('is refused for an activity that %s', (_, activity, code) => {
    expect(() => hold(activity)).toThrow(refusal(code));
  });

  it('is refused where a resource has been retired, is not open, or is not known', () => {
    const retired = (retireResource(hall, now) as { state: Resource }).state;
    expect(() => hold(planned, new Map([['hall', retired]]))).toThrow(refusal('resource-retired'));
    const closed = { ...hall, hours: { from: '12:00', to: '20:00' } };
    expect(() => hold(planned, new Map([['hall', closed]]))).toThrow(refusal('outside-hours'));
    const unknown = { activityId: 'activity', resourceIds: ['hall', 'room'] };
    expect(() => holdResources(unknown, planned, resources, asked)).toThrow(
      expect.objectContaining({
        code: 'unknown-resource',
        errors: [expect.objectContaining({ pointer: '/resourceIds/1' })],
      }),
    );
  });
});

describe('a venue that takes fewer than the activity', () => {
  const large = { ...planned, capacity: 500 };
  const [room, other] = [
    { ...hall, capacity: 40 },
    { ...hall, capacity: 480 },
  ];
  const both = new Map<string, Resource>([
    ['room', room],
    ['other', other],
  ]);

  it('is booked only by whoever is sure', () => {
    const known = new Map<string, Resource>([['room', room], ['coach', coach]]); // prettier-ignore
    expect(() => hold(large, known)).toThrow(
      expect.objectContaining({
        code: 'unusual-number',
        errors: [expect.objectContaining({ pointer: '/resourceIds', detail: expect.stringContaining('takes 40') })],
      }),
    );
    const request = { activityId: 'activity', resourceIds: ['room', 'coach'], confirmUnusual: true };
    expect(holdResources(request, large, known, asked).state).not.toHaveProperty('confirmUnusual');
  });

  it('may be booked together with another, by an activity that takes no more or does not say, or by one online', () => {
    expect(hold(large, both).events).toEqual([bookingHeld]);
    for (const activity of [{ ...planned, capacity: 40 }, planned, { ...large, mode: 'online' } as Activity])
      expect(hold(activity, new Map([['room', room]])).events).toEqual([bookingHeld]);
    expect(hold(large).events).toEqual([bookingHeld]);
  });
});

describe('confirming', () => {
  it('is for what is held, up to but not at the instant at which it expires', () => {
    const justInTime = new Date(until.getTime() - 1);
    expect(confirmBooking(held, planned, justInTime)).toEqual({
      state: { ...held, status: 'confirmed', confirmedAt: justInTime },
      events: [bookingConfirmed],
    });
    expect(() => confirmBooking(held, planned, until)).toThrow(refusal('hold-expired'));
  });

  it('twice changes nothing, whatever has become of the activity', () => {
    expect(confirmBooking(confirmed, cancelled, until)).toBe(nothingHappens);
  });

  it('is refused after the end, and for an activity that is not to come', () => {
    expect(() => confirmBooking(released, planned, now)).toThrow(refusal('booking-released'));
    expect(() => confirmBooking(expired, planned, now)).toThrow(refusal('hold-expired'));
    expect(() => confirmBooking(held, cancelled, now)).toThrow(refusal('activity-cancelled'));
  });
});

describe('releasing', () => {
  it('ends what is held or confirmed, and changes nothing after that', () => {
    for (const booking of [held, confirmed])
      expect(releaseBooking(booking, planned, now)).toEqual(
        becomes({ ...booking, status: 'released', endedAt: now }, bookingReleased),
      );
    for (const booking of [released, expired]) expect(releaseBooking(booking, published, now)).toBe(nothingHappens);
  });

  it('leaves the venue of an activity that people are invited to, and not its coaches', () => {
    expect(() => releaseBooking(confirmed, published, now)).toThrow(refusal('activity-published'));
    expect(stateOf(releaseBooking({ ...confirmed, resourceIds: ['coach'] }, published, now)).status).toBe('released');
    expect(stateOf(releaseBooking(confirmed, cancelled, now)).status).toBe('released');
  });
});

describe('who may book a resource', () => {
  const others = { ...planned, organisers: ['club'] };
  const owned = (change: Partial<Resource>) => new Map([['hall', { ...hall, ...change } as Resource]]);

  it('is said by its owner', () => {
    expect(hold(others, owned({})).state).not.toHaveProperty('awaiting');
    const named = owned({ bookableBy: 'named-organisations', bookers: ['school'] });
    expect(() => hold(others, named)).toThrow(refusal('booking-not-allowed'));
    expect(hold({ ...planned, organisers: ['club', 'school'] }, named).state.heldUntil).toEqual(until);
    expect(hold(planned, named).state.heldUntil).toEqual(until);
  });

  it('is not decided by organisers who have not agreed', () => {
    const named = owned({ bookableBy: 'named-organisations', bookers: ['school'] });
    expect(() => hold({ ...others, invited: ['school', 'library'] }, named)).toThrow(refusal('booking-not-allowed'));
  });

  it('is no question to those who may decide about it', () => {
    const named = owned({ bookableBy: 'named-organisations' });
    const request = { activityId: 'activity', resourceIds: ['hall'] };
    expect(holdResources(request, others, named, { ...asked, own: new Set(['hall']) }).state.status).toBe('held');
  });

  it('may be everybody whom the owner lets in, one by one: it is held for longer, and not confirmed before', () => {
    const waiting = hold(others, owned({ bookableBy: 'on-approval', bookers: ['school'] })).state;
    expect(waiting).toMatchObject({ heldUntil: untilApproved, awaiting: ['hall'] });
    expect(() => confirmBooking(waiting, others, until)).toThrow(refusal('approval-pending'));

    expect(approveBooking(waiting, new Set(['coach']), until)).toBe(nothingHappens);
    const approved = stateOf(approveBooking(waiting, new Set(['hall']), until));
    expect(approveBooking(approved, new Set(['hall']), until)).toBe(nothingHappens);
    expect(stateOf(confirmBooking(approved, others, until)).status).toBe('confirmed');
    expect(() => approveBooking(waiting, new Set(['hall']), untilApproved)).toThrow(refusal('hold-expired'));
    expect(() => approveBooking(released, new Set(['hall']), now)).toThrow(refusal('booking-released'));
  });

  it('can be taken back by the owner, whatever people have been invited to, and once', () => {
    const recalled = stateOf(recallBooking(confirmed, recall));
    expect(recalled).toEqual({ ...confirmed, status: 'released', endedAt: now, reason: 'renovation' });
    expect(recallBooking(recalled, { ...recall, reason: 'another' })).toBe(nothingHappens);
    expect(recallBooking(expired, { ...recall, reason: 'another' })).toBe(nothingHappens);
    parseEvent([bookingReleased], serializedEvent(bookingReleased, 'booking', publicBooking(recalled, 'booking')));
  });
});

describe('taking back what is confirmed', () => {
  const aWeekBefore = new Date('2024-11-08T09:00:00Z');
  const later = new Date(aWeekBefore.getTime() + 1);

  it('takes a week of notice before the first session, or as much as the resource says', () => {
    expect(stateOf(recallBooking(confirmed, { ...recall, now: aWeekBefore }))).toMatchObject({ status: 'released' });
    expect(() => recallBooking(confirmed, { ...recall, now: later })).toThrow(refusal('notice-too-short'));

    const own = [{ noticeDays: 6 }, { noticeDays: 30 }];
    expect(stateOf(recallBooking(confirmed, { ...recall, now: later, own }))).toMatchObject({ status: 'released' });
    const month = [{ noticeDays: 30 }];
    expect(() => recallBooking(confirmed, { ...recall, now: aWeekBefore, own: month })).toThrow(
      refusal('notice-too-short'),
    );
  });

  it('takes none of what is only held, nor of what is over already', () => {
    expect(stateOf(recallBooking(held, { ...recall, now: later }))).toMatchObject({ status: 'released' });
    for (const booking of [released, expired])
      expect(recallBooking(booking, { ...recall, now: later })).toBe(nothingHappens);
  });
});

describe('expiring', () => {
  it('ends a hold that was not confirmed in time, and nothing else', () => {
    expect(expireHold(held, until)).toEqual(becomes({ ...held, status: 'expired', endedAt: until }, bookingExpired));
    expect(expireHold(held, now)).toBe(nothingHappens);
    for (const booking of [confirmed, released, expired]) expect(expireHold(booking, until)).toBe(nothingHappens);
  });
});

describe('an activity', () => {
  it('knows what is booked for it, and publishes nothing', () => {
    const booked = bookedBy(planned, 'first') as { state: Activity; events: unknown[] };
    expect(booked).toMatchObject({ state: { bookings: ['first'] }, events: [] });
    expect(freedFrom(booked.state, 'first', released)).toEqual(becomes(planned));
  });

  it('shows what an owner has taken back, and why', () => {
    const recalled = stateOf(recallBooking(confirmed, recall));
    expect(freedFrom({ ...planned, bookings: ['first'] }, 'first', recalled)).toEqual(
      becomes({
        ...planned,
        recalled: [{ bookingId: 'first', resourceIds: ['hall', 'coach'], reason: 'renovation', recalledAt: now }],
      }),
    );
  });
});

describe('what is published of a booking', () => {
  it('keeps to the contracts', () => {
    for (const [contract, state] of [
      [bookingHeld, held],
      [bookingConfirmed, confirmed],
      [bookingReleased, released],
      [bookingExpired, expired],
    ] as const)
      parseEvent([contract], serializedEvent(contract, 'booking', publicBooking(state, 'booking')));
    for (const resource of [hall, coach])
      parseEvent([resourceAdded], serializedEvent(resourceAdded, 'resource', publicResource(resource, 'resource')));
  });
});
