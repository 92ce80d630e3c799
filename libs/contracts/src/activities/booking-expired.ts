import { contract } from '../contract.ts';
import { booking, exampleBooking } from './booking.ts';

export const bookingExpired = contract({
  type: 'activities.booking.expired.v1',
  meaning: 'A hold was not confirmed in time: its resources are free again.',
  data: booking,
  example: { ...exampleBooking, status: 'expired', endedAt: '2024-10-01T07:29:03.000Z' },
  campaign: () => undefined,
});
