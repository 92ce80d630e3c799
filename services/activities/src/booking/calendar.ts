import { Refusal } from '@kraftsamling/messaging/decision';

/** A stretch of time up to, but not including, its end: what begins when another ends does not overlap it. */
export interface Interval {
  readonly start: Date;
  readonly end: Date;
}

/** A resource is taken by a booking: for good, or only until an instant, when it is held and not confirmed. */
export interface Entry extends Interval {
  readonly booking: string;
  readonly until: Date | null;
}

/** What one resource is taken for on one day. No two live entries overlap. */
export type Calendar = readonly Entry[];

export function overlap(one: Interval, other: Interval): boolean {
  return one.start < other.end && other.start < one.end;
}

export function isLive({ until }: Entry, now: Date): boolean {
  return until === null || now < until;
}

/** Puts an entry in only if nothing live is in its way. What has expired is swept out. */
export function enter(calendar: Calendar, entry: Entry, now: Date): Calendar {
  const live = calendar.filter((other) => isLive(other, now));
  if (live.some((other) => overlap(other, entry)))
    throw new Refusal('resource-taken', 'Somebody else has one of these resources at one of these times.');
  return [...live, entry];
}

/** Makes a booking's entries last for good, if all of them are still there: what was held too long may have been swept out. */
export function keep(calendar: Calendar, booking: string, entered: number): Calendar {
  if (entriesOf(calendar, booking).length !== entered)
    throw new Refusal('hold-expired', 'It was not confirmed in time, and somebody else may have the place.');
  return calendar.map((entry) => (entry.booking === booking ? { ...entry, until: null } : entry));
}

/** Takes a booking's entries out, those that are there. */
export function leave(calendar: Calendar, booking: string): Calendar {
  return calendar.filter((entry) => entry.booking !== booking);
}

export function entriesOf(calendar: Calendar, booking: string): Calendar {
  return calendar.filter((entry) => entry.booking === booking);
}

/**
 * Which calendars a bundle of resources is entered in, and with which of its sessions: one calendar for each resource and each day in UTC.
 * Two sessions that overlap have a day in common, so one calendar always sees them both. The calendars come in the order of their ids:
 * all who write to several of them come by in the same order.
 */
export function calendarsOf(resourceIds: readonly string[], sessions: readonly Interval[]): Map<string, Interval[]> {
  const byDay = Map.groupBy(
    sessions.flatMap((session) => daysOf(session).map((day) => ({ day, session }))),
    ({ day }) => day,
  );
  const calendars = [...byDay].flatMap(([day, entered]) =>
    resourceIds.map((resourceId) => [calendarId(resourceId, day), entered.map(({ session }) => session)] as const),
  );
  return new Map(calendars.sort(([one], [other]) => (one < other ? -1 : 1)));
}

export function calendarId(resourceId: string, day: string): string {
  return `${resourceId}/${day}`;
}

const dayMs = 86_400_000;

/** The days, in UTC, on which some of it takes place. */
function daysOf({ start, end }: Interval): string[] {
  const days: string[] = [];
  for (let day = Math.floor(start.getTime() / dayMs) * dayMs; day < end.getTime(); day += dayMs)
    days.push(new Date(day).toISOString().slice(0, 'yyyy-MM-dd'.length));
  return days;
}
