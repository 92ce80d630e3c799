import type { Static } from 'typebox';
import { Type } from 'typebox';
import { Id, Instant } from '../vocabulary.ts';

/** The public state of a booking: a bundle of resources that one activity has, all of them or none, during all of its sessions. */
export const booking = Type.Object({
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
});

export type BookingData = Static<typeof booking>;

export const exampleBooking: BookingData = {
  id: '01924b12-0b7e-7c55-b1d2-c0a4e6f81923',
  activityId: '01924b10-6c3a-7e21-9a40-2b8d51c7f390',
  resourceIds: ['01924b0f-1d52-7a06-8c3e-7f2a90b1c4d8'],
  sessions: [{ start: '2024-11-15T09:00:00.000Z', end: '2024-11-15T11:00:00.000Z' }],
  status: 'held',
  heldAt: '2024-10-01T07:14:00.000Z',
  heldUntil: '2024-10-01T07:29:00.000Z',
};
