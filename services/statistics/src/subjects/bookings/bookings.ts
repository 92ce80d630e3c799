import { bookingEvents } from '@kraftsamling/contracts';
import type { BookingData } from '@kraftsamling/contracts';
import { NETWORK, rowId } from '../../counting/row.ts';
import { factsOf, statusIs } from '../../counting/selection.ts';
import type { Subject } from '../subject.ts';
import { bookingDefinitions } from './booking-definitions.ts';
import { bookingFact } from './booking-fact.ts';
import type { BookingFact } from './booking-fact.ts';
import { bookingFiguresOfTheNetwork } from './booking-figures.ts';

const live = { $in: ['held', 'confirmed'] };

/** Bookings of venues and coaches. */
export const bookings = {
  kind: 'booking',
  subscribesTo: bookingEvents,
  factOf: bookingFact,

  contribute: ({ status }, add) => add(rowId(NETWORK, 'bookings', ''), status, 1),

  definitions: bookingDefinitions,
  select: ({ step }) => ({ ...factsOf('booking'), ...statusIs(step, { live }) }),

  networkFigures: bookingFiguresOfTheNetwork,
} as const satisfies Subject<BookingFact, keyof typeof bookingDefinitions, BookingData>;
