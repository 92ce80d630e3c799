import type { BookingData } from '@kraftsamling/contracts';
import { localTime } from '../activity/time.ts';
import type { Alternative } from './alternatives.ts';
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
    ...('confirmedAt' in booking && { confirmedAt: booking.confirmedAt.toISOString() }),
    ...('endedAt' in booking && { endedAt: booking.endedAt.toISOString() }),
    ...(booking.status === 'held' && { awaiting: [...(booking.awaiting ?? [])] }),
    ...(booking.status === 'released' && booking.reason !== undefined && { reason: booking.reason }),
  };
}

/** An alternative as it is shown to somebody who may take it: with the times that Swedish clocks show, to move the activity to. */
export function shownAlternative(alternative: Alternative) {
  const sessions = alternative.sessions.map(({ start, end }) => ({
    start: start.toISOString(),
    end: end.toISOString(),
    localStart: localTime(start),
    localEnd: localTime(end),
  }));
  return alternative.kind === 'place'
    ? { ...alternative, distanceKm: Math.round(alternative.distanceKm * 10) / 10, sessions }
    : { ...alternative, sessions };
}
