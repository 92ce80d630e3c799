import { contract } from '../contract.ts';
import { booking, exampleBooking } from './booking.ts';

export const bookingConfirmed = contract({
  type: 'activities.booking.confirmed.v1',
  meaning: 'The resources of a hold are booked for good.',
  data: booking,
  example: { ...exampleBooking, status: 'confirmed', confirmedAt: '2024-10-01T07:20:00.000Z' },
  campaign: () => undefined,
});
