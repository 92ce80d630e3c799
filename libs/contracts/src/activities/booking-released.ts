import { contract } from '../contract.ts';
import { booking, exampleBooking } from './booking.ts';

export const bookingReleased = contract({
  type: 'activities.booking.released.v1',
  meaning: 'The resources of a booking are free again.',
  data: booking,
  example: { ...exampleBooking, status: 'released', endedAt: '2024-10-01T07:18:00.000Z' },
  campaign: () => undefined,
});
