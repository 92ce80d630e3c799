import type { Tables, Total } from '../../counting/row-tables.ts';

/** Live are those that hold their resources: held or confirmed. */
export interface BookingCounts extends Total {
  readonly live: number;
  readonly held: number;
  readonly confirmed: number;
  readonly released: number;
  readonly expired: number;
}

export interface BookingFiguresOfTheNetwork {
  readonly bookings: BookingCounts;
}

export function bookingFiguresOfTheNetwork(table: Tables<'bookings'>): BookingFiguresOfTheNetwork {
  const { held = 0, confirmed = 0, released = 0, expired = 0 } = table('bookings').get('') ?? {};
  const live = held + confirmed;
  return { bookings: { total: live + released + expired, live, held, confirmed, released, expired } };
}
