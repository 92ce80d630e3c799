import { contract } from '../contract.ts';
import { booking, exampleBooking } from './booking.ts';

export const bookingHeld = contract({
  type: 'activities.booking.held.v1',
  meaning: 'Resources are held for an activity, for the time being.',
  data: booking,
  example: exampleBooking,
  campaign: () => undefined,
});
