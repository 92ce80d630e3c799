import { mongo } from 'mongoose';
import type { Booking } from '../src/booking/booking.ts';
import { calendarsOf, overlap } from '../src/booking/calendar.ts';
import type { Entry, Interval } from '../src/booking/calendar.ts';

/** Everything that is written down about bookings, as it lies in the database. */
export interface Books {
  readonly calendars: readonly { readonly _id: string; readonly entries: readonly Entry[] }[];
  readonly bookings: readonly {
    readonly _id: string;
    readonly version: number;
    readonly state: Booking;
    readonly outbox: readonly unknown[];
  }[];
  readonly activities: readonly {
    readonly _id: string;
    readonly state: { status: string; bookings: readonly string[] };
  }[];
}

export async function readBooks(uri: string, database: string): Promise<Books> {
  await using client = await mongo.MongoClient.connect(uri);
  const all = (name: string) => client.db(database).collection(name).find().toArray();
  const [calendars, bookings, activities] = await Promise.all(['calendars', 'bookings', 'activities'].map(all));
  return { calendars, bookings, activities } as unknown as Books;
}

/** What is wrong with the books. Every list must be empty. */
export interface Faults {
  /** Two entries of a calendar, whether they are live or not. */
  readonly overlappingEntries: string[];
  /** Two live bookings of one resource, whatever its calendar says. */
  readonly overlappingBookings: string[];
  readonly entriesWithoutBooking: string[];
  readonly bookingsWithoutEntry: string[];
  /** An activity and a booking that do not know of each other. */
  readonly strangers: string[];
}

export function faultsIn({ calendars, bookings, activities }: Books): Faults {
  const live = bookings.filter(({ state }) => state.status === 'held' || state.status === 'confirmed');

  const entered = calendars.flatMap(({ _id, entries }) => entries.map((entry) => nameOf(_id, entry.booking, entry)));
  const owed = live.flatMap(({ _id: booking, state: { resourceIds, sessions } }) =>
    [...calendarsOf(resourceIds, sessions)].flatMap(([calendar, those]) =>
      those.map((session) => nameOf(calendar, booking, session)),
    ),
  );
  const listed = activities.flatMap(({ _id, state }) => state.bookings.map((booking) => `${_id} ${booking}`));
  const known = live.map(({ _id, state }) => `${state.activityId} ${_id}`);

  const byResource = Map.groupBy(
    live.flatMap(({ _id: booking, state: { resourceIds, sessions } }) =>
      resourceIds.flatMap((resource) => sessions.map((session) => ({ ...session, booking, resource }))),
    ),
    ({ resource }) => resource,
  );
  return {
    overlappingEntries: calendars.flatMap(({ _id, entries }) => overlapsIn(entries).map((pair) => `${_id}: ${pair}`)),
    overlappingBookings: [...byResource].flatMap(([id, taken]) => overlapsIn(taken).map((pair) => `${id}: ${pair}`)),
    entriesWithoutBooking: without(entered, owed),
    bookingsWithoutEntry: without(owed, entered),
    strangers: [...without(listed, known), ...without(known, listed)],
  };
}

function overlapsIn(taken: readonly (Interval & { readonly booking: string })[]): string[] {
  return taken.flatMap((one, at) =>
    taken.slice(at + 1).flatMap((other) => (overlap(one, other) ? [`${one.booking} and ${other.booking}`] : [])),
  );
}

/** Those of the first list, each as often as it is there, that are not in the second. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const item of other) left.set(item, (left.get(item) ?? 0) + 1);
  return list.filter((item) => {
    const count = left.get(item) ?? 0;
    left.set(item, count - 1);
    return count <= 0;
  });
}

function nameOf(calendar: string, booking: string, { start, end }: Interval): string {
  return `${calendar} ${booking} ${start.toISOString()}/${end.toISOString()}`;
}
