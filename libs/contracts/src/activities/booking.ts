import type { Static } from 'typebox';
import { Type } from 'typebox';
import { contract } from '../contract.ts';
import { Id, Instant } from '../vocabulary.ts';

/** The public state of a booking: a bundle of resources that one activity has, all of them or none, during all of its sessions. */
const booking = Type.Object({
  id: Id,
  activityId: Id,
  resourceIds: Type.Array(Id),
  sessions: Type.Array(Type.Object({ start: Instant, end: Instant })),
  status: Type.Enum(['held', 'confirmed', 'released', 'expired']),
  heldAt: Instant,
  heldUntil: Type.String({
    format: 'date-time',
    pattern: 'Z$',
    description: 'When it expires unless confirmed before.',
  }),
  confirmedAt: Type.Optional(Instant),
  endedAt: Type.Optional(Instant),
  awaiting: Type.Optional(
    Type.Array(Id, { description: 'While it is held: the resources whose owners have still to approve.' }),
  ),
  reason: Type.Optional(
    Type.String({
      pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
      maxLength: 64,
      description: 'Why the owner of one of its resources has refused it or taken it back.',
    }),
  ),
});

export type BookingData = Static<typeof booking>;

const exampleBooking: BookingData = {
  id: '01924b12-0b7e-7c55-b1d2-c0a4e6f81923',
  activityId: '01924b10-6c3a-7e21-9a40-2b8d51c7f390',
  resourceIds: ['01924b0f-1d52-7a06-8c3e-7f2a90b1c4d8'],
  sessions: [{ start: '2024-11-15T09:00:00.000Z', end: '2024-11-15T11:00:00.000Z' }],
  status: 'held',
  heldAt: '2024-10-01T07:14:00.000Z',
  heldUntil: '2024-10-01T07:29:00.000Z',
};

export const bookingHeld = contract({
  type: 'activities.booking.held.v1',
  meaning: 'Resources are held for an activity, for the time being.',
  data: booking,
  example: exampleBooking,
  campaign: () => undefined,
});

export const bookingConfirmed = contract({
  type: 'activities.booking.confirmed.v1',
  meaning: 'The resources of a hold are booked for good.',
  data: booking,
  example: { ...exampleBooking, status: 'confirmed', confirmedAt: '2024-10-01T07:20:00.000Z' },
  campaign: () => undefined,
});

export const bookingReleased = contract({
  type: 'activities.booking.released.v1',
  meaning: 'The resources of a booking are free again.',
  data: booking,
  example: { ...exampleBooking, status: 'released', endedAt: '2024-10-01T07:18:00.000Z' },
  campaign: () => undefined,
});

export const bookingExpired = contract({
  type: 'activities.booking.expired.v1',
  meaning: 'A hold was not confirmed in time: its resources are free again.',
  data: booking,
  example: { ...exampleBooking, status: 'expired', endedAt: '2024-10-01T07:29:03.000Z' },
  campaign: () => undefined,
});

export const bookingEvents = [bookingHeld, bookingConfirmed, bookingReleased, bookingExpired] as const;
