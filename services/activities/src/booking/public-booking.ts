import type { BookingData } from '@kraftsamling/contracts';
import type { Booking } from './booking.ts';

export function publicBooking(booking: Booking, id: string): BookingData {
  const { activityId, resourceIds, sessions, status, heldAt, heldUntil } = booking;
  return {
    id,
    activityId,
    resourceIds: [...resourceIds],
    sessions: sessions.map(({ start, end }) => ({ start: start.toISOString(), end: end.toISOString() })),
    status,
    heldAt: heldAt.toISOString(),
    heldUntil: heldUntil.toISOString(),
    ...('confirmedAt' in booking && booking.confirmedAt && { confirmedAt: booking.confirmedAt.toISOString() }),
    ...('endedAt' in booking && { endedAt: booking.endedAt.toISOString() }),
  };
}
